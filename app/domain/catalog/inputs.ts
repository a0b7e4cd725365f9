import { z } from "zod";
import {
  demandWays,
  listingKinds,
  priceUnits,
  serviceCategories,
  userClasses,
} from "#db/schema/vocabulary.ts";
import { facilityShape } from "./facility-inputs.ts";
import { limits } from "./limits.ts";
import { technologyShape } from "./technology-inputs.ts";
import { count, day, distinct, fen, fieldCodes, someText, text } from "../values.ts";
import { accreditations } from "./values.ts";

/** What every kind of listing says of itself. */
export const commonShape = {
  titleZh: someText(limits.title),
  titleEn: text(limits.title),
  summaryZh: text(limits.summary),
  summaryEn: text(limits.summary),
  regionCode: z.string().regex(/^[1-9]\d{5}$/, "region_code"),
  fieldCodes,
  keywords: distinct(someText(limits.keyword), limits.keywords),
};

export const serviceShape = {
  category: z.enum(serviceCategories),
  turnaroundDays: count(3650).nullable(),
  deliverable: text(limits.prose),
  method: text(limits.prose),
  sampleRequirement: text(limits.prose),
  accreditation: accreditations,
  capacityPerMonth: count(1_000_000).nullable(),
};

export const demandShape = {
  problem: text(limits.demandProse),
  keyTechnology: text(limits.demandProse),
  target: text(limits.demandProse),
  tried: text(limits.demandProse),
  budgetMin: fen.nullable(),
  budgetMax: fen.nullable(),
  deadlineOn: day.nullable(),
  ways: distinct(z.enum(demandWays), demandWays.length),
  industry: text(limits.line),
  preferredPartner: text(limits.line),
  confidentialPart: text(limits.confidential),
};

export const partShapes = {
  facility: facilityShape,
  technology: technologyShape,
  service: serviceShape,
  demand: demandShape,
} as const;

const anyOf = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).partial();

/** The changes to one kind's own part; what is absent stays as it is. */
export const partInputs = {
  facility: anyOf(facilityShape),
  technology: anyOf(technologyShape),
  service: anyOf(serviceShape),
  demand: anyOf(demandShape),
} as const;

const optionalCommon = anyOf(commonShape).shape;

/** A new listing: its kind, a title and a place; the rest may follow while it is a draft. */
export const createInput = z.discriminatedUnion("kind", [
  newListing("facility", { facility: anyOf(facilityShape).required({ innerId: true }) }),
  newListing("technology", { technology: anyOf(technologyShape).required({ ipType: true }) }),
  newListing("service", { service: anyOf(serviceShape).required({ category: true }) }),
  newListing("demand", { demand: partInputs.demand.optional() }),
]);

/** Changes to a listing. `version` is the one the editor saw. */
export const updateInput = z.strictObject({
  version: z.int().min(1),
  ...optionalCommon,
  facility: partInputs.facility.optional(),
  technology: partInputs.technology.optional(),
  service: partInputs.service.optional(),
  demand: partInputs.demand.optional(),
});

export type CreateInput = z.infer<typeof createInput>;
export type UpdateInput = z.infer<typeof updateInput>;

export const costBreakdownInput = z.strictObject({
  consumables: fen,
  machineHours: fen,
  energy: fen,
  labour: fen,
  management: fen,
  depreciation: fen,
});

/** One line of a price list; `validTo` is exclusive, absent = until replaced. */
export const priceInput = z
  .strictObject({
    item: someText(limits.line),
    unit: z.enum(priceUnits),
    userClass: z.enum(userClasses),
    amount: fen,
    validFrom: day,
    validTo: day.nullish(),
    costBreakdown: costBreakdownInput.nullish(),
    approvalDocument: text(limits.line).default(""),
  })
  .refine(({ validFrom, validTo }) => !validTo || validFrom < validTo, {
    path: ["validTo"],
    error: "ends_before_start",
  });

export const pricesInput = z.strictObject({
  version: z.int().min(1),
  prices: z.array(priceInput).max(limits.prices),
});

export type PriceInput = z.infer<typeof priceInput>;

/** One opening of the week: ISO weekday, minutes after midnight in the facility's zone, half-open. */
export const openingInput = z
  .strictObject({
    weekday: z.int().min(1).max(7),
    fromMinute: z.int().min(0).max(1439),
    toMinute: z.int().min(1).max(1440),
  })
  .refine(({ fromMinute, toMinute }) => fromMinute < toMinute, {
    path: ["toMinute"],
    error: "ends_before_start",
  });

/** A week's hours; the openings of a day may touch but not overlap. */
export const openingList = z.array(openingInput).max(28).refine(apart, "hours_overlap");

export const openingHoursInput = z.strictObject({ version: z.int().min(1), openings: openingList });

export type OpeningInput = z.infer<typeof openingInput>;

/** Numbered units of a facility; ones left out are retired. */
export const unitList = z
  .array(z.strictObject({ number: z.int().min(1).max(999), label: text(limits.line).default("") }))
  .min(1)
  .max(limits.units)
  .refine((units) => new Set(units.map(({ number }) => number)).size === units.length, "repeated");

export const unitsInput = z.strictObject({ version: z.int().min(1), units: unitList });

export const noInput = z.strictObject({});

/** Why a moderator returns or suspends; the owner reads it. */
export const reasonsInput = z.strictObject({ reasons: someText(limits.reasons) });

export const objectionInput = z.strictObject({
  name: someText(60),
  contact: someText(200),
  text: someText(limits.reasons),
});

export const answerInput = z.strictObject({ objectionId: z.uuid(), answer: someText(limits.reasons) });

export const kindInput = z.enum(listingKinds);

function newListing<K extends string, T extends z.ZodRawShape>(kind: K, part: T) {
  return z.strictObject({
    kind: z.literal(kind),
    ...optionalCommon,
    titleZh: commonShape.titleZh,
    regionCode: commonShape.regionCode,
    ...part,
  });
}

function apart(openings: readonly OpeningInput[]): boolean {
  return openings.every((one, i) =>
    openings.every(
      (other, j) =>
        i >= j ||
        one.weekday !== other.weekday ||
        one.toMinute <= other.fromMinute ||
        other.toMinute <= one.fromMinute,
    ),
  );
}
