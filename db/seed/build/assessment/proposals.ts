import type { assessmentProposal, cardRectification } from "../../../schema/assessment.ts";
import type { ProposalKind } from "../../../schema/vocabulary.ts";
import { seedId } from "../../ids.ts";
import { creditCodeOf, organizationId, organizationSeed } from "../identity.ts";
import { firstOrder, morning, numbers, reviewer, rewardBudget, scorer, subsidyBudget } from "./common.ts";
import { gradeOf, type Scored } from "./scores.ts";

export type ProposalSeed = typeof assessmentProposal.$inferInsert;

type Reasons = ProposalSeed["reasons"];

/** What the finished ranking called for, all of it adopted. */
export function proposalRows(listed: readonly Scored[], cycleId: string, next: number): ProposalSeed[] {
  const row = rowFor(cycleId, next);
  const rankOf = (one: Scored) => ({
    code: "rank",
    params: { rank: listed.indexOf(one) + 1, score: one.score },
  });
  const last = listed.slice(-numbers.cardCount);
  const carded = listed.filter((one) => last.includes(one) || misses(one));
  const lastWords = { code: "last", params: { count: numbers.cardCount } };
  const missedWords = { code: "threshold", params: { indicator: "technology_share" } };
  return [
    ...listed.slice(0, numbers.praiseCount).map((one) => row(one, "praise", [rankOf(one)])),
    ...carded.map((one) =>
      row(one, "yellow_card", [
        ...(last.includes(one) ? [rankOf(one), lastWords] : []),
        ...(misses(one) ? [missedWords] : []),
      ]),
    ),
    ...moneyRows(
      listed.filter((one) => !carded.includes(one)),
      row,
    ),
  ];
}

/** What those cards asked for was put right in time. */
export const rectificationRows = (
  proposals: readonly ProposalSeed[],
  regionCode: string,
  next: number,
): (typeof cardRectification.$inferInsert)[] =>
  proposals
    .filter(({ kind }) => kind === "yellow_card")
    .map(({ id, cycleId, organizationId: org, rectifyBy }) => ({
      id: seedId(`rectification ${id}`, firstOrder + 40),
      ...{ proposalId: id ?? "", cycleId, organizationId: org, regionCode },
      ...{ createdAt: morning(`${next}-04-08`), dueAt: rectifyBy ?? morning(`${next}-07-08`, 900) },
      ...{ state: "accepted" as const, version: 3, stateSince: morning(`${next}-06-26`) },
      report: "已逐项整改：补报开放时间，调整收费标准并重新公布，开放共享管理制度已修订并执行。",
      answer: "经现场核查，整改属实。",
      answeredById: reviewer,
    }));

type MakeRow = (one: Scored, kind: ProposalKind, reasons: Reasons, amount?: number) => ProposalSeed;

const rowFor =
  (cycleId: string, next: number): MakeRow =>
  (one, kind, reasons, amount) => ({
    id: seedId(`proposal ${next} ${one.seed.org} ${kind}`, firstOrder + 30),
    cycleId,
    subjectId: one.subjectId,
    organizationId: organizationId(one.seed.org),
    kind,
    amount: amount ?? null,
    reasons,
    scoredBy: scorer,
    decidedBy: reviewer,
    createdAt: morning(`${next}-03-26`),
    decidedAt: morning(`${next}-04-08`),
    stateSince: morning(`${next}-04-08`),
    reason: decisionWords[kind],
    ...(kind === "yellow_card" && { rectifyBy: morning(`${next}-07-08`, 900) }),
    state: "adopted",
    version: 2,
  });

const misses = ({ points }: Scored): boolean =>
  points.some(({ code, value }) => code === "technology_share" && value < 0.6);

function moneyRows(paid: readonly Scored[], row: MakeRow): ProposalSeed[] {
  const able = paid.toSorted((a, b) => (uscc(a) < uscc(b) ? -1 : 1));
  const hoursOf = ({ figures }: Scored) => figures.external_hours ?? 0;
  const rewards = largestRemainder(
    rewardBudget,
    able.map(({ score }) => rewardWeight(score)),
  );
  const subsidies = largestRemainder(subsidyBudget, able.map(hoursOf));
  return able.flatMap((one, at) => {
    const [reward = 0, subsidy = 0] = [rewards[at], subsidies[at]];
    const grade = { code: "grade", params: { grade: gradeOf(one.score), score: one.score } };
    const basis = { code: "basis", params: { basis: hoursOf(one) } };
    return [
      ...(reward > 0 ? [row(one, "reward", [grade], reward)] : []),
      ...(subsidy > 0 ? [row(one, "subsidy", [basis], subsidy)] : []),
    ];
  });
}

const uscc = ({ seed }: Scored): string => creditCodeOf(organizationSeed(seed.org));

const decisionWords: Record<ProposalKind, string> = {
  praise: "结果经复核确认，予以通报表扬。",
  yellow_card: "结果经复核确认，予以黄牌警告，限期整改并报送整改报告。",
  delisting: "",
  promotion: "",
  reward: "按考核结果和预算安排。",
  subsidy: "按对外服务实绩和预算安排。",
};

const rewardWeight = (score: number): number => {
  const grade = gradeOf(score);
  if (grade === "excellent") return numbers.rewardWeightExcellent * score;
  return grade === "good" ? numbers.rewardWeightGood * score : 0;
};

/** Whole fen in proportion to whole weights; no cap of the demonstration's rules is reached. */
function largestRemainder(budget: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const parts = weights.map((weight, at) => ({
    at,
    fen: Math.floor((budget * weight) / sum),
    rest: (budget * weight) % sum,
  }));
  const missing = budget - parts.reduce((total, { fen }) => total + fen, 0);
  const next = parts.toSorted((a, b) => b.rest - a.rest || a.at - b.at).slice(0, missing);
  return parts.map((part) => part.fen + Number(next.includes(part)));
}
