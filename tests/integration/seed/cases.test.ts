import { and, eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  caseEntry,
  documentCounter,
  misconductCase,
  objection,
  publication,
  publicationWithdrawal,
} from "#db/schema/cases.ts";
import { organization } from "#db/schema/identity.ts";
import { listCases } from "#app/domain/cases/queries.server.ts";
import { caseDetail } from "#app/domain/cases/find-case.server.ts";
import { measureAgainst } from "#app/domain/credit/standing.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { demoActor } from "../../support/demo-actor.ts";
import { valueOf } from "../../support/results.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
});

afterAll(() => test.close());

describe("the demonstration market's cases", () => {
  it("stand in every part of the procedure", async () => {
    const rows = await test.db.select({ state: misconductCase.state }).from(misconductCase);
    expect(rows.length).toBeGreaterThanOrEqual(8);
    const states = new Set(rows.map(({ state }) => state));
    for (const state of [
      "received",
      "investigating",
      "notified",
      "hearing_scheduled",
      "proposed",
      "unfounded",
      "final",
    ])
      expect(states).toContain(state);
    const officer = { ...(await demoActor(test, "officer")), regionPrefixes: ["33"] };
    const ctx = { db: test.db, actor: officer, clock: systemClock };
    const overdue = await listCases(ctx, { view: "overdue", limit: 50 });
    expect(overdue.items.length).toBeGreaterThanOrEqual(1);
    const [first] = (await listCases(ctx, { view: "queue", limit: 50 })).items;
    expect(first?.row.id).toBe(overdue.items[0]?.row.id);
    for (const { row } of (await listCases(ctx, { view: "all", limit: 50 })).items)
      expect(valueOf(await caseDetail(ctx, row.id)).entries.length).toBeGreaterThan(0);
  });

  it("have two published decisions in force, one under objection, and one that was repaired", async () => {
    const shown = await test.db
      .select({ id: publication.decisionId })
      .from(publication)
      .leftJoin(publicationWithdrawal, eq(publicationWithdrawal.publicationId, publication.id))
      .where(isNull(publicationWithdrawal.publicationId));
    expect(shown).toHaveLength(2);
    const open = await test.db.select().from(objection).where(eq(objection.state, "filed"));
    expect(shown.map(({ id }) => id)).toContain(open[0]?.aboutId);
    const against = async (nameEn: string) => {
      const [org] = await test.db.select().from(organization).where(eq(organization.nameEn, nameEn));
      return measureAgainst(test.db, org?.id ?? "", "list", new Date());
    };
    expect((await against("Quzhou Qiongyu Testing Technology Co., Ltd."))?.measure).toBe("blacklist");
    expect((await against("Hangzhou Mozhen New Materials Co., Ltd."))?.measure).toBe("listing_restriction");
    expect(await against("Yuyao Chaojiandai Precision Mould Co., Ltd.")).toBeUndefined();
  });

  it("are numbered without a gap, cases by office and pages by case", async () => {
    const counters = await test.db
      .select({ last: sql<number>`sum(${documentCounter.last})::int` })
      .from(documentCounter)
      .where(and(eq(documentCounter.series, "case")));
    expect(counters[0]?.last).toBe(await test.db.$count(misconductCase));
    const gaps = await test.db
      .select({ caseId: caseEntry.caseId })
      .from(caseEntry)
      .groupBy(caseEntry.caseId)
      .having(sql`max(${caseEntry.n}) <> count(*)`);
    expect(gaps).toEqual([]);
  });
});
