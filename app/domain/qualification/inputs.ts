import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { readMeant, writtenTime } from "../read-meant.ts";

export const noInput = z.strictObject({});

const reason = z.string().trim().min(2).max(500);

export const reasonInput = z.strictObject({ reason });

const days = z
  .string()
  .trim()
  .regex(/^\d{0,4}$/, "number")
  .optional()
  .transform((text) => (text ? Number(text) : null))
  .refine((value) => value === null || value > 0, "number");

/** A kind of qualification, as its form posts it; empty days = never. */
export const typeForm = z.strictObject({
  nameZh: z.string().trim().min(2).max(80),
  nameEn: z.string().trim().max(120).default(""),
  description: z.string().trim().max(1000).default(""),
  validDays: days,
  unusedDays: days,
});

export type TypeForm = z.input<typeof typeForm>;
export type TypeInput = z.output<typeof typeForm>;

/** The day of a grant, in the platform's zone, as the instant at which it begins. */
const grantDay = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "date_format")
  .transform((text) => new Date(`${text}T00:00:00+08:00`))
  .refine((at) => !Number.isNaN(at.getTime()), "date_format");

/** Who is qualified, since when, on what it rests. */
export const grantForm = z.strictObject({
  email: z.email("email").trim().toLowerCase().max(200),
  grantedOn: grantDay,
  evidence: z.string().trim().min(2).max(300),
  /** The record or certificate itself; for few to read. */
  file: z.file().optional(),
});

export type GrantForm = z.input<typeof grantForm>;
export type GrantInput = z.output<typeof grantForm>;

const knownZone = (zone: string): boolean => {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId !== "";
  } catch {
    return false;
  }
};

/** A training session, as its form posts it: local times in `timezone`, and which is meant where its clocks show one twice. */
export const sessionForm = z
  .strictObject({
    starts: writtenTime,
    startsMeant: writtenTime.optional(),
    ends: writtenTime,
    endsMeant: writtenTime.optional(),
    timezone: z.string().trim().max(60).refine(knownZone, { error: "timezone", abort: true }),
    place: z.string().trim().min(2).max(200),
    seats: z
      .string()
      .trim()
      .regex(/^[1-9]\d{0,2}$/, "number")
      .transform(Number),
    note: z.string().trim().max(500).default(""),
  })
  .transform(({ starts, startsMeant, ends, endsMeant, ...rest }, ctx) => ({
    ...rest,
    startsAt: readMeant(ctx, rest.timezone, "starts", [starts, startsMeant]),
    endsAt: readMeant(ctx, rest.timezone, "ends", [ends, endsMeant]),
  }))
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { message: "end_before_start", path: ["ends"] });

export type SessionForm = z.input<typeof sessionForm>;
export type SessionInput = z.output<typeof sessionForm>;
