import { z } from "zod";
import { roles } from "#db/schema/vocabulary.ts";
import { creditCodeInput, emailInput } from "#app/domain/identity/inputs.ts";
import { parameterDefaults, type ParameterName } from "#app/domain/parameters.server.ts";

const text = z.string().trim().min(1).max(200);
const day = z.iso.date();

/** Why something was done by a command: part of the audit log. */
export const reasonInput = text;
export const accountInput = z.object({ email: emailInput, reason: reasonInput });

/** `name` and `region` (GB/T 2260) are only needed where the organisation is not there yet; `jurisdiction` makes it an authority. */
export const appointInput = z.object({
  uscc: creditCodeInput,
  email: emailInput,
  person: text,
  /** With commas between them. */
  roles: z
    .string()
    .transform((names) => names.split(","))
    .pipe(z.array(z.enum(roles))),
  reason: reasonInput,
  name: text.optional(),
  region: z
    .string()
    .regex(/^\d{6}$/, "wrong_format")
    .optional(),
  jurisdiction: z
    .string()
    .regex(/^(\d{2}){1,3}$/, "wrong_format")
    .optional(),
});

const isParameter = (name: string): name is ParameterName => name in parameterDefaults;

export const parameterInput = z.object({
  name: z.string().refine(isParameter, "wrong_format"),
  value: z.coerce.number().int().min(0),
  from: day,
  /** The beginning of the region's code; empty for everywhere. */
  region: z
    .string()
    .regex(/^(\d{2}){0,3}$/, "wrong_format")
    .default(""),
  source: text,
});

/** What an authority's papers say of it and of the ways against its decisions, from a day on. */
export const authorityInput = z.object({
  region: z.string().regex(/^(\d{2}){1,3}$/, "wrong_format"),
  from: day,
  seal: text,
  address: text,
  addressEn: text,
  telephone: text,
  reconsideration: text,
  reconsiderationEn: text,
  reconsiderationAddress: text,
  reconsiderationAddressEn: text,
  court: text,
  courtEn: text,
  source: text,
});

/** One line of the state's calendar: a day off, or one on which people work although it is a weekend. */
export const holidayInput = z.object({
  day,
  kind: z.enum(["off", "working"]),
  name: text,
});

export type AppointInput = z.output<typeof appointInput>;
export type ParameterInput = z.output<typeof parameterInput>;
export type AuthorityInput = z.output<typeof authorityInput>;
export type HolidayInput = z.output<typeof holidayInput>;
