import type { Deadline } from "#app/domain/deadline.ts";
import type { DealPayment, ImprovementRule, RoyaltyBasis, TransferMode } from "#db/schema/vocabulary.ts";
import type { Reason } from "#app/runtime/problem.ts";

/** The confidentiality terms of negotiations; their words are `deals:negotiation.terms`. Raise the version with them. */
export const confidentialityTerms = { version: 1 } as const;

/** Terms of a deal: what two versions are compared by. */
export interface Terms {
  mode: TransferMode;
  payment: DealPayment;
  amount: number;
  instalments: readonly { amount: number; due: string }[];
  royaltyBasis: RoyaltyBasis | null;
  royaltyRate: number | null;
  territory: string;
  termMonths: number | null;
  sublicence: boolean;
  improvements: ImprovementRule;
  other: string;
}

export const comparedTerms = [
  "mode",
  "payment",
  "amount",
  "instalments",
  "royaltyBasis",
  "royaltyRate",
  "territory",
  "termMonths",
  "sublicence",
  "improvements",
  "other",
] as const;

export type ComparedTerm = (typeof comparedTerms)[number];

/** Which terms of `now` differ from those of `before`; none for the first version. */
export const changedTerms = (before: Terms | undefined, now: Terms): ComparedTerm[] =>
  before ? comparedTerms.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name])) : [];

/** What the technology's own public notice told everybody, if it went through one that still holds. */
export interface Announced {
  modes: readonly string[];
  price: number | null;
  insider: boolean;
}

/**
 * Whether what was agreed has to be announced (Zhejiang ordinance on transforming results, Art. 17): what a public
 * institution agrees on, unless the notice of the technology itself said exactly this manner and this price.
 */
export function needsNotice(
  publicInstitution: boolean,
  { mode, payment, amount }: Pick<Terms, "mode" | "payment" | "amount">,
  announced: Announced | null,
): boolean {
  if (!publicInstitution) return false;
  const same =
    announced?.price === amount &&
    payment === "lump" &&
    announced.modes.length === 1 &&
    announced.modes[0] === mode;
  return !same;
}

/** A running notice as the rules look at it. */
export interface RunningNotice {
  until: Deadline;
  /** Objections nobody has answered yet, and those that hold. */
  open: number;
  upheld: number;
}

/** Every reason why an agreed deal cannot be concluded yet. */
export function conclusionReasons(needed: boolean, notice: RunningNotice | null, now: Date): Reason[] {
  if (!notice) return needed ? [{ rule: "deal_notice_first", overridable: false }] : [];
  const reasons: Reason[] = [];
  if (notice.until > now)
    reasons.push({
      rule: "deal_notice_running",
      overridable: false,
      params: { until: notice.until.toISOString().slice(0, 10) },
    });
  if (notice.open > 0)
    reasons.push({ rule: "deal_objections_open", overridable: false, params: { count: notice.open } });
  if (notice.upheld > 0)
    reasons.push({ rule: "deal_objection_upheld", overridable: false, params: { count: notice.upheld } });
  return reasons;
}

/** How a notice of an agreed price stands at an instant. */
export function noticeStateOf(
  { until, withdrawnAt }: { until: Deadline; withdrawnAt: Date | null },
  now: Date,
): "running" | "over" | "withdrawn" {
  if (withdrawnAt) return "withdrawn";
  return until > now ? "running" : "over";
}
