import { Temporal } from "temporal-polyfill";
import { holidays } from "../reference/holidays.ts";

export const zone = "Asia/Shanghai";

/** The day of loading and what lies around it, in the market's zone. */
export interface Calendar {
  now: Date;
  /** ISO date `offset` days from the day of loading. */
  date(offset: number): string;
  /** The instant `minute` minutes after local midnight, `offset` days from the day of loading. */
  at(offset: number, minute: number): Date;
  /** ISO weekday, 1–7. */
  weekday(offset: number): number;
  /** Whether people work: not a holiday, and no weekend unless it is a make-up day. */
  working(offset: number): boolean;
  /** `count` working days after `from`, at the same time of day. */
  afterWorkingDays(from: Date, count: number): Date;
}

/** A calendar around `now`. */
export function calendarOf(now: Date): Calendar {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const day = (offset: number) => today.add({ days: offset });
  return {
    now,
    date: (offset) => day(offset).toString(),
    at: (offset, minute) =>
      new Date(day(offset).toZonedDateTime(zone).add({ minutes: minute }).toInstant().epochMilliseconds),
    weekday: (offset) => day(offset).dayOfWeek,
    working: (offset) => isWorking(day(offset)),
    afterWorkingDays: (from, count) => addWorkingDays(from, count),
  };
}

const special = new Map(holidays.map((row) => [row.day, row.working]));

function isWorking(day: Temporal.PlainDate): boolean {
  return special.get(day.toString()) ?? day.dayOfWeek <= 5;
}

function addWorkingDays(from: Date, count: number): Date {
  let at = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(zone);
  for (let left = count; left > 0; ) {
    at = at.add({ days: 1 });
    if (isWorking(at.toPlainDate())) left -= 1;
  }
  return new Date(at.toInstant().epochMilliseconds);
}

export const minutes = (count: number): number => count * 60_000;
export const hoursBefore = (at: Date, count: number): Date => new Date(at.getTime() - count * 3_600_000);
