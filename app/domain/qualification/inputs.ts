import { Temporal } from "temporal-polyfill";
import { z } from "zod";

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

/** A local time as people write it, `2026-12-01 14:00`; which instant that is, its zone says. */
const wall = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}$/, "local_time")
  .transform((text) => text.replace(/[ T](\d):/, " 0$1:").replace(" ", "T"));

const knownZone = (zone: string): boolean => {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId !== "";
  } catch {
    return false;
  }
};

/** A training session, as its form posts it: local times in `timezone`. */
export const sessionForm = z
  .strictObject({
    starts: wall,
    ends: wall,
    timezone: z.string().trim().max(60).refine(knownZone, { error: "timezone", abort: true }),
    place: z.string().trim().min(2).max(200),
    seats: z
      .string()
      .trim()
      .regex(/^[1-9]\d{0,2}$/, "number")
      .transform(Number),
    note: z.string().trim().max(500).default(""),
  })
  .transform(({ starts, ends, ...rest }, ctx) => {
    const at = (text: string, path: string): Date => {
      try {
        const zoned = Temporal.PlainDateTime.from(text).toZonedDateTime(rest.timezone);
        return new Date(zoned.epochMilliseconds);
      } catch {
        ctx.addIssue({ code: "custom", message: "local_time", path: [path] });
        return z.NEVER;
      }
    };
    return { ...rest, startsAt: at(starts, "starts"), endsAt: at(ends, "ends") };
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { message: "end_before_start", path: ["ends"] });

export type SessionForm = z.input<typeof sessionForm>;
export type SessionInput = z.output<typeof sessionForm>;
