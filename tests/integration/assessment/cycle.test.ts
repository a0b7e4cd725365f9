import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  assessmentCycle,
  assessmentFigure,
  assessmentProposal,
  assessmentRoster,
  assessmentSubject,
  indicator,
  indicatorSet,
  resultObjection,
} from "#db/schema/assessment.ts";
import { creditEvent } from "#db/schema/credit.ts";
import type { Actor } from "#app/domain/context.ts";
import { systemActor } from "#app/domain/context.ts";
import { announceResult } from "#app/domain/assessment/announce.server.ts";
import { answerObjection } from "#app/domain/assessment/answer-objection.server.ts";
import { confirmResult } from "#app/domain/assessment/confirm-result.server.ts";
import { adoptProposal, declineProposal } from "#app/domain/assessment/decide-proposal.server.ts";
import { discardCycle, draftCycle } from "#app/domain/assessment/draft-cycle.server.ts";
import {
  beginSet,
  changeSet,
  publishSet,
  removeIndicator,
  saveIndicator,
} from "#app/domain/assessment/edit-set.server.ts";
import { explain } from "#app/domain/assessment/explain.server.ts";
import { freezeDue, freezeFigures } from "#app/domain/assessment/freeze.server.ts";
import { indicatorInput, setRulesInput } from "#app/domain/assessment/inputs.ts";
import { objectToResult } from "#app/domain/assessment/object.server.ts";
import { openCycle } from "#app/domain/assessment/open-cycle.server.ts";
import { ownAssessment } from "#app/domain/assessment/own-queries.server.ts";
import { publishResult } from "#app/domain/assessment/publish-result.server.ts";
import { proposalsOf, publishedCycles, subjectsOf } from "#app/domain/assessment/queries.server.ts";
import { report } from "#app/domain/assessment/report.server.ts";
import { enrol } from "#app/domain/assessment/roster.server.ts";
import { registerCompany, technologyCompanies } from "#app/domain/assessment/technology-company.server.ts";
import { score } from "#app/domain/assessment/score.server.ts";
import { findSet } from "#app/domain/assessment/set-queries.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import {
  as as actAs,
  makeCompany,
  makeProvider,
  type Provider,
  publishedRules,
  regulator,
  use,
} from "./world.ts";

let test: TestDatabase;
let officer: Actor;
let reviewer: Actor;
let setId: string;
/** From the weakest to the strongest; the last is in reserve. */
const providers: Provider[] = [];
let technology: Actor;
let other: Actor;

const as = (actor: Actor, day: string) => actAs(test.db, actor, day);
const idOf = ({ actor }: Provider) => actor.organization?.id ?? "";

const wish = (more: object = {}) => ({
  track: "provider" as const,
  year: 2025,
  regionCode: "330000",
  setId,
  periodFrom: "2025-01-01",
  periodTo: "2025-12-31",
  rewardBudget: 1_000_001,
  subsidyBudget: 777_777,
  ...more,
});

beforeAll(async () => {
  test = await testDatabase();
  const { db } = test;
  officer = await regulator(db, "officer");
  reviewer = await regulator(db, "adjudicator");
  setId = await publishedRules(db);
  technology = await makeCompany(db, true);
  other = await makeCompany(db, false);
  for (let at = 0; at < 10; at += 1) {
    const provider = await makeProvider(db, at === 9 ? "reserve" : "listed");
    providers.push(provider);
    await use(db, provider, { day: "2025-03-03", hours: 1, by: provider.actor });
    const evaluation = at > 5 ? "very_satisfied" : "neutral";
    if (at > 0)
      await use(db, provider, { day: "2025-08-04", hours: at, by: technology, evaluation, samples: at });
  }
});

afterAll(() => test.close());

const at = (index: number): Provider => {
  const one = providers[index];
  if (!one) throw new Error(`no provider ${index}`);
  return one;
};

async function cycleOf(id: string) {
  const [row] = await test.db.select().from(assessmentCycle).where(eq(assessmentCycle.id, id));
  if (!row) throw new Error("no cycle");
  return row;
}

/** What the database says to a statement that goes around the commands; the reason's name. */
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const cause = error instanceof Error ? (error.cause ?? error) : null;
  return cause instanceof Error ? cause.message : "nothing was refused";
};

describe("a draft", () => {
  it("needs rules that were published before its period, whoever writes it", async () => {
    const late = await as(officer, "2025-06-01");
    const early = { periodFrom: "2024-06-01", periodTo: "2024-12-31", year: 2024 };
    expect(problemOf(await draftCycle(late, wish(early))).errors).toEqual([
      { path: "setId", code: "set_published_late" },
    ]);
    const row = { ...wish(early), state: "open" };
    expect(await refusal(test.db.insert(assessmentCycle).values(row))).toContain(
      "not published before its period",
    );
  });

  it("is an officer's of the territory; there is one for a track, region and year until it is discarded", async () => {
    expect(problemOf(await draftCycle(as(reviewer, "2026-01-05"), wish({ year: 2030 }))).status).toBe(403);
    const city = { ...officer, regionPrefixes: ["3301"] };
    expect(problemOf(await draftCycle(as(city, "2026-01-05"), wish({ year: 2030 }))).status).toBe(403);
    const { id } = valueOf(await draftCycle(as(officer, "2026-01-05"), wish({ year: 2030 })));
    expect(problemOf(await draftCycle(as(officer, "2026-01-05"), wish({ year: 2030 }))).code).toBe(
      "assessment_exists",
    );
    expect(problemOf(await openCycle(as(city, "2026-01-05"), id)).code).toBe("not_found");
    valueOf(await discardCycle(as(officer, "2026-01-05"), id, { reason: "年度写错" }));
    valueOf(await draftCycle(as(officer, "2026-01-05"), wish({ year: 2030 })));
  });
});

describe("a whole assessment", () => {
  let id: string;
  const strong = () => as(at(8).actor, "2026-03-20");

  it("opens with everybody listed and in reserve, who report; figures are frozen once and never change", async () => {
    id = valueOf(await draftCycle(as(officer, "2025-11-03"), wish())).id;
    expect(problemOf(await score(as(officer, "2025-11-03"), id)).code).toBe("not_allowed_now");
    valueOf(await openCycle(as(officer, "2025-11-03"), id));
    expect(await subjectsOf(test, id)).toHaveLength(10);
    expect((await cycleOf(id)).deadline?.toISOString()).toBe("2026-01-30T16:00:00.000Z");
    expect(problemOf(await freezeFigures(as(officer, "2025-12-31"), id)).code).toBe("period_running");
    valueOf(await report(as(at(8).actor, "2026-01-10"), id, { report: "设有专职开放共享岗位六人。" }));
    expect(problemOf(await freezeFigures(as(officer, "2026-01-10"), id))).toMatchObject({
      code: "report_running",
      params: { count: 9 },
    });
    expect(problemOf(await score(as(officer, "2026-02-02"), id)).code).toBe("not_frozen");
    expect(await freezeDue(as(systemActor("job"), "2026-01-30"))).toEqual({ assessment_cycle: 0 });
    expect(await freezeDue(as(systemActor("job"), "2026-02-02"))).toEqual({ assessment_cycle: 1 });
    expect(problemOf(await freezeFigures(as(officer, "2026-02-02"), id)).code).toBe("frozen_already");
    expect(problemOf(await report(as(at(7).actor, "2026-02-02"), id, { report: "补交" })).code).toBe(
      "report_over",
    );

    const own = await figuresFor(id, 8);
    expect(own).toMatchObject({
      usage_hours: 9,
      external_hours: 8,
      uses: 2,
      external_uses: 1,
      companies: 1,
      technology_companies: 1,
      samples: 8,
      evaluation_average: 5,
      external_income: 123.45,
      open_facilities: 0,
      reported: 1,
      complaints_upheld: 0,
    });
    expect((await figuresFor(id, 0)).evaluation_average).toBeNull();
    const change = test.db.update(assessmentFigure).set({ value: 99 });
    expect(await refusal(change)).toContain("is frozen");
  });

  async function figuresFor(cycleId: string, index: number): Promise<Record<string, number | null>> {
    const rows = await test.db
      .select({ name: assessmentFigure.name, value: assessmentFigure.value })
      .from(assessmentFigure)
      .innerJoin(assessmentSubject, eq(assessmentSubject.id, assessmentFigure.subjectId))
      .where(
        and(eq(assessmentSubject.cycleId, cycleId), eq(assessmentSubject.organizationId, idOf(at(index)))),
      );
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  }

  it("is scored and ranked, each point with its formula and figures", async () => {
    expect(problemOf(await score(as(reviewer, "2026-02-03"), id)).status).toBe(403);
    // What happens after the freeze no longer counts.
    await use(test.db, at(0), { day: "2025-09-01", hours: 10, by: technology, evaluation: "very_satisfied" });
    valueOf(await score(as(officer, "2026-02-03"), id));
    const subjects = await subjectsOf(test, id);
    expect(
      subjects.map(({ organizationId, rank, score: got, grade }) => [organizationId, rank, got, grade]),
    ).toEqual([
      [idOf(at(8)), 1, 4800 + 3000 + 1000 + 16, "excellent"],
      [idOf(at(7)), 2, 4200 + 3000 + 14, "good"],
      [idOf(at(6)), 3, 3600 + 3000 + 12, "qualified"],
      [idOf(at(5)), 4, 3010, "qualified"],
      [idOf(at(4)), 5, 2408, "poor"],
      [idOf(at(3)), 6, 1806, "poor"],
      [idOf(at(2)), 7, 1204, "poor"],
      [idOf(at(1)), 8, 602, "poor"],
      [idOf(at(0)), 9, 0, "poor"],
      [idOf(at(9)), null, 5400 + 3000 + 18, "good"],
    ]);
    const [first] = subjects;
    const lines = await explain(test.db, first?.id ?? "");
    expect(lines[0]).toMatchObject({
      code: "external",
      value: 8,
      got: 4800,
      figures: [{ name: "external_hours", value: 8, rows: 1, source: "usage_record", corrected: false }],
    });
    expect(lines.reduce((sum, { got }) => sum + got, 0)).toBe(first?.score);
    expect((await ownAssessment(strong(), id))?.subject.score, "not told yet").toBeNull();
  });

  it("is told provisionally; an objection is answered by somebody else and may correct a figure", async () => {
    expect(
      problemOf(await objectToResult(as(at(4).actor, "2026-02-04"), id, { statement: "机时有误，见附表" }))
        .code,
    ).toBe("objections_over");
    valueOf(await announceResult(as(officer, "2026-02-10"), id));
    expect((await ownAssessment(strong(), id))?.subject.score).toBe(8816);
    const made = valueOf(
      await objectToResult(as(at(4).actor, "2026-02-11"), id, { statement: "机时有误，见附表" }),
    );
    expect(
      problemOf(await objectToResult(as(at(4).actor, "2026-02-11"), id, { statement: "再次提出异议" })).code,
    ).toBe("objection_open");
    expect(problemOf(await confirmResult(as(reviewer, "2026-02-12"), id)).code).toBe("objections_running");
    expect(problemOf(await confirmResult(as(reviewer, "2026-04-01"), id))).toMatchObject({
      code: "objections_open",
      params: { count: 1 },
    });
    const answer = {
      outcome: "sustain" as const,
      answer: "经核对，补计离线登记的机时。",
      figure: "external_hours" as const,
      value: 5.5,
    };
    expect(problemOf(await answerObjection(as(officer, "2026-02-13"), made.id, answer)).code).toBe(
      "own_scoring",
    );
    const byScorer = test.db
      .update(resultObjection)
      .set({ answeredBy: officer.user?.id, state: "sustained" })
      .where(eq(resultObjection.id, made.id));
    expect(await refusal(byScorer)).toContain("result_objection_two_people");
    valueOf(await answerObjection(as(reviewer, "2026-02-13"), made.id, answer));
    expect(problemOf(await answerObjection(as(reviewer, "2026-02-13"), made.id, answer)).code).toBe(
      "not_allowed_now",
    );
    const mine = await ownAssessment(as(at(4).actor, "2026-02-13"), id);
    expect(mine?.subject).toMatchObject({ score: 3308, rank: 4 });
    expect(mine?.lines[0]?.figures[0]).toMatchObject({ value: 5.5, frozen: 4, corrected: true });
  });

  it("is confirmed by somebody else, which proposes praise, cards and money, within the budget", async () => {
    expect(problemOf(await confirmResult(as(officer, "2026-04-01"), id)).code).toBe("own_scoring");
    valueOf(await confirmResult(as(reviewer, "2026-04-01"), id));
    const proposals = await proposalsOf(test, id);
    const of = (kind: string) =>
      proposals
        .filter((one) => one.kind === kind)
        .map(({ organizationId }) => providers.findIndex((p) => idOf(p) === organizationId));
    expect(of("praise")).toEqual([8, 7, 6, 4, 5]);
    expect(of("yellow_card")).toEqual([2, 1, 0]);
    expect(of("delisting")).toEqual([]);
    expect(of("promotion")).toEqual([]);
    const sum = (kind: string) =>
      proposals.reduce((total, one) => (one.kind === kind ? total + (one.amount ?? 0) : total), 0);
    expect([sum("reward"), sum("subsidy")]).toEqual([1_000_001, 777_777]);
    const more = test.db
      .update(assessmentProposal)
      .set({ amount: 1_000_002 })
      .where(eq(assessmentProposal.kind, "reward"));
    expect(await refusal(more)).toContain("exceed its budget");
  });

  it("is followed only as far as somebody who did not score adopts it, and then published", async () => {
    const proposals = await proposalsOf(test, id);
    const card = proposals.find(({ kind }) => kind === "yellow_card");
    const because = { reason: "结果属实，限期整改。" };
    expect(problemOf(await adoptProposal(as(officer, "2026-04-02"), card?.id ?? "", because)).code).toBe(
      "own_scoring",
    );
    const byScorer = test.db
      .update(assessmentProposal)
      .set({ decidedBy: officer.user?.id, state: "adopted" })
      .where(eq(assessmentProposal.id, card?.id ?? ""));
    expect(await refusal(byScorer)).toContain("assessment_proposal_two_people");
    const byNobody = test.db
      .update(assessmentProposal)
      .set({ state: "adopted" })
      .where(eq(assessmentProposal.id, card?.id ?? ""));
    expect(await refusal(byNobody)).toContain("has no decider");
    expect(problemOf(await publishResult(as(reviewer, "2026-04-02"), id)).code).toBe("proposals_open");
    expect(await publishedCycles(test)).toEqual([]);
    for (const { id: one, rank } of proposals)
      valueOf(await (rank === 9 ? declineProposal : adoptProposal)(as(reviewer, "2026-04-02"), one, because));
    const decided = await proposalsOf(test, id);
    expect(decided.find(({ id: one }) => one === card?.id)).toMatchObject({
      state: "adopted",
      rectifyBy: new Date("2026-07-01T16:00:00Z"),
      decidedBy: "测试员",
    });
    expect(decided.filter(({ rank, kind }) => rank === 9 && kind === "yellow_card")).toMatchObject([
      { state: "not_adopted", rectifyBy: null },
    ]);
    valueOf(await publishResult(as(reviewer, "2026-04-03"), id));
    expect(await publishedCycles(test, 2025)).toMatchObject([{ cycle: { id } }]);
    expect(problemOf(await publishResult(as(reviewer, "2026-04-03"), id)).code).toBe("not_allowed_now");
  });
});

describe("the third year among the last", () => {
  it("proposes to delist and to promote the best in reserve, whose place has to be free first", async () => {
    await test.db
      .update(assessmentSubject)
      .set({ bottomYears: 2 })
      .where(eq(assessmentSubject.organizationId, idOf(at(0))));
    for (const index of [5, 6, 7, 8, 9])
      await use(test.db, at(index), {
        day: "2026-05-06",
        hours: 6,
        by: technology,
        evaluation: "very_satisfied",
      });
    await use(test.db, at(8), { day: "2026-05-07", hours: 1, by: other });
    await test.db.insert(creditEvent).values({
      organizationId: idOf(at(7)),
      record: "integrity",
      code: "false_data",
      from: new Date("2026-05-05"),
      causeType: "case",
      causeId: crypto.randomUUID(),
    });
    const id = valueOf(
      await draftCycle(
        as(officer, "2026-06-01"),
        wish({ year: 2026, periodFrom: "2026-01-01", periodTo: "2026-12-31" }),
      ),
    ).id;
    valueOf(await openCycle(as(officer, "2026-06-01"), id));
    valueOf(await freezeFigures(as(officer, "2027-02-02"), id));
    valueOf(await score(as(officer, "2027-02-02"), id));
    valueOf(await announceResult(as(officer, "2027-02-03"), id));
    valueOf(await confirmResult(as(reviewer, "2027-06-01"), id));
    const proposals = await proposalsOf(test, id);
    const of = (kind: string) => proposals.filter((one) => one.kind === kind);
    expect(of("delisting"), "five are level at the end: nobody is carded or delisted by a tie").toEqual([]);
    // One of two companies is a technology company: below 60 %.
    expect(of("yellow_card")).toMatchObject([
      {
        organizationId: idOf(at(8)),
        reasons: [{ code: "threshold", params: { indicator: "technology_share" } }],
      },
    ]);
    const rest = of("praise").map(({ organizationId }) => organizationId);
    expect(rest).not.toContain(idOf(at(0)));
  });

  it("delists when it is not a tie", async () => {
    for (const index of [1, 2, 3, 4])
      await use(test.db, at(index), {
        day: "2028-05-06",
        hours: index,
        by: technology,
        evaluation: "neutral",
      });
    for (const index of [5, 6, 7, 8, 9])
      await use(test.db, at(index), {
        day: "2028-05-06",
        hours: 7,
        by: technology,
        evaluation: "very_satisfied",
      });
    await test.db.execute(sql`insert into assessment_cycle
      (id, track, year, region_code, set_id, period_from, period_to, frozen_at, scored_at, scored_by, confirmed_by, state)
      values (gen_random_uuid(), 'provider', 2027, '330000', ${setId}, '2027-01-01', '2027-12-31', now(), now(),
        ${officer.user?.id}, ${reviewer.user?.id}, 'published')`);
    await test.db.execute(sql`insert into assessment_subject (id, cycle_id, organization_id, standing, bottom, bottom_years)
      select gen_random_uuid(), id, ${idOf(at(0))}, 'listed', true, 2 from assessment_cycle where year = 2027`);
    const id = valueOf(
      await draftCycle(
        as(officer, "2028-06-01"),
        wish({ year: 2028, periodFrom: "2028-01-01", periodTo: "2028-12-31" }),
      ),
    ).id;
    valueOf(await openCycle(as(officer, "2028-06-01"), id));
    valueOf(await freezeFigures(as(officer, "2029-02-02"), id));
    valueOf(await score(as(officer, "2029-02-02"), id));
    valueOf(await announceResult(as(officer, "2029-02-05"), id));
    valueOf(await confirmResult(as(reviewer, "2029-06-01"), id));
    const proposals = await proposalsOf(test, id);
    const one = (kind: string) => proposals.filter((found) => found.kind === kind);
    expect(one("delisting")).toMatchObject([{ organizationId: idOf(at(0)) }]);
    expect(one("promotion")).toMatchObject([{ organizationId: idOf(at(9)) }]);
    const [[leaving], [coming]] = [one("delisting"), one("promotion")];
    const because = { reason: "连续三年列末位" };
    expect(problemOf(await adoptProposal(as(reviewer, "2029-06-04"), coming?.id ?? "", because)).code).toBe(
      "no_place_free",
    );
    valueOf(await adoptProposal(as(reviewer, "2029-06-04"), leaving?.id ?? "", because));
    valueOf(await adoptProposal(as(reviewer, "2029-06-04"), coming?.id ?? "", because));
    const roster = await test.db
      .select()
      .from(assessmentRoster)
      .where(eq(assessmentRoster.organizationId, idOf(at(9))));
    expect(roster.map(({ standing, until }) => [standing, until])).toEqual([
      ["reserve", "2029-06-04"],
      ["listed", null],
    ]);
    const gone = await test.db
      .select()
      .from(assessmentRoster)
      .where(eq(assessmentRoster.organizationId, idOf(at(0))));
    expect(gone).toMatchObject([{ standing: "listed", until: "2029-06-04" }]);
    const uscc = at(0).actor.organization?.uscc ?? "";
    const again = { track: "provider" as const, uscc, standing: "reserve" as const, reason: "整改完成" };
    valueOf(await enrol(as(officer, "2029-07-01"), again));
    expect(problemOf(await enrol(as(officer, "2029-07-01"), again)).code).toBe("enrolled_already");
  });
});

describe("a version of the rules", () => {
  it("is drafted as a copy, changed, published once it is whole, and then stands", async () => {
    const ctx = as(officer, "2026-09-01");
    const { id } = valueOf(await beginSet(ctx, "provider"));
    expect(valueOf(await beginSet(ctx, "provider")).id, "one draft at a time").toBe(id);
    const input = indicatorInput.parse({
      code: "external",
      kind: "scored",
      position: "1",
      nameZh: "对外服务机时",
      nameEn: "External hours",
      formula: "external_hours / open_hours",
      floor: "0",
      ceiling: "0.3",
      points: "50",
      sharing: "on",
    });
    valueOf(await saveIndicator(ctx, id, input));
    expect(problemOf(await publishSet(ctx, id))).toMatchObject({
      code: "set_unfinished",
      params: { points: 90 },
    });
    valueOf(
      await saveIndicator(ctx, id, {
        ...input,
        code: "users",
        formula: "external_users",
        ceiling: 20,
        points: 1000,
      }),
    );
    valueOf(await removeIndicator(ctx, id, "samples"));
    const found = await findSet(ctx, id);
    if (!found) throw new Error("no set");
    const { nameZh, nameEn, basis, validFrom, praiseCount, cardCount, delistAfterYears, subsidyFormula } =
      found.set;
    const numbers = {
      nameZh,
      nameEn,
      basis,
      validFrom,
      praiseCount,
      cardCount,
      delistAfterYears,
      subsidyFormula,
    };
    const form = {
      ...numbers,
      excellentFrom: "90",
      goodFrom: "75",
      qualifiedFrom: "60",
      rewardWeightExcellent: 3,
      rewardWeightGood: 1,
      rewardCap: "500000",
      subsidyCap: "300000",
    };
    valueOf(await changeSet(ctx, id, setRulesInput.parse(form)));
    expect((await findSet(ctx, id))?.differences.map(({ indicator: code, field }) => [code, field])).toEqual([
      [null, "excellentFrom"],
      [null, "goodFrom"],
      [null, "qualifiedFrom"],
      [null, "rewardWeightExcellent"],
      ["external", "nameZh"],
      ["external", "nameEn"],
      ["external", "formula"],
      ["external", "ceiling"],
      ["external", "points"],
      ["users", "indicator"],
      ["samples", "indicator"],
    ]);
    expect(await findSet(as(at(8).actor, "2026-09-01"), id), "drafts are the officers'").toBeUndefined();
    valueOf(await publishSet(ctx, id));
    expect(problemOf(await saveIndicator(ctx, id, input)).code).toBe("set_published");
    expect(
      await refusal(test.db.update(indicatorSet).set({ praiseCount: 9 }).where(eq(indicatorSet.id, id))),
    ).toContain("is published");
    expect(await refusal(test.db.delete(indicator).where(eq(indicator.setId, id)))).toContain(
      "cannot change",
    );
  });
});

describe("the register of technology companies", () => {
  it("takes an entry of the territory once by its number", async () => {
    const uscc = other.organization?.uscc ?? "";
    const entry = {
      uscc,
      kind: "technology_sme" as const,
      number: "202533010600001",
      validFrom: "2025-01-01",
      validUntil: "2025-12-31",
    };
    expect(problemOf(await registerCompany(as(reviewer, "2026-09-01"), entry)).status).toBe(403);
    const elsewhere = { ...officer, regionPrefixes: ["3302"] };
    expect(problemOf(await registerCompany(as(elsewhere, "2026-09-01"), entry)).errors).toMatchObject([
      { code: "organization_unknown" },
    ]);
    valueOf(await registerCompany(as(officer, "2026-09-01"), entry));
    expect(problemOf(await registerCompany(as(officer, "2026-09-01"), entry)).code).toBe(
      "registered_already",
    );
    expect(await technologyCompanies(as(officer, "2026-09-01"))).toHaveLength(2);
    expect(await technologyCompanies(as(elsewhere, "2026-09-01"))).toEqual([]);
  });
});
