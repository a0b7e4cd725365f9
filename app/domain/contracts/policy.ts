import type { MilestoneTerms, Terms } from "./terms.ts";

/** `blocker`: nobody can sign it like this. `warning`: the parties should know. `hint`: what the law says where they are silent. */
export type Weight = "blocker" | "warning" | "hint";

/** What there is to say about a draft: a stable code (words under `contracts:finding`), the part it is about, the article. */
export interface Finding {
  code: string;
  weight: Weight;
  part: Part;
  /** Article of the Civil Code, or of the interpretation named, as lawyers cite it. */
  article: string;
  params?: Record<string, string | number>;
}

/** The clauses of Art. 845, and what else a development contract settles; the checklist in their order. */
export const parts = [
  "subject",
  "plan",
  "milestones",
  "money",
  "acceptance",
  "ip",
  "confidentiality",
  "risk",
  "damages",
  "changes",
  "disputes",
  "definitions",
] as const;

export type Part = (typeof parts)[number];

/** Numbers of law and policy that judge a contract; dated parameters, see `readLimits`. */
export interface ContractLimits {
  /** Damages above this share of the amount are usually found excessive: interpretation of 2023 on contracts, Art. 65. */
  excessivePercent: number;
  /** Days of cure below which ending the contract is doubtful: judicial interpretation on technology contracts, Art. 15. */
  cureDays: number;
}

/** All there is to say about a draft at once, the gravest first within each part of the checklist. */
export function findings(terms: Terms, limits: ContractLimits, today: string): Finding[] {
  return [
    ...missing(terms),
    ...ofMoney(terms),
    ...terms.milestones.flatMap((milestone, index) => ofMilestone(milestone, index + 1, today)),
    ...ofDefaults(terms),
    ...ofDamages(terms, limits),
    ...ofMonopoly(terms),
  ];
}

export const isSignable = (found: readonly Finding[]): boolean =>
  found.every(({ weight }) => weight !== "blocker");

const blocker = (part: Part, code: string, article = "845", params?: Finding["params"]): Finding => ({
  ...{ code, part, article, weight: "blocker" },
  params,
});
const warning = (part: Part, code: string, article: string, params?: Finding["params"]): Finding => ({
  ...{ code, part, article, weight: "warning" },
  params,
});
const hint = (part: Part, code: string, article: string, params?: Finding["params"]): Finding => ({
  ...{ code, part, article, weight: "hint" },
  params,
});
const when = (is: boolean, finding: Finding): Finding[] => (is ? [finding] : []);

function missing(terms: Terms): Finding[] {
  return [
    ...when(terms.title === "", blocker("subject", "no_title")),
    ...when(terms.subject.length < 5, blocker("subject", "no_subject")),
    ...when(terms.targets === "", warning("subject", "no_targets", "845")),
    ...when(terms.plan === "", blocker("plan", "no_plan")),
    ...when(terms.place === "", warning("plan", "no_place", "845")),
    ...when(terms.clientDuties === "", hint("plan", "no_client_duties", "852")),
    ...when(terms.milestones.length === 0, blocker("milestones", "no_milestones")),
    ...when(
      terms.disputes === "arbitration" && terms.arbitration === "",
      blocker("disputes", "no_arbitration", "仲裁法 16"),
    ),
    ...when(terms.definitions.length === 0, hint("definitions", "no_definitions", "845")),
    ...when(
      terms.definitions.some(({ term, meaning }) => term === "" || meaning === ""),
      blocker("definitions", "half_definition"),
    ),
  ];
}

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
    ...when(terms.equipment > terms.amount, blocker("money", "equipment_above_amount", "技术合同解释 14")),
    ...when(terms.moneyUse === "", hint("money", "no_money_use", "853")),
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

/** Where the parties are silent or leave the law's default, what that is. */
function ofDefaults(terms: Terms): Finding[] {
  const joint = terms.kind === "cooperative";
  return [
    ...when(terms.patent === "developer" && !joint, hint("ip", "patent_default", "859")),
    ...when(terms.patent === "client", hint("ip", "patent_client", "859")),
    ...when(joint && terms.patent !== "joint", warning("ip", "patent_cooperative", "860")),
    ...when(terms.knowHow === "both", hint("ip", "know_how_default", "861")),
    ...when(terms.improvements === "own", hint("ip", "improvements_default", "875")),
    ...when(terms.acceptanceDays === null, warning("acceptance", "no_silence", "621")),
    ...when(terms.confidential === "", warning("confidentiality", "no_confidentiality", "845")),
    ...when(
      terms.confidential !== "" && terms.confidentialYears === 0,
      warning("confidentiality", "no_years", "501"),
    ),
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
      warning("damages", "excessive_damages", "585 · 合同编通则解释 65", {
        percent: limits.excessivePercent,
      }),
    ),
    ...when(terms.delayRate > 0 && terms.damagesCap === 0, warning("damages", "cap_forbids_damages", "585")),
    ...when(
      terms.cureDays < limits.cureDays,
      warning("damages", "short_cure", "563 · 技术合同解释 15", { days: limits.cureDays }),
    ),
  ];
}

/**
 * Phrases of clauses that Art. 10 of the judicial interpretation takes for an unlawful monopoly on technology (void by
 * Art. 850). Words are only a sign: it is a warning to be read, not a verdict.
 */
const monopoly: readonly [code: string, sign: RegExp][] = [
  [
    "ban_on_research",
    /(不得|禁止|不能)[^。；\n]{0,30}(改进|进一步研究|后续研究|再研究|再开发|同类研究|竞争性技术)|shall not (improve|develop further)/iu,
  ],
  [
    "grant_back",
    /(改进|后续)[^。；\n]{0,20}(无偿|免费)[^。；\n]{0,20}(归|转让|提供|交|许可)|(无偿|免费)[^。；\n]{0,20}(回授|返授)|grant[- ]back/iu,
  ],
  [
    "other_sources",
    /(不得|禁止)[^。；\n]{0,20}(从|向)[^。；\n]{0,20}(其他|第三方)[^。；\n]{0,20}(获得|取得|采购|引进|购买)[^。；\n]{0,10}(技术)?/iu,
  ],
  [
    "limits_on_output",
    /(限制|不得超过|不得高于|不得低于)[^。；\n]{0,20}(产量|销售数量|数量|价格|销售渠道|出口)|(不得|禁止)[^。；\n]{0,10}出口/iu,
  ],
  ["tie_in", /(必须|应当|须)[^。；\n]{0,20}(同时|一并|捆绑)[^。；\n]{0,20}(购买|采购|接受)/iu],
  [
    "input_sources",
    /(原材料|零部件|设备|产品)[^。；\n]{0,20}(只能|仅可|必须|须)[^。；\n]{0,20}(从|向)[^。；\n]{0,20}(购买|采购)/iu,
  ],
  [
    "no_challenge",
    /(不得|禁止)[^。；\n]{0,20}(对|就)?[^。；\n]{0,20}(有效性|专利权)[^。；\n]{0,20}(异议|无效|质疑)|no[- ]challenge/iu,
  ],
];

function ofMonopoly(terms: Terms): Finding[] {
  const said = [
    terms.subject,
    terms.plan,
    terms.clientDuties,
    terms.benefits,
    terms.confidential,
    terms.breach,
    terms.other,
  ].join("\n");
  return monopoly
    .filter(([, sign]) => sign.test(said))
    .map(([code]) => warning("ip", `monopoly_${code}`, "850 · 技术合同解释 10"));
}
