import type { DemandWay, ListingKind } from "#db/schema/vocabulary.ts";
import { tradeClasses } from "./ipc-industry.ts";
import { type Quantity, within } from "./quantities.ts";
import { holds, type Term } from "./terms.ts";

/** What the policy knows of a demand; texts folded. */
export interface DemandFeatures {
  /** Weight × rarity on this market, strongest first. */
  terms: readonly Term[];
  text: string;
  fields: readonly { code: string; zh: string; en: string }[];
  regionCode: string;
  quantities: readonly Quantity[];
  ways: readonly DemandWay[];
}

/** What the policy knows of a listing that could meet it; texts folded. */
export interface CandidateFeatures {
  id: string;
  kind: ListingKind;
  organizationId: string;
  /** Title and keywords, then the summary, then the rest. */
  head: string;
  summary: string;
  body: string;
  fieldCodes: readonly string[];
  ipc: readonly string[];
  regionCode: string;
  quantities: readonly Quantity[];
  grade: string | null;
  /** A facility that runs and can be booked; a service that takes orders. */
  available: boolean;
  trl: number | null;
}

export type ReasonCode =
  | "shared_terms"
  | "field"
  | "industry"
  | "parameter"
  | "region_same"
  | "region_city"
  | "standing"
  | "available"
  | "mature"
  | "way"
  | "listings";

/** Why something matched: a code and what its words need. Lists are joined by the interface. */
export interface MatchReason {
  code: ReasonCode;
  params: Readonly<Record<string, string | number>>;
  /** Fields of science or names in both languages, where the words differ by language. */
  names?: readonly { zh: string; en: string }[];
}

export interface Match {
  /** 0–1, two decimals. */
  score: number;
  reasons: MatchReason[];
}

/** How much each kind of agreement counts; they sum to 1. Terms lead: the rest cannot make a match alone. */
const weights = {
  terms: 0.66,
  field: 0.1,
  industry: 0.08,
  parameter: 0.06,
  way: 0.04,
  region: 0.03,
  trust: 0.03,
};

/** Terms that a demand must share by before anything is said to match: noise lies below. Measured on the judged sample. */
const leastTerms = 0.08;
/** A listing need not hold everything a demand says; so much of its weight is full marks. */
const fullShare = 0.6;
const shownTerms = 5;

/** Whether and why a listing could meet a demand; undefined when it does not. */
export function matchOf(demand: DemandFeatures, candidate: CandidateFeatures): Match | undefined {
  const shared = sharedTerms(demand.terms, candidate);
  if (shared.share < leastTerms) return undefined;
  const fields = demand.fields.filter(({ code }) => candidate.fieldCodes.includes(code));
  const trades = tradesOf(demand.text, candidate);
  const parameter =
    candidate.kind === "facility" ? within(demand.quantities, candidate.quantities) : undefined;
  const region = regionReason(demand.regionCode, candidate.regionCode);
  const way = servesWay(demand.ways, candidate.kind);
  const trusted = candidate.grade === "A";
  const score =
    weights.terms * Math.min(1, shared.share / fullShare) +
    weights.field * Math.min(1, fields.length) +
    weights.industry * Math.min(1, trades.length) +
    weights.parameter * (parameter ? 1 : 0) +
    weights.way * (way ? 1 : 0) +
    weights.region * (region ? (region.code === "region_same" ? 1 : 0.5) : 0) +
    weights.trust * (trusted ? 1 : 0);
  const reasons: (MatchReason | undefined)[] = [
    { code: "shared_terms", params: { terms: shared.terms.slice(0, shownTerms).join("、") } },
    fields.length > 0
      ? { code: "field", params: {}, names: fields.map(({ zh, en }) => ({ zh, en })) }
      : undefined,
    trades.length > 0 ? { code: "industry", params: {}, names: trades.slice(0, 2) } : undefined,
    parameter && {
      code: "parameter",
      params: { wanted: parameter.wanted.text, offered: parameter.offered.text },
    },
    way ? { code: "way", params: { way } } : undefined,
    candidate.kind !== "technology" && candidate.available ? { code: "available", params: {} } : undefined,
    (candidate.trl ?? 0) >= 7 ? { code: "mature", params: { trl: candidate.trl ?? 0 } } : undefined,
    region,
    trusted ? { code: "standing", params: { grade: "A" } } : undefined,
  ];
  return { score: Math.round(score * 100) / 100, reasons: reasons.filter((one) => one !== undefined) };
}

/** How much of the demand's weight the candidate holds: whole in its head, less further down. */
function sharedTerms(terms: readonly Term[], { head, summary, body }: CandidateFeatures) {
  const places = [
    [head, 1],
    [summary, 0.7],
    [body, 0.5],
  ] as const;
  let [held, all] = [0, 0];
  const found: string[] = [];
  for (const { text, names, weight } of terms) {
    all += weight;
    const place = places.find(([where]) => names.some((name) => holds(where, name)));
    if (!place) continue;
    held += weight * place[1];
    found.push(text);
  }
  return { share: all === 0 ? 0 : held / all, terms: found };
}

function tradesOf(text: string, { ipc }: CandidateFeatures): { zh: string; en: string }[] {
  if (ipc.length === 0) return [];
  return tradeClasses
    .filter((one) => ipc.some((symbol) => one.ipc.some((start) => symbol.startsWith(start))))
    .filter(({ words }) => words.some((word) => holds(text, word)))
    .map(({ name }) => name);
}

function regionReason(wanted: string, offered: string): MatchReason | undefined {
  if (wanted === offered) return { code: "region_same", params: {} };
  return wanted.slice(0, 4) === offered.slice(0, 4) ? { code: "region_city", params: {} } : undefined;
}

const served: Record<ListingKind, readonly DemandWay[]> = {
  facility: ["test"],
  service: ["test", "buy"],
  technology: ["buy", "licence", "cooperate"],
  demand: [],
};

const servesWay = (ways: readonly DemandWay[], kind: ListingKind): DemandWay | undefined =>
  ways.find((way) => served[kind].includes(way));

/** A team's score from its matching listings: each adds to what the better ones leave open. */
export function teamScore(scores: readonly number[]): number {
  const open = scores
    .toSorted((a, b) => b - a)
    .slice(0, 5)
    .reduce((left, score, i) => left * (1 - score * 0.85 ** i), 1);
  return Math.round((1 - open) * 100) / 100;
}
