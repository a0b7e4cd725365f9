import { type Deadline, type Instant, platformZone } from "./deadline.ts";
import { Temporal } from "temporal-polyfill";

export { platformZone };

/** Days that differ from the weekly pattern: ISO date → whether people work. */
export type DayExceptions = ReadonlyMap<string, boolean>;

/** The platform's day at `now`, `2026-11-24`. */
export const today = (now: Instant): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(platformZone)
    .toPlainDate()
    .toString();

/** Whether `day` is a working day: Monday to Friday unless an exception says otherwise. */
export function isWorkingDay(day: Temporal.PlainDate, exceptions: DayExceptions): boolean {
  return exceptions.get(day.toString()) ?? day.dayOfWeek <= 5;
}

/**
 * The end of the `count`-th working day after the day `from` falls on (Civil Code, Art. 201: the day of the event does
 * not count). Days are those of the platform's zone.
 */
export function endOfWorkingDay(from: Date, count: number, exceptions: DayExceptions): Deadline {
  let day = dayOf(from);
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day, exceptions)) left--;
  }
  return endOf(day);
}

/**
 * The end of the `count`-th calendar day after the day `from` falls on, or of the next working day where people rest on
 * that one (Civil Code, Art. 203).
 */
export function endOfCalendarDay(from: Date, count: number, exceptions: DayExceptions): Deadline {
  let day = dayOf(from).add({ days: count });
  while (!isWorkingDay(day, exceptions)) day = day.add({ days: 1 });
  return endOf(day);
}

const dayOf = (at: Date): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(platformZone).toPlainDate();

const endOf = (day: Temporal.PlainDate): Deadline =>
  new Date(day.add({ days: 1 }).toZonedDateTime(platformZone).epochMilliseconds);
