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
import { endpoints } from "#app/routes/api/endpoints/index.server.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { visitor, type Actor } from "#app/domain/context.ts";
import { demoActor } from "../../support/demo-actor.ts";
import { valueOf } from "../../support/results.ts";
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

describe("the API's answers", () => {
  async function ask(path: string, actor: Actor, id = ""): Promise<unknown> {
    const endpoint = endpoints.find((one) => one.path === path && one.method === "GET");
    if (!endpoint) throw new Error(`no ${path}`);
    const ctx = { db: market.db, actor, clock: systemClock };
    const scope: RequestScope = {
      ctx,
      session: null,
      locale: "en",
      theme: "system",
      t: translatorFor("en").t,
      requestId: "test",
      nonce: "",
      ip: null,
    };
    const call = {
      ctx,
      scope,
      request: new Request("http://test"),
      params: { id },
      query: { limit: 50 },
      bytes: new Uint8Array(),
      body: undefined,
    };
    return endpoint.answer.parse(valueOf(await endpoint.handle(call)));
  }

  it("are what their schemas say: the list, a ranking, proposals, an own result, indicators", async () => {
    const [cycle] = await market.db
      .select()
      .from(assessmentCycle)
      .where(eq(assessmentCycle.state, "published"));
    if (!cycle) throw new Error("no ranking is published");
    const anybody = visitor("test");
    const officer = { ...(await demoActor(market, "officer")), regionPrefixes: ["33"] };
    const provider = await demoActor(market, "provider");
    expect(await ask("/assessments", anybody)).toMatchObject({ items: [{ id: cycle.id }] });
    expect(await ask("/assessments", officer)).toMatchObject({ items: [{}, {}, { id: cycle.id }] });
    const shown = await ask("/assessments/{id}", anybody, cycle.id);
    expect(shown).toMatchObject({
      state: "published",
      allowed: [],
      ranking: expect.arrayContaining([
        expect.objectContaining({
          rank: 1,
          grade: "excellent",
          decisions: [{ kind: "praise", rectifyBy: null }],
        }),
      ]),
    });
    expect(JSON.stringify(shown), "money is nobody else's").not.toContain("reward");
    expect(await ask("/assessments/{id}/proposals", officer, cycle.id)).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ kind: "reward", state: "adopted", allowed: [], owner: null }),
      ]),
    });
    expect(await ask("/assessments/{id}/own-result", provider, cycle.id)).toMatchObject({ rank: 1 });
    expect(await ask("/indicator-sets/{id}", anybody, cycle.setId)).toMatchObject({ version: 1 });
  });
});
