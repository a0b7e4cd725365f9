import type { Deadline, Instant } from "#app/domain/deadline.ts";
import { Temporal } from "temporal-polyfill";

/** Where the platform's days begin and end. */
const zone = "Asia/Shanghai";

const zoned = (at: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

/** The day it is, `2026-11-24`. */
export const calendarDay = (at: Instant): string => zoned(at).toPlainDate().toString();

/** The end of the `days`-th whole day after the one `at` falls on: nobody loses hours of the first. */
export function endOfDay(at: Date, days: number): Deadline {
  const end = zoned(at)
    .toPlainDate()
    .add({ days: days + 1 })
    .toZonedDateTime(zone);
  return new Date(end.epochMilliseconds);
}
