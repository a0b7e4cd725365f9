import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contractMilestone } from "#db/schema/contracts.ts";
import { demandCall } from "#db/schema/demands.ts";
import type { Context } from "#app/domain/context.ts";
import { countOwnContracts } from "#app/domain/contracts/own-waiting.server.ts";
import { countOwnScoring } from "#app/domain/demands/own-waiting.server.ts";
import { subjectsOf } from "#app/domain/money/charges/subjects.server.ts";
import { listOwed } from "#app/domain/money/overview/list-owed.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { demoActor } from "../../support/demo-actor.ts";

let database: TestDatabase;
const as = async (mailbox: string): Promise<Context> => ({
  db: database.db,
  clock: { now: () => new Date() },
  actor: await demoActor(database, mailbox),
});

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
});
afterAll(() => database.close());

describe("what waits for an organisation", () => {
  it("counts the contracts in which the next step is its own", async () => {
    const [sme, tto] = [await as("sme"), await as("tto")];
    const before = await countOwnContracts(sme);
    expect(before).toBeGreaterThan(0);
    await database.db
      .update(contractMilestone)
      .set({ state: "changes_requested" })
      .where(eq(contractMilestone.state, "delivered"));
    expect(await countOwnContracts(sme)).toBeLessThan(before);
    expect(await countOwnContracts(tto)).toBeGreaterThan(0);
    expect(await countOwnContracts(await as("auditor"))).toBe(0);
  });

  it("counts the demands whose proposals are open to be judged", async () => {
    const sme = await as("sme");
    expect(await countOwnScoring(sme)).toBe(1);
    expect(await countOwnScoring(await as("provider"))).toBe(0);
    await database.db
      .update(demandCall)
      .set({ state: "closed", outcome: "given_up" })
      .where(eq(demandCall.state, "scoring"));
    expect(await countOwnScoring(sme)).toBe(0);
  });
});

describe("what money is for", () => {
  it("is the instrument and when it was booked, or the contract", async () => {
    const sme = await as("sme");
    const { items } = await listOwed(sme, "payables", { view: "all" }, { page: 1, size: 200 });
    const booked = items.find(({ causeType }) => causeType === "booking");
    expect(booked?.subject).toMatchObject({
      titleZh: expect.stringMatching(/\p{Script=Han}/u),
      used: { zone: "Asia/Shanghai" },
    });
    const agreed = items.find(({ causeType }) => causeType === "milestone");
    expect(agreed?.subject).toMatchObject({ used: null });
    expect((await subjectsOf(database.db, [])).size).toBe(0);
  });
});
