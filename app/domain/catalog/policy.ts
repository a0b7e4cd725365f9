import type { CostBreakdown } from "#db/schema/catalog.ts";
import type { FundingSource, ListingKind } from "#db/schema/vocabulary.ts";
import type { Reason } from "#app/runtime/problem.ts";
import { limits } from "./limits.ts";
import { readPatentNumber } from "./patent-number.ts";
import { patentTypes } from "./technology-inputs.ts";

/** A line of a price list as the rules look at it; money in fen. */
export interface PriceLine {
  item: string;
  unit: string;
  userClass: string;
  amount: number;
  validFrom: string;
  validTo: string | null;
  costBreakdown: CostBreakdown | null;
}

/** What the publishing rules look at. */
export interface PublishingFacts {
  kind: ListingKind;
  /** The listing's own fields and its kind's part by name; absent, null, empty text and empty lists are "not given". */
  values: Readonly<Record<string, unknown>>;
  prices: readonly PriceLine[];
  units: number;
  openings: number;
  owner: { verified: boolean; publicInstitution: boolean };
  /** Today in the platform's zone. */
  day: string;
  managementSharePercent: number;
}

/** What must be given before anyone but the owner sees a listing. Paths as in the API. */
const requiredFields: Record<ListingKind, readonly string[]> = {
  facility: [
    "titleZh",
    "fieldCodes",
    "facility.innerId",
    "facility.maker",
    "facility.model",
    "facility.technical",
    "facility.functions",
    "facility.serviceContent",
    "facility.fundingSources",
    "facility.serviceWays",
  ],
  technology: [
    "titleZh",
    "summaryZh",
    "fieldCodes",
    "keywords",
    "technology.problemSolved",
    "technology.advantage",
    "technology.trl",
    "technology.transferModes",
  ],
  service: ["titleZh", "summaryZh", "fieldCodes", "service.deliverable", "service.turnaroundDays"],
  demand: [
    "titleZh",
    "fieldCodes",
    "keywords",
    "demand.problem",
    "demand.target",
    "demand.deadlineOn",
    "demand.ways",
  ],
};

/** Longest texts by path, checked again here because a list from elsewhere may be longer than our forms allow. */
const longest: Record<string, number> = {
  titleZh: limits.title,
  "facility.technical": limits.technical,
  "facility.functions": limits.functions,
  "facility.serviceContent": limits.serviceContent,
  "facility.requirement": limits.requirement,
  "facility.feeNote": limits.feeNote,
};

/** Every reason why the listing may not be published; empty when it may. */
export function publishingReasons(facts: PublishingFacts): Reason[] {
  return [
    ...(facts.owner.verified ? [] : [reason("owner_not_verified")]),
    ...requiredFields[facts.kind].flatMap((field) =>
      isGiven(facts.values[field]) ? [] : [reason("field_required", { field })],
    ),
    ...tooMuch(facts.values),
    ...byKind[facts.kind](facts),
  ];
}

const byKind: Record<ListingKind, (facts: PublishingFacts) => Reason[]> = {
  facility: (facts) => [...facilityReasons(facts), ...priceReasons(facts)],
  technology: technologyReasons,
  service: priceReasons,
  demand: demandReasons,
};

/** Agreement pricing by a public institution is announced before it may be concluded (Zhejiang ordinance, Art. 17). */
export const needsPublicNotice = (facts: Pick<PublishingFacts, "kind" | "values" | "owner">): boolean =>
  facts.kind === "technology" &&
  facts.owner.publicInstitution &&
  facts.values["technology.priceForm"] === "agreement";

/** Whether any of the money came from government: then mixed funding counts as government funding. */
export const isGovernmentFunded = (sources: readonly (FundingSource | string)[]): boolean =>
  sources.some((source) => source === "central_government" || source === "local_government");

/**
 * The price rule, line by line. Government money: a cost breakdown, management at most its share of the breakdown's sum,
 * and no price above that sum. Otherwise a price only has to be published. Lines that are over are not looked at.
 */
export function priceReasons({
  kind,
  values,
  prices,
  day,
  managementSharePercent,
}: PublishingFacts): Reason[] {
  const lines = prices.filter(({ validTo }) => validTo === null || validTo > day);
  if (lines.length === 0) return [reason("price_required")];
  const sources = values["facility.fundingSources"];
  if (kind !== "facility" || !isGovernmentFunded(stringsIn(sources))) return [];
  return lines.flatMap((line) => costReasons(line, managementSharePercent));
}

/** The sum of a line's cost items, fen. */
export const costSum = (cost: CostBreakdown): number =>
  Object.values(cost).reduce((total, part) => total + part, 0);

function costReasons(line: PriceLine, share: number): Reason[] {
  const row = { item: line.item, unit: line.unit, userClass: line.userClass };
  const cost = line.costBreakdown;
  if (!cost) return [reason("price_without_breakdown", row)];
  const sum = costSum(cost);
  const found: Reason[] = [];
  if (line.amount > sum) found.push(reason("price_above_cost", { ...row, over: (line.amount - sum) / 100 }));
  if (cost.management * 100 > sum * share) found.push(reason("management_share_too_high", { ...row, share }));
  return found;
}

function facilityReasons({ values, units, openings }: PublishingFacts): Reason[] {
  const found: Reason[] = [];
  if (units === 0) found.push(reason("unit_required"));
  const remoteOnly = !stringsIn(values["facility.serviceWays"]).some(
    (way) => way === "self_use" || way === "assisted",
  );
  if (openings === 0 && !remoteOnly) found.push(reason("opening_required"));
  if (!isGiven(values["facility.contactEmail"]) && !isGiven(values["facility.contactPhone"])) {
    found.push(reason("contact_required"));
  }
  if (values["facility.customsSupervised"] === true) {
    for (const field of ["customsDeclarationNo", "customsItemNo", "customsReleasedOn", "customsFormName"]) {
      if (!isGiven(values[`facility.${field}`]))
        found.push(reason("field_required", { field: `facility.${field}` }));
    }
  }
  return found;
}

/** Patent states in which `ZL` may stand before the number: the patent was granted at some time. */
const granted = ["granted", "restored", "partly_invalid", "fee_lapsed", "expired", "terminated"];
/** States in which there is no right to transfer or license. */
const dead = ["rejected", "withdrawn", "abandoned", "terminated", "expired", "invalid"];

function technologyReasons({ values }: PublishingFacts): Reason[] {
  const found: Reason[] = [];
  const number = values["technology.applicationNo"];
  const status = String(values["technology.legalStatus"] ?? "");
  if (patentTypes.includes(String(values["technology.ipType"] ?? ""))) {
    if (!isGiven(number)) found.push(reason("field_required", { field: "technology.applicationNo" }));
    else if (!readPatentNumber(String(number)))
      found.push(reason("patent_number_wrong", { number: String(number) }));
    if (status === "not_applicable" || status === "") {
      found.push(reason("field_required", { field: "technology.legalStatus" }));
    }
    if (!isGiven(values["technology.legalStatusCheckedOn"])) {
      found.push(reason("field_required", { field: "technology.legalStatusCheckedOn" }));
    }
  }
  if (values["technology.zlMarked"] === true && !granted.includes(status))
    found.push(reason("zl_not_granted"));
  if (dead.includes(status)) found.push(reason("right_has_ended", { status }));
  const needsPrice = needsStatedPrice.includes(String(values["technology.priceForm"]));
  if (needsPrice && !isGiven(values["technology.askingPrice"])) {
    found.push(reason("field_required", { field: "technology.askingPrice" }));
  }
  return found;
}

/** Forms that promise an amount: a listed price, a base price to bid from, the intended price to be announced. */
const needsStatedPrice = ["listed", "bidding", "agreement"];

function demandReasons({ values, day }: PublishingFacts): Reason[] {
  const deadline = values["demand.deadlineOn"];
  return typeof deadline === "string" && deadline < day ? [reason("deadline_past", { deadline })] : [];
}

function tooMuch(values: PublishingFacts["values"]): Reason[] {
  const texts = Object.entries(longest).flatMap(([field, maximum]) => {
    const value = values[field];
    return typeof value === "string" && value.length > maximum
      ? [reason("field_too_long", { field, maximum })]
      : [];
  });
  const lists = [["fieldCodes", limits.fieldCodes] as const, ["keywords", limits.keywords] as const].flatMap(
    ([field, maximum]) =>
      stringsIn(values[field]).length > maximum ? [reason("field_too_many", { field, maximum })] : [],
  );
  return [...texts, ...lists];
}

function isGiven(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== "";
}

const stringsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

const reason = (rule: string, params?: Reason["params"]): Reason => ({ rule, overridable: false, params });
