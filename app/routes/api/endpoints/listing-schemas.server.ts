import { z } from "zod";
import {
  commonShape,
  demandShape,
  kindInput,
  openingList,
  serviceShape,
  unitList,
} from "#app/domain/catalog/inputs.ts";
import { facilityShape } from "#app/domain/catalog/facility-inputs.ts";
import { limits } from "#app/domain/catalog/limits.ts";
import { technologyShape } from "#app/domain/catalog/technology-inputs.ts";
import { day, someText, text } from "#app/domain/values.ts";
import { priceUnits, userClasses } from "#db/schema/vocabulary.ts";
import { lifecycleShape } from "../lifecycle-answer.server.ts";
import { moneyInput, moneyShape } from "../money.ts";

/** The parts as the API takes them: the domain's shapes with money as objects. */
const parts = {
  facility: z.strictObject({ ...facilityShape, worth: moneyInput.nullable() }).partial(),
  technology: z.strictObject({ ...technologyShape, askingPrice: moneyInput.nullable() }).partial(),
  service: z.strictObject(serviceShape).partial(),
  demand: z
    .strictObject({ ...demandShape, budgetMin: moneyInput.nullable(), budgetMax: moneyInput.nullable() })
    .partial(),
};

const costItems = ["consumables", "machineHours", "energy", "labour", "management", "depreciation"] as const;

const costInput = z.strictObject({
  consumables: moneyInput,
  machineHours: moneyInput,
  energy: moneyInput,
  labour: moneyInput,
  management: moneyInput,
  depreciation: moneyInput,
});

const priceBody = z
  .strictObject({
    item: someText(limits.line),
    unit: z.enum(priceUnits),
    userClass: z.enum(userClasses),
    price: moneyInput,
    validFrom: day,
    validTo: day.nullable().default(null),
    costBreakdown: costInput.nullable().default(null),
    approvalDocument: text(limits.line).default(""),
  })
  .transform(({ price: amount, ...rest }) => ({ ...rest, amount }));

/** Lists are replaced as wholes. */
export const listBodies = {
  units: unitList,
  openings: openingList,
  prices: z.array(priceBody).max(limits.prices),
};

const optional = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).partial().shape;

export const createBody = z.strictObject({
  kind: kindInput,
  ...optional(commonShape),
  titleZh: commonShape.titleZh,
  regionCode: commonShape.regionCode,
  ...optional(parts),
  ...optional(listBodies),
});

export const updateBody = z.strictObject({
  version: z.int().min(1),
  ...optional(commonShape),
  ...optional(parts),
  ...optional(listBodies),
});

const priceAnswer = z.strictObject({
  item: z.string(),
  unit: z.enum(priceUnits),
  userClass: z.enum(userClasses),
  price: moneyShape,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  costBreakdown: z.record(z.enum(costItems), moneyShape).nullable(),
  approvalDocument: z.string(),
});

const part = z.record(z.string(), z.unknown());

export const listingAnswer = z.strictObject({
  id: z.uuid(),
  kind: kindInput,
  version: z.int(),
  ...lifecycleShape,
  titleZh: z.string(),
  titleEn: z.string(),
  summaryZh: z.string(),
  summaryEn: z.string(),
  regionCode: z.string(),
  fieldCodes: z.array(z.string()),
  keywords: z.array(z.string()),
  organization: z.strictObject({ id: z.uuid(), uscc: z.string(), nameZh: z.string(), nameEn: z.string() }),
  publishedAt: z.iso.datetime().nullable(),
  confirmedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  url: z.string(),
  facility: part.optional(),
  technology: part.optional(),
  service: part.optional(),
  demand: part.optional(),
  units: z.array(z.strictObject({ number: z.int(), label: z.string() })).optional(),
  openings: z.array(z.strictObject({ weekday: z.int(), fromMinute: z.int(), toMinute: z.int() })).optional(),
  prices: z.array(priceAnswer),
});

export const listAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.uuid(),
      kind: kindInput,
      titleZh: z.string(),
      titleEn: z.string(),
      version: z.int(),
      updatedAt: z.iso.datetime(),
      ...lifecycleShape,
    }),
  ),
  nextCursor: z.string().nullable(),
});
