import type {
  MeasureEffect,
  MeasureKind,
  MisconductClass,
  ProcedureLimitCode,
  RunningRule,
} from "../../../schema/vocabulary.ts";

export interface MeasureRuleRow {
  kind: MeasureKind;
  effects: MeasureEffect[];
  running: RunningRule;
  hearing: boolean;
  repairAfterDays: number | null;
  rectifyDays: number | null;
  decidedBy: number;
}

/** What each kind of measure does. Hearing: bans and delisting are among what Art. 63 of the penalty law lists. */
export const measureRules: readonly MeasureRuleRow[] = [
  rule("reminder", ["recorded"], { decidedBy: 6 }),
  rule("talk", ["recorded"], { decidedBy: 6 }),
  rule("yellow_card", ["recorded"], { decidedBy: 6, rectifyDays: 30, repairAfterDays: 30 }),
  rule("booking_restriction", ["no_booking"], { decidedBy: 6, repairAfterDays: 30 }),
  rule("listing_restriction", ["no_listing"], { decidedBy: 4, repairAfterDays: 30 }),
  rule("proposal_restriction", ["no_proposing"], { decidedBy: 4, repairAfterDays: 30 }),
  rule("suspension", ["no_booking", "no_listing", "no_proposing", "hidden"], {
    decidedBy: 4,
    hearing: true,
    running: "future_stopped",
    rectifyDays: 60,
    repairAfterDays: 90,
  }),
  rule("delisting", ["no_booking", "no_listing", "no_proposing", "hidden"], {
    decidedBy: 2,
    hearing: true,
    running: "future_stopped",
    repairAfterDays: 365,
  }),
  rule("blacklist", ["no_booking", "no_listing", "no_proposing", "hidden", "no_subsidy"], {
    decidedBy: 2,
    hearing: true,
    running: "future_stopped",
    repairAfterDays: 365,
  }),
];

function rule(
  kind: MeasureKind,
  effects: MeasureEffect[],
  more: Partial<MeasureRuleRow> & { decidedBy: number },
): MeasureRuleRow {
  const usual = { running: "go_on" as const, hearing: false, repairAfterDays: null, rectifyDays: null };
  return { kind, effects, ...usual, ...more };
}

type Term = readonly [kind: MeasureKind, min: number | null, max: number | null];

const mild: readonly Term[] = [
  ["reminder", null, null],
  ["talk", null, null],
];

/** Which measures may answer an offence, by the gravest class it can have, with their terms in calendar days. */
export const termsByGravest: Readonly<Record<MisconductClass, readonly Term[]>> = {
  minor: [...mild, ["yellow_card", 30, 180], ["booking_restriction", 7, 30]],
  general: [
    ...mild,
    ["yellow_card", 30, 365],
    ["booking_restriction", 7, 180],
    ["listing_restriction", 30, 180],
    ["proposal_restriction", 30, 180],
    ["suspension", 30, 365],
    ["delisting", 180, 1095],
  ],
  serious: [
    ...mild,
    ["yellow_card", 30, 365],
    ["booking_restriction", 30, 365],
    ["listing_restriction", 30, 365],
    ["proposal_restriction", 30, 365],
    ["suspension", 30, 365],
    ["delisting", 180, 1095],
    ["blacklist", 365, 1095],
  ],
};

/** Publication by class: credit-repair rules of 2026 (NDRC Order 36); the record is kept five years at most. */
export const publicationRules = [
  { class: "minor", published: false, minDays: 0, maxDays: 90, recordDays: 365 },
  { class: "general", published: true, minDays: 90, maxDays: 365, recordDays: 1095 },
  { class: "serious", published: true, minDays: 365, maxDays: 1095, recordDays: 1826 },
] as const;

interface LimitRow {
  code: ProcedureLimitCode;
  days: number;
  working: boolean;
  basisZh: string;
  basisEn: string;
}

const penaltyLaw = (article: number): [string, string] => [
  `《中华人民共和国行政处罚法》第${article}条`,
  `Administrative Penalty Law, Art. ${article}`,
];
const integrityRules: [string, string] = [
  "《科研失信行为调查处理规则》",
  "Rules on investigating and handling research misconduct",
];
const creditOrdinance = (article: number): [string, string] => [
  `《浙江省公共信用信息管理条例》第${article}条`,
  `Zhejiang public credit ordinance, Art. ${article}`,
];
const repairRules: [string, string] = ["《信用修复管理办法》（2026年）", "Credit-repair rules (2026)"];
const platformRules: [string, string] = ["平台规则", "Platform rules"];

/** The clocks. */
export const procedureLimits: readonly LimitRow[] = [
  limit("acceptance", 15, "working", integrityRules),
  limit("investigation", 90, "calendar", penaltyLaw(60)),
  limit("investigation_extension", 90, "calendar", integrityRules),
  limit("statement", 5, "working", penaltyLaw(45)),
  limit("hearing_request", 5, "working", penaltyLaw(64)),
  limit("hearing_notice", 7, "working", penaltyLaw(64)),
  limit("hearing_minutes", 5, "working", platformRules),
  limit("decision", 10, "working", platformRules),
  limit("service", 7, "working", penaltyLaw(61)),
  limit("publication", 7, "working", creditOrdinance(13)),
  limit("review_application", 15, "working", integrityRules),
  limit("review", 60, "calendar", platformRules),
  limit("objection", 5, "working", creditOrdinance(30)),
  limit("objection_complex", 20, "working", creditOrdinance(31)),
  limit("withdrawal", 3, "working", penaltyLaw(48)),
  limit("rectification_answer", 5, "working", platformRules),
  limit("repair", 5, "working", repairRules),
];

function limit(
  code: ProcedureLimitCode,
  days: number,
  calendar: "working" | "calendar",
  [basisZh, basisEn]: [string, string],
): LimitRow {
  return { code, days, working: calendar === "working", basisZh, basisEn };
}
