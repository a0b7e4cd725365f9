import { limits } from "#app/domain/catalog/limits.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import * as vocabulary from "#db/schema/vocabulary.ts";

/** The closed lists that fields choose from; labels are `catalog:option.<name>.<value>`. */
export const vocabularies = {
  carriers: vocabulary.carriers,
  demandWays: vocabulary.demandWays,
  fundingSources: vocabulary.fundingSources,
  instrumentSources: vocabulary.instrumentSources,
  instrumentTypes: vocabulary.instrumentTypes,
  ipTypes: vocabulary.ipTypes,
  legalStatuses: vocabulary.legalStatuses,
  priceForms: vocabulary.priceForms,
  runStates: vocabulary.runStates,
  serviceCategories: vocabulary.serviceCategories,
  serviceWays: vocabulary.serviceWays,
  transferModes: vocabulary.transferModes,
} as const;

export type VocabularyName = keyof typeof vocabularies;

/** One field of the editor. `path` is its name in forms, in the API and in messages (`catalog:path.<path>`). */
export interface FieldSpec {
  path: string;
  widget:
    | "line"
    | "area"
    | "choice"
    | "choices"
    | "integer"
    | "decimal"
    /** Money in units of 10,000 yuan, as the trade counts. */
    | "wan"
    | "date"
    | "flag"
    /** Several short texts, one per line. */
    | "list"
    | "region"
    | "disciplines";
  options?: VocabularyName;
  max?: number;
  /** There are words of help at `catalog:help.<path>`. */
  help?: true;
  width?: "short" | "medium";
  /** What it is counted in: `catalog:unit.<unit>`. */
  unit?: "hours" | "days" | "times";
}

export interface StepSpec {
  name: string;
  fields: readonly FieldSpec[];
}

const line = (path: string, more: Partial<FieldSpec> = {}): FieldSpec => ({ path, widget: "line", ...more });
const area = (path: string, max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({
  path,
  widget: "area",
  max,
  ...more,
});
const of = (widget: FieldSpec["widget"], path: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  path,
  widget,
  ...more,
});
const choice = (path: string, options: VocabularyName, more: Partial<FieldSpec> = {}): FieldSpec =>
  of("choice", path, { options, ...more });
const choices = (path: string, options: VocabularyName, more: Partial<FieldSpec> = {}): FieldSpec =>
  of("choices", path, { options, ...more });

const basic: StepSpec = {
  name: "basic",
  fields: [
    line("titleZh"),
    line("titleEn"),
    area("summaryZh", limits.summary, { help: true }),
    area("summaryEn", limits.summary),
    of("region", "regionCode"),
    of("disciplines", "fieldCodes", { help: true }),
    of("list", "keywords", { help: true }),
  ],
};

const facilitySteps: StepSpec[] = [
  basic,
  {
    name: "identity",
    fields: [
      line("facility.innerId", { width: "medium", help: true }),
      line("facility.classCode", { width: "short", help: true }),
      choice("facility.instrumentType", "instrumentTypes"),
      line("facility.maker"),
      line("facility.model", { width: "medium" }),
      line("facility.nation", { width: "medium" }),
      choice("facility.source", "instrumentSources"),
      of("wan", "facility.worth"),
      choices("facility.fundingSources", "fundingSources", { help: true }),
      of("date", "facility.commissionedOn"),
      of("date", "facility.decommissionedOn"),
      line("facility.department"),
      choice("facility.carrier", "carriers"),
      line("facility.carrierName"),
      choice("facility.runState", "runStates"),
    ],
  },
  {
    name: "use",
    fields: [
      area("facility.technical", limits.technical, { help: true }),
      area("facility.functions", limits.functions),
      area("facility.serviceContent", limits.serviceContent),
      choices("facility.serviceWays", "serviceWays"),
      area("facility.requirement", limits.requirement, { help: true }),
      area("facility.feeNote", limits.feeNote),
      of("list", "facility.accreditation", { help: true }),
      of("integer", "facility.yearHours", { unit: "hours" }),
      of("integer", "facility.yearSharedHours", { unit: "hours" }),
      line("facility.serviceUrl", { help: true }),
    ],
  },
  {
    name: "place",
    fields: [
      line("facility.street"),
      line("facility.building", { width: "medium" }),
      line("facility.postalCode", { width: "short" }),
      of("decimal", "facility.latitude", { help: true }),
      of("decimal", "facility.longitude"),
      line("facility.timezone", { width: "medium", help: true }),
      line("facility.contactName", { width: "medium" }),
      line("facility.contactPhone", { width: "medium" }),
      line("facility.contactEmail", { width: "medium", help: true }),
    ],
  },
  {
    name: "customs",
    fields: [
      of("flag", "facility.customsSupervised", { help: true }),
      line("facility.customsDeclarationNo", { width: "medium" }),
      line("facility.customsItemNo", { width: "short" }),
      of("date", "facility.customsReleasedOn"),
      line("facility.customsFormName"),
    ],
  },
];

const technologySteps: StepSpec[] = [
  basic,
  {
    name: "plain",
    fields: [
      area("technology.problemSolved", limits.prose, { help: true }),
      area("technology.advantage", limits.prose, { help: true }),
      area("technology.proof", limits.prose, { help: true }),
      area("technology.applications", limits.prose),
      area("technology.wanted", limits.prose, { help: true }),
    ],
  },
  {
    name: "rights",
    fields: [
      choice("technology.ipType", "ipTypes"),
      line("technology.applicationNo", { width: "medium", help: true }),
      line("technology.publicationNo", { width: "medium" }),
      choice("technology.legalStatus", "legalStatuses"),
      of("date", "technology.legalStatusCheckedOn", { help: true }),
      of("flag", "technology.zlMarked", { help: true }),
      of("date", "technology.filedOn"),
      of("date", "technology.grantedOn"),
      of("list", "technology.ipc", { help: true }),
      line("technology.inventors"),
    ],
  },
  {
    name: "offer",
    fields: [
      of("integer", "technology.trl", { help: true }),
      choices("technology.transferModes", "transferModes"),
      choice("technology.priceForm", "priceForms", { help: true }),
      of("wan", "technology.askingPrice", { help: true }),
      of("flag", "technology.insiderDeal", { help: true }),
    ],
  },
];

const serviceSteps: StepSpec[] = [
  basic,
  {
    name: "service",
    fields: [
      choice("service.category", "serviceCategories"),
      area("service.deliverable", limits.prose, { help: true }),
      of("integer", "service.turnaroundDays", { unit: "days" }),
      of("integer", "service.capacityPerMonth", { unit: "times" }),
      area("service.method", limits.prose, { help: true }),
      area("service.sampleRequirement", limits.prose),
      of("list", "service.accreditation", { help: true }),
    ],
  },
];

const demandSteps: StepSpec[] = [
  basic,
  {
    name: "problem",
    fields: [
      area("demand.problem", limits.demandProse, { help: true }),
      area("demand.target", limits.demandProse, { help: true }),
      area("demand.keyTechnology", limits.demandProse),
      area("demand.tried", limits.demandProse),
      area("demand.confidentialPart", limits.confidential, { help: true }),
    ],
  },
  {
    name: "terms",
    fields: [
      choices("demand.ways", "demandWays"),
      of("wan", "demand.budgetMin"),
      of("wan", "demand.budgetMax", { help: true }),
      of("date", "demand.deadlineOn"),
      line("demand.industry", { width: "medium" }),
      line("demand.preferredPartner"),
    ],
  },
];

export const formSteps: Readonly<Record<ListingKind, readonly StepSpec[]>> = {
  facility: facilitySteps,
  technology: technologySteps,
  service: serviceSteps,
  demand: demandSteps,
};

/** What a new listing of each kind must say at once; the rest comes in its steps. */
export const firstFields: Readonly<Record<ListingKind, readonly FieldSpec[]>> = {
  facility: [
    line("titleZh"),
    line("facility.innerId", { width: "medium", help: true }),
    of("region", "regionCode"),
  ],
  technology: [line("titleZh"), choice("technology.ipType", "ipTypes"), of("region", "regionCode")],
  service: [line("titleZh"), choice("service.category", "serviceCategories"), of("region", "regionCode")],
  demand: [line("titleZh"), of("region", "regionCode")],
};

/** The pages of the editor beyond the fields, in the order they are offered. */
export const extraSteps: Readonly<Record<ListingKind, readonly string[]>> = {
  facility: ["prices", "times", "files"],
  technology: ["files"],
  service: ["prices", "files"],
  demand: ["files"],
};

/** The address of a step of the editor. */
export const stepPath = (id: string, kind: ListingKind, step: string): string =>
  extraSteps[kind].includes(step)
    ? `/organization/listings/${id}/${step}`
    : step === "check"
      ? `/organization/listings/${id}`
      : `/organization/listings/${id}/edit/${step}`;

/** All steps of a kind in order; the last is the check before submitting. */
export const allSteps = (kind: ListingKind): string[] => [
  ...formSteps[kind].map(({ name }) => name),
  ...extraSteps[kind],
  "check",
];
