import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demandsToAnswer } from "#app/domain/demands/matching/to-answer.server.ts";
import { matchesFor } from "#app/domain/demands/matching/find-matches.server.ts";
import { systemActor } from "#app/domain/context.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { listingId } from "#db/seed/build/listings.ts";
import { facilities } from "#db/seed/facilities/index.ts";
import { services } from "#db/seed/services/index.ts";
import { technologies } from "#db/seed/technologies/index.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import { demoActor } from "../../support/demo-actor.ts";
import { type JudgedDemand, judgedDemands } from "./judged-demands.ts";

let test: TestDatabase;

const keys = new Map([
  ...facilities.map((one) => [listingId("facility", one), one.key] as const),
  ...technologies.map((one) => [listingId("technology", one), one.key] as const),
  ...services.map((one) => [listingId("service", one), one.key] as const),
]);

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
});

afterAll(() => test.close());

const askedAs = ({ title, problem, target, fields, keywords }: JudgedDemand) => ({
  ...{ organizationId: "019a0000-0000-7000-8000-000000000000", titleZh: title, titleEn: "", summaryZh: "" },
  ...{
    problem,
    target,
    keyTechnology: "",
    industry: "",
    regionCode: "330109",
    ways: ["commission" as const],
  },
  fieldCodes: [...fields],
  keywords: [...keywords],
});

async function found(demand: JudgedDemand): Promise<string[]> {
  const ctx = { db: test.db, clock: systemClock, actor: systemActor("test") };
  const { listings } = await matchesFor(ctx, askedAs(demand));
  return listings.map(({ row }) => keys.get(row.id) ?? row.titleZh);
}

/** Normalised discounted cumulative gain of the first five, gains 2^grade − 1. */
function ndcg5(order: readonly string[], grades: JudgedDemand["grades"]): number {
  const gain = (list: readonly number[]) =>
    list.slice(0, 5).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);
  const ideal = gain(Object.values(grades).toSorted((a, b) => b - a));
  return gain(order.map((key) => grades[key] ?? 0)) / ideal;
}

const context = () => ({ db: test.db, clock: systemClock, actor: systemActor("test") });

describe("matches of thirty judged demands", () => {
  it("put what meets a demand first", { timeout: 60_000 }, async () => {
    expect(
      judgedDemands.flatMap(({ grades }) => Object.keys(grades)).filter((key) => !known.has(key)),
    ).toEqual([]);
    const scores: number[] = [];
    for (const demand of judgedDemands) {
      const order = await found(demand);
      scores.push(ndcg5(order, demand.grades));
      if (process.env.SHOW_MATCHES)
        process.stdout.write(
          `${scores.at(-1)?.toFixed(2)} ${demand.title}: ${order.slice(0, 6).join(" ")}\n`,
        );
    }
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    if (process.env.SHOW_MATCHES) process.stdout.write(`nDCG@5 ${mean.toFixed(3)}\n`);
    expect(mean).toBeGreaterThanOrEqual(0.8);
    expect(Math.min(...scores)).toBeGreaterThan(0.3);
  });
});

const known = new Set(keys.values());

describe("a blacklisted organisation", () => {
  it("is proposed to nobody, with none of its listings, and its demands to none", async () => {
    const tried = await Promise.all(
      judgedDemands.slice(0, 8).map(async (demand) => ({
        demand: askedAs(demand),
        before: await matchesFor(context(), askedAs(demand)),
      })),
    );
    const several = tried.find(({ before: { teams } }) => teams.length > 1);
    if (!several) throw new Error("no demand that two organisations could meet");
    const { demand, before } = several;
    const owner = before.listings[0]?.row.organizationId ?? "";
    expect(before.teams.map(({ organization: { id } }) => id)).toContain(owner);
    const provider = { ...context(), actor: await demoActor(test, "tto") };
    const [answerable] = await demandsToAnswer(provider);
    const client = answerable?.demand.organizationId ?? "";
    const since = new Date(Date.now() - 1_000);
    for (const organizationId of [owner, client])
      await layMeasure(test.db, { organizationId, kind: "blacklist", from: since });
    const after = await matchesFor(context(), demand);
    expect(after.listings.length).toBeGreaterThan(0);
    expect(after.listings.map(({ row }) => row.organizationId)).not.toContain(owner);
    expect(after.teams.map(({ organization: { id } }) => id)).not.toContain(owner);
    const left = await demandsToAnswer(provider);
    expect(left.map(({ demand: one }) => one.organizationId)).not.toContain(client);
  });
});
