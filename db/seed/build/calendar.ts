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
  /** The end of the `count`-th working day after the day `from` falls on (Civil Code, Art. 201). */
  afterWorkingDays(from: Date, count: number): Date;
  /** The end of the `count`-th whole day after the day `from` falls on. */
  afterDays(from: Date, count: number): Date;
}

/** A calendar around `now`. */
export function calendarOf(now: Date): Calendar {
  const today = dayOf(now);
  const day = (offset: number) => today.add({ days: offset });
  return {
    now,
    date: (offset) => day(offset).toString(),
    at: (offset, minute) =>
      new Date(day(offset).toZonedDateTime(zone).add({ minutes: minute }).epochMilliseconds),
    weekday: (offset) => day(offset).dayOfWeek,
    working: (offset) => isWorking(day(offset)),
    afterWorkingDays,
    afterDays: (from, count) => startOf(dayOf(from).add({ days: count + 1 })),
  };
}

const special = new Map(holidays.map((row) => [row.day, row.working]));

function isWorking(day: Temporal.PlainDate): boolean {
  return special.get(day.toString()) ?? day.dayOfWeek <= 5;
}

function afterWorkingDays(from: Date, count: number): Date {
  let day = dayOf(from);
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 });
    if (isWorking(day)) left -= 1;
  }
  return startOf(day.add({ days: 1 }));
}

const dayOf = (at: Date): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();

const startOf = (day: Temporal.PlainDate): Date => new Date(day.toZonedDateTime(zone).epochMilliseconds);

export const minutes = (count: number): number => count * 60_000;
export const hoursBefore = (at: Date, count: number): Date => new Date(at.getTime() - count * 3_600_000);

export const earlier = (a: Date, b: Date): Date => new Date(Math.min(a.getTime(), b.getTime()));
export const later = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()));
