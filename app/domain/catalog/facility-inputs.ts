import { z } from "zod";
import {
  carriers,
  fundingSources,
  instrumentSources,
  instrumentTypes,
  runStates,
  serviceWays,
} from "#db/schema/vocabulary.ts";
import { isClassCode } from "./codes.ts";
import { limits } from "./limits.ts";
import { count, day, distinct, fen, mailbox, someText, text, webAddress } from "../values.ts";
import { accreditations } from "./values.ts";

const hoursInYear = 8784;

/** The facility's own part: the fields of the national instrument register. */
export const facilityShape = {
  innerId: someText(60),
  classCode: z.string().refine(isClassCode, "class_code"),
  carrier: z.enum(carriers),
  carrierName: text(limits.line),
  department: text(limits.line),
  source: z.enum(instrumentSources),
  instrumentType: z.enum(instrumentTypes),
  runState: z.enum(runStates),
  maker: text(limits.line),
  model: text(limits.line),
  nation: text(60),
  worth: fen.nullable(),
  fundingSources: distinct(z.enum(fundingSources), fundingSources.length),
  commissionedOn: day.nullable(),
  decommissionedOn: day.nullable(),
  technical: text(limits.technical),
  functions: text(limits.functions),
  serviceContent: text(limits.serviceContent),
  requirement: text(limits.requirement),
  feeNote: text(limits.feeNote),
  serviceWays: distinct(z.enum(serviceWays), serviceWays.length),
  accreditation: accreditations,
  yearHours: count(hoursInYear).nullable(),
  yearSharedHours: count(hoursInYear).nullable(),
  serviceUrl: webAddress,
  customsSupervised: z.boolean(),
  customsDeclarationNo: z
    .union([z.literal(""), z.string().regex(/^\d{18}$/, "customs_declaration")])
    .nullable(),
  customsItemNo: z.union([z.literal(""), z.string().regex(/^\d{1,2}$/, "customs_item")]).nullable(),
  customsReleasedOn: day.nullable(),
  customsFormName: text(limits.line).nullable(),
  street: text(limits.line),
  building: text(limits.line),
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  timezone: z.string().max(60).refine(isTimeZone, "timezone"),
  contactName: text(60),
  contactPhone: text(60),
  contactEmail: mailbox,
  postalCode: z.union([z.literal(""), z.string().regex(/^\d{6}$/, "postal_code")]),
};

/** IANA names such as `Asia/Shanghai`; offsets are refused because a zone's rules may change. */
export function isTimeZone(name: string): boolean {
  return /^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/.test(name) && zones().has(name);
}

let known: Set<string> | undefined;

function zones(): Set<string> {
  known ??= new Set([...Intl.supportedValuesOf("timeZone"), "UTC"]);
  return known;
}
