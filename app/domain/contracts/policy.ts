import { blocker, type Finding, hint, warning, when } from "./finding.ts";
import { ofMonopoly } from "./monopoly.ts";
import { ofTransfer } from "./policy-transfer.ts";
import { isTransfer } from "./rights.ts";
import type { MilestoneTerms, Terms } from "./terms.ts";

/** Numbers of law and policy that judge a contract; dated parameters, see `readLimits`. */
export interface ContractLimits {
  /** Damages above this share of the amount are usually found excessive: interpretation of 2023 on contracts, Art. 65. */
  excessivePercent: number;
  /** Days of cure below which ending the contract is doubtful: judicial interpretation on technology contracts, Art. 15. */
  cureDays: number;
}

/** All there is to say about a draft at once, the gravest first within each part of the checklist. */
export function findings(terms: Terms, limits: ContractLimits, today: string): Finding[] {
  const transfers = isTransfer(terms.kind);
  return [
    ...named(terms),
    ...(transfers ? ofTransfer(terms, today) : ofWork(terms)),
    ...missing(terms),
    ...ofMoney(terms),
    ...terms.milestones.flatMap((milestone, index) => ofMilestone(milestone, index + 1, today)),
    ...ofAcceptance(terms),
    ...(transfers ? [] : ofDefaults(terms)),
    ...ofDamages(terms, limits),
    ...ofMonopoly(terms, transfers ? "scope" : "ip"),
  ];
}

export const isSignable = (found: readonly Finding[]): boolean =>
  found.every(({ weight }) => weight !== "blocker");

const named = (terms: Terms): Finding[] => [
  ...when(terms.title === "", blocker("subject", "no_title")),
  ...when(terms.subject.length < 5, blocker("subject", "no_subject")),
];

function missing(terms: Terms): Finding[] {
  return [
    ...when(terms.milestones.length === 0, blocker("milestones", "no_milestones")),
    ...when(
      terms.disputes === "arbitration" && terms.arbitration === "",
      blocker("disputes", "no_arbitration", "arbitration:16"),
    ),
    ...when(terms.definitions.length === 0, hint("definitions", "no_definitions", "845")),
    ...when(
      terms.definitions.some(({ term, meaning }) => term === "" || meaning === ""),
      blocker("definitions", "half_definition"),
    ),
  ];
}

/** What a contract settles about work that is still to be done. */
const ofWork = (terms: Terms): Finding[] => [
  ...when(terms.targets === "", warning("subject", "no_targets", "845")),
  ...when(terms.plan === "", blocker("plan", "no_plan")),
  ...when(terms.place === "", warning("plan", "no_place", "845")),
  ...when(terms.clientDuties === "", hint("plan", "no_client_duties", "852")),
  ...when(terms.moneyUse === "", hint("money", "no_money_use", "853")),
];

/** What the milestones sum to, fen. */
export const sumOf = (milestones: readonly Pick<MilestoneTerms, "amount">[]): number =>
  milestones.reduce((sum, { amount }) => sum + amount, 0);

function ofMoney(terms: Terms): Finding[] {
  const sum = sumOf(terms.milestones);
  return [
    ...when(terms.amount === 0, blocker("money", "no_amount")),
    ...when(
      terms.amount !== sum && terms.milestones.length > 0,
      blocker("money", "sum_differs", "845", { amount: terms.amount / 100, sum: sum / 100 }),
    ),
    ...when(
      terms.equipment > terms.amount,
      blocker("money", "equipment_above_amount", "technology_contracts:14"),
    ),
  ];
}

function ofMilestone(milestone: MilestoneTerms, n: number, today: string): Finding[] {
  const at = { n };
  return [
    ...when(milestone.title === "", blocker("milestones", "milestone_no_title", "845", at)),
    ...when(milestone.deliverable === "", blocker("milestones", "milestone_no_deliverable", "845", at)),
    ...when(milestone.dueOn === "", blocker("milestones", "milestone_no_date", "845", at)),
    ...when(
      milestone.dueOn !== "" && milestone.dueOn < today,
      blocker("milestones", "milestone_past", "845", at),
    ),
    ...when(milestone.amount === 0, blocker("milestones", "milestone_no_amount", "845", at)),
    ...when(milestone.standard === "", blocker("acceptance", "milestone_no_standard", "845", at)),
    ...when(milestone.method === "", warning("acceptance", "milestone_no_method", "845", at)),
  ];
}

const ofAcceptance = (terms: Terms): Finding[] => [
  ...when(terms.acceptanceDays === null, warning("acceptance", "no_silence", "621")),
  ...when(terms.confidential === "", warning("confidentiality", "no_confidentiality", "845")),
  ...when(
    terms.confidential !== "" && terms.confidentialYears === 0,
    warning("confidentiality", "no_years", "501"),
  ),
];

/** Where the parties are silent or leave the law's default, what that is. */
function ofDefaults(terms: Terms): Finding[] {
  const joint = terms.kind === "cooperative";
  return [
    ...when(terms.patent === "developer" && !joint, hint("ip", "patent_default", "859")),
    ...when(terms.patent === "client", hint("ip", "patent_client", "859")),
    ...when(joint && terms.patent !== "joint", warning("ip", "patent_cooperative", "860")),
    ...when(terms.knowHow === "both", hint("ip", "know_how_default", "861")),
    ...when(terms.improvements === "own", hint("ip", "improvements_default", "875")),
    ...when(terms.failureClientPercent === null, warning("risk", "no_risk", "858")),
    ...when(
      terms.failureClientPercent !== null && terms.failureVerification === "",
      hint("risk", "no_verification", "858"),
    ),
  ];
}

function ofDamages(terms: Terms, limits: ContractLimits): Finding[] {
  return [
    ...when(terms.delayRate === 0 && terms.breach === "", warning("damages", "no_damages", "585")),
    ...when(
      terms.damagesCap > limits.excessivePercent,
      warning("damages", "excessive_damages", "585 contract_general:65", {
        percent: limits.excessivePercent,
      }),
    ),
    ...when(terms.delayRate > 0 && terms.damagesCap === 0, warning("damages", "cap_forbids_damages", "585")),
    ...when(
      terms.cureDays < limits.cureDays,
      warning("damages", "short_cure", "563 technology_contracts:15", { days: limits.cureDays }),
    ),
  ];
}
