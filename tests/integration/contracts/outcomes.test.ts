import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forEverybody } from "#app/domain/contracts/outcomes/figures.ts";
import { answerOutcomes } from "#app/routes/api/endpoints/statistics.server.ts";
import { outcomesCsv } from "#app/domain/contracts/outcomes/outcomes-csv.server.ts";
import { outcomesOf } from "#app/domain/contracts/outcomes/statistics.server.ts";
import type { Context } from "#app/domain/context.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { demoActor } from "../../support/demo-actor.ts";

let test: TestDatabase;
let as: (mailbox: string) => Promise<Context>;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  as = async (mailbox) => ({
    ...{ db: test.db, clock: systemClock },
    actor: await demoActor(test, mailbox),
  });
});

afterAll(() => test.close());

const everywhere = { year: null, region: "", own: false };
const total = (rows: readonly { count: number }[]) => rows.reduce((sum, { count }) => sum + count, 0);
const one = async (query: ReturnType<typeof sql>) =>
  Number((await test.db.execute<{ n: string }>(query))[0]?.n ?? 0);

describe("statistics of outcomes in the demonstration market", () => {
  it("count every published demand, contract in force, settled milestone and dispute once", async () => {
    const found = await outcomesOf(await as("sme"), everywhere);
    expect(total(found.demands)).toBe(
      await one(sql`select count(*) as n from listing where kind = 'demand' and published_at is not null`),
    );
    const inForce = await one(sql`select count(*) as n from contract where in_force_at is not null`);
    expect(inForce).toBeGreaterThan(0);
    expect([total(found.contracts), total(found.cities)]).toEqual([inForce, inForce]);
    const money = await one(sql`select sum(amount) as n from contract where in_force_at is not null`);
    expect(found.contracts.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(money);
    expect(total(found.milestones)).toBe(
      await one(sql`select count(*) as n from contract_milestone where settled_at is not null`),
    );
    expect(total(found.disputes)).toBe(await one(sql`select count(*) as n from contract_dispute`));
  });

  it("sum up over the years, and over the cities", async () => {
    const ctx = await as("sme");
    const whole = await outcomesOf(ctx, everywhere);
    const year = new Date().getUTCFullYear();
    const years = [year + 1, year, year - 1, year - 2, year - 3];
    const byYear = await Promise.all(years.map((each) => outcomesOf(ctx, { ...everywhere, year: each })));
    expect(byYear.reduce((sum, { contracts }) => sum + total(contracts), 0)).toBe(total(whole.contracts));
    const byCity = await Promise.all(
      whole.cities.map(({ name }) => outcomesOf(ctx, { ...everywhere, region: name.slice(0, 4) })),
    );
    expect(byCity.map(({ contracts }) => total(contracts))).toEqual(whole.cities.map(({ count }) => count));
  });

  it("show a regulator its own territory alone", async () => {
    const ctx = await as("city");
    const actor = { ...ctx.actor, regionPrefixes: ["3301"] };
    const city = await outcomesOf({ ...ctx, actor }, { ...everywhere, own: true });
    const asked = await outcomesOf(await as("sme"), { ...everywhere, region: "3301" });
    expect(city).toEqual(asked);
    expect(total(city.demands)).toBeGreaterThan(0);
    expect(total((await outcomesOf(await as("sme"), { ...everywhere, own: true })).demands)).toBe(0);
  });

  it("tell nothing of proposals that are still sealed", async () => {
    const ctx = await as("sme");
    expect(await one(sql`select count(*) as n from proposal where opened_at is null`)).toBeGreaterThan(0);
    const before = await outcomesOf(ctx, everywhere);
    await test.db.execute(
      sql`update proposal set created_at = created_at - interval '20 days' where opened_at is null`,
    );
    expect(await outcomesOf(ctx, everywhere)).toEqual(before);
  });

  it("withhold from everybody what few contracts amount to, also as CSV", async () => {
    const found = await outcomesOf(await as("sme"), everywhere);
    const shown = forEverybody({
      ...found,
      contracts: [
        { name: "commissioned", count: 5, amount: 90_000_000 },
        { name: "consulting", count: 3, amount: 55_555_500 },
        { name: "service", count: 2, amount: 12_345_600 },
      ],
      registered: { contracts: 1, total: 7_654_300, technology: 1, income: 1 },
    });
    const answer = answerOutcomes({ ...found, contracts: shown.contracts, registered: shown.registered });
    expect(answer.contracts.map(({ amount }) => amount)).toEqual([
      { amount: 90_000_000, currency: "CNY" },
      null,
      null,
    ]);
    expect(answer.registered).toEqual({ contracts: 1, total: null, technology: null, income: null });
    const csv = outcomesCsv(shown, (code) => code, translatorFor("en").t);
    expect(csv).not.toContain("123456.00");
    expect(csv).not.toContain("555555.00");
    expect(csv).not.toContain("76543.00");
    expect(csv).toContain("900000.00");
  });
});
