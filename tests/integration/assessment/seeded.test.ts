import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  assessmentCycle,
  assessmentFigure,
  assessmentPoints,
  assessmentProposal,
  assessmentSubject,
  indicatorSet,
} from "#db/schema/assessment.ts";
import { proposalsFor } from "#app/domain/assessment/consequences.ts";
import { figureNames } from "#app/domain/assessment/figures.ts";
import { rankedSubjects, writeScores } from "#app/domain/assessment/score.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let market: TestDatabase;

beforeAll(async () => {
  market = await testDatabase({ seeded: true });
});

afterAll(() => market.close());

describe("the demonstration's finished ranking", () => {
  it("is what scoring its figures gives, to the last point and fen", async () => {
    const { db } = market;
    const [cycle] = await db.select().from(assessmentCycle).where(eq(assessmentCycle.state, "published"));
    if (!cycle) throw new Error("no ranking is published");
    const read = async () => ({
      subjects: await db
        .select()
        .from(assessmentSubject)
        .where(eq(assessmentSubject.cycleId, cycle.id))
        .orderBy(asc(assessmentSubject.id)),
      points: await db
        .select()
        .from(assessmentPoints)
        .orderBy(asc(assessmentPoints.subjectId), asc(assessmentPoints.indicatorId)),
    });
    const before = await read();
    await db.transaction((tx) => writeScores(tx, cycle));
    expect(await read()).toEqual(before);

    const { set, ranked } = await rankedSubjects(db, cycle);
    const called = proposalsFor(ranked, set, cycle).map(({ subjectId, kind, amount, reasons }) => ({
      subjectId,
      kind,
      amount,
      reasons,
    }));
    const seeded = await db
      .select({
        subjectId: assessmentProposal.subjectId,
        kind: assessmentProposal.kind,
        amount: assessmentProposal.amount,
        reasons: assessmentProposal.reasons,
      })
      .from(assessmentProposal);
    const inOrder = (rows: typeof seeded) =>
      rows.toSorted((a, b) => (`${a.kind} ${a.subjectId}` < `${b.kind} ${b.subjectId}` ? -1 : 1));
    expect(inOrder(seeded)).toEqual(inOrder(called));
    expect(new Set(called.map(({ kind }) => kind))).toEqual(
      new Set(["praise", "yellow_card", "reward", "subsidy"]),
    );
  });

  it("has every figure of every subject, and all four grades", async () => {
    const names = await market.db.selectDistinct({ name: assessmentFigure.name }).from(assessmentFigure);
    expect(names.map(({ name }) => name).toSorted()).toEqual([...figureNames].toSorted());
    const grades = await market.db.selectDistinct({ grade: assessmentSubject.grade }).from(assessmentSubject);
    expect(grades.map(({ grade }) => grade)).toEqual(
      expect.arrayContaining(["excellent", "good", "qualified", "poor"]),
    );
    const sets = await market.db.select().from(indicatorSet);
    expect(sets.every(({ publishedAt }) => publishedAt !== null)).toBe(true);
  });
});
