import type { Problem } from "#app/runtime/problem.ts";

const conflict = (code: string, params?: Problem["params"]): Problem => ({ code, status: 409, params });

/** What can stand in the way of a contract; words in `problems`. */
export const contractProblems = {
  /** The text is not the one that was read. */
  otherText: (): Problem => conflict("contract_other_text"),
  /** Nobody agrees to their own words: the other side has to. */
  ownText: (): Problem => conflict("contract_own_text"),
  /** What is left open or contradicts itself; `findings` says what. */
  notSignable: (findings: unknown): Problem => ({
    code: "contract_not_signable",
    status: 422,
    details: { findings },
  }),
  unprintable: (characters: string[]): Problem => ({
    code: "contract_unprintable",
    status: 422,
    params: { characters: characters.slice(0, 10).join(" ") },
  }),
  unverified: (): Problem => ({ code: "contract_unverified", status: 403 }),
  signedAlready: (): Problem => conflict("contract_signed_already"),
  noSuchOrganization: (): Problem => ({
    code: "invalid",
    status: 422,
    errors: [{ path: "counterpart", code: "organization_unknown" }],
  }),
  ownOrganization: (): Problem => ({
    code: "invalid",
    status: 422,
    errors: [{ path: "counterpart", code: "own_organization" }],
  }),
  noAward: (): Problem => conflict("contract_no_award"),
  awardTaken: (): Problem => conflict("contract_award_taken"),
  noDeal: (): Problem => conflict("contract_no_deal"),
  dealTaken: (): Problem => conflict("contract_deal_taken"),
  roundsUsed: (rounds: number): Problem => conflict("contract_rounds_used", { rounds }),
  notLate: (): Problem => conflict("contract_not_late"),
  silenceAccepted: (): Problem => conflict("contract_silence_accepted"),
  noGround: (ground: string): Problem => conflict("contract_no_ground", { ground }),
  workOpen: (): Problem => conflict("contract_work_open"),
  riskUnsettled: (): Problem => conflict("contract_risk_unsettled"),
  amendmentOpen: (): Problem => conflict("contract_amendment_open"),
  /** An amendment may not change what was already done and paid. */
  settledChanged: (n: number): Problem => conflict("contract_settled_changed", { n }),
  evaluated: (): Problem => conflict("contract_evaluated"),
  evaluationOver: (): Problem => conflict("contract_evaluation_over"),
  royaltyRuns: (day: string): Problem => conflict("royalty_period_runs", { day }),
  royaltyBefore: (day: string): Problem => conflict("royalty_period_before", { day }),
  booksClosed: (years: number): Problem => conflict("royalty_books_closed", { years }),
  rewardTooSmall: (percent: number): Problem => ({
    code: "invalid",
    status: 422,
    errors: [{ path: "percent", code: "too_small", params: { minimum: percent } }],
  }),
} as const;
