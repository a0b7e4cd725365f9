import type {
  assessmentCycle,
  assessmentFigure,
  assessmentPoints,
  assessmentSubject,
  resultObjection,
} from "../../../schema/assessment.ts";
import { reports } from "../../assessment/years.ts";
import { pick, seedId } from "../../ids.ts";
import { organizationId, ownerOf, userId } from "../identity.ts";
import type { Fact } from "../trail.ts";
import {
  firstOrder,
  morning,
  numbers,
  region,
  reviewer,
  rewardBudget,
  scorer,
  subsidyBudget,
} from "./common.ts";
import { type ProposalSeed, proposalRows, rectificationRows } from "./proposals.ts";
import { indicatorId, type SetSeed } from "./rule-rows.ts";
import { gradeOf, type Scored, scoredOf } from "./scores.ts";

/** The finished ranking: scores differ, so that ranks are simply their order. */
export function finished(set: SetSeed, year: number) {
  const cycleId = seedId(`assessment provider ${year}`, firstOrder);
  const scored = scoredOf(set, year).toSorted((a, b) => b.score - a.score);
  const listed = scored.filter(({ seed }) => !seed.reserve);
  const next = year + 1;
  const cycle = cycleRow(cycleId, set.id, year);
  const subjects = scored.map((one) => subjectRow(one, listed, cycleId, next));
  const objections = objectionRows(scored, cycleId, next);
  const proposals = proposalRows(listed, cycleId, next);
  return {
    cycle,
    subjects,
    objections,
    proposals,
    rectifications: rectificationRows(proposals, cycle.regionCode ?? "", next),
    figures: scored.flatMap((one) => figureRows(one, objections)),
    points: scored.flatMap((one) =>
      one.points.map(({ code, value, points }): typeof assessmentPoints.$inferInsert => ({
        subjectId: one.subjectId,
        indicatorId: indicatorId(set, code),
        value,
        points,
      })),
    ),
    facts: finishedFacts(cycleId, next, objections, proposals),
  };
}

function figureRows(
  { subjectId, figures, seed }: Scored,
  objections: readonly (typeof resultObjection.$inferInsert)[],
): (typeof assessmentFigure.$inferInsert)[] {
  const sustained = objections.find(({ state }) => state === "sustained");
  return Object.entries(figures).map(([name, value]) => {
    const rows = /facilities|services|technologies|reported|complaints/.test(name)
      ? value
      : (figures.uses ?? 0);
    const corrected = seed.org === correction.org && name === correction.name && sustained !== undefined;
    return corrected
      ? {
          subjectId,
          name,
          rows,
          value: Math.round(value * correction.frozen),
          corrected: value,
          objectionId: sustained.id,
        }
      : { subjectId, name, rows, value };
  });
}

/** An objection put the hours that one provider had registered on paper in the place of the frozen ones. */
const correction = { org: "jianhu", name: "external_hours", frozen: 0.9 };

function objectionRows(scored: readonly Scored[], cycleId: string, next: number) {
  const row = (org: string, statement: string, answer: string, state: "sustained" | "overruled") => {
    const one = scored.find(({ seed }) => seed.org === org);
    if (!one) throw new Error(`${org} is not assessed`);
    return {
      id: seedId(`result objection ${next} ${org}`, firstOrder + 20),
      cycleId,
      subjectId: one.subjectId,
      organizationId: organizationId(org),
      statement,
      answer,
      state,
      raisedBy: userId(ownerOf(org).mailbox),
      scoredBy: scorer,
      answeredBy: reviewer,
      createdAt: morning(`${next}-03-02`),
      answeredAt: morning(`${next}-03-05`),
      stateSince: morning(`${next}-03-05`),
      version: 2,
    };
  };
  return [
    row(
      correction.org,
      "对外服务机时少计：系统升级期间有一批服务以纸质记录登记，已补录并附签字记录。",
      "经抽查纸质记录和收费凭证，补计的机时属实，予以更正并重新计分。",
      "sustained",
    ),
    row(
      "ouyue",
      "台均有效机时偏低，主要因两台仪器搬迁停用三个月，请予剔除。",
      "指标按开放设施数计算，停用已计入开放机时；现行指标没有剔除搬迁停用的规定，维持原结果。",
      "overruled",
    ),
  ];
}

function finishedFacts(
  cycleId: string,
  next: number,
  objections: ReturnType<typeof objectionRows>,
  proposals: readonly ProposalSeed[],
): Fact[] {
  const step = (
    day: string,
    by: string | null,
    transition: string,
    from: string | null,
    to: string,
  ): Fact => ({
    at: morning(`${next}-${day}`),
    by,
    entity: "assessment_cycle",
    entityId: cycleId,
    transition,
    from,
    to,
  });
  return [
    step("01-05", "officer", "draft_assessment", null, "drafted"),
    step("01-08", "officer", "open_assessment", "drafted", "open"),
    step("02-09", null, "freeze_figures", "open", "open"),
    step("02-12", "officer", "score", "open", "scored"),
    step("02-26", "officer", "announce_result", "scored", "provisional"),
    step("03-26", "adjudicator", "confirm_result", "provisional", "result_confirmed"),
    step("04-15", "adjudicator", "publish_result", "result_confirmed", "published"),
    ...objections.map(
      ({ id, answeredAt, state, answer }): Fact => ({
        at: answeredAt,
        by: "adjudicator",
        entity: "result_objection",
        entityId: id,
        transition: state === "sustained" ? "sustain_objection" : "overrule_objection",
        from: "raised",
        to: state,
        reason: answer,
      }),
    ),
    ...proposals.map(
      ({ id = "", reason }): Fact => ({
        at: morning(`${next}-04-08`),
        by: "adjudicator",
        entity: "assessment_proposal",
        entityId: id,
        transition: "adopt_proposal",
        from: "proposed",
        to: "adopted",
        reason,
      }),
    ),
  ];
}

const cycleRow = (cycleId: string, setId: string, year: number): typeof assessmentCycle.$inferInsert => {
  const next = year + 1;
  return {
    id: cycleId,
    track: "provider",
    year,
    regionCode: region,
    setId,
    periodFrom: `${year}-01-01`,
    periodTo: `${year}-12-31`,
    rewardBudget,
    subsidyBudget,
    createdBy: scorer,
    createdAt: morning(`${next}-01-05`),
    frozenAt: morning(`${next}-02-09`),
    scoredBy: scorer,
    scoredAt: morning(`${next}-02-12`),
    confirmedBy: reviewer,
    publishedAt: morning(`${next}-04-15`),
    demo: true,
    state: "published",
    version: 8,
    stateSince: morning(`${next}-04-15`),
  };
};

function subjectRow(
  one: Scored,
  listed: readonly Scored[],
  cycleId: string,
  next: number,
): typeof assessmentSubject.$inferInsert {
  const place = listed.indexOf(one);
  return {
    id: one.subjectId,
    cycleId,
    organizationId: organizationId(one.seed.org),
    createdAt: morning(`${next}-01-08`),
    standing: one.seed.reserve ? "reserve" : "listed",
    ...(!one.seed.silent && {
      report: pick(`report ${next - 1} ${one.seed.org}`, reports),
      reportedBy: userId(ownerOf(one.seed.org).mailbox),
      reportedAt: morning(`${next}-01-20`, place * 7),
    }),
    score: one.score,
    sharing: one.sharing,
    grade: gradeOf(one.score),
    rank: place < 0 ? null : place + 1,
    praised: place >= 0 && place < numbers.praiseCount,
    bottom: place >= listed.length - numbers.cardCount,
    bottomYears: place >= listed.length - numbers.cardCount ? 1 : 0,
  };
}
