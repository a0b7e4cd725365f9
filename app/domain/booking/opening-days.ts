import { Temporal } from "temporal-polyfill";
import type { DayHours, Opening, OpeningHours } from "./hours.ts";

/** Hours of one date as the provider has written them; without minutes, closed. Several rows are several openings. */
export interface OpeningException {
  day: string;
  fromMinute: number | null;
  toMinute: number | null;
  note: string;
}

/** A date of the state's calendar: a public holiday, or a make-up working day at a weekend. */
export interface Holiday {
  day: string;
  working: boolean;
  name: string;
}

interface Observed {
  closedOnHolidays: boolean;
  openOnMakeupDays: boolean;
}

const monday = 1;
const saturday = 6;

/**
 * When a facility is open: what the provider wrote for a date comes before the state's calendar, and this before the
 * weekly hours. A make-up day at a weekend has Monday's hours (国务院办公厅节假日安排: work as on a weekday).
 */
export function hoursOf(
  weekly: readonly Opening[],
  exceptions: readonly OpeningException[],
  holidays: readonly Holiday[],
  observed: Observed,
): OpeningHours {
  const days: Record<string, DayHours> = {};
  for (const holiday of holidays) {
    const own = onHoliday(weekly, holiday, observed);
    if (own) days[holiday.day] = own;
  }
  for (const [day, rows] of Map.groupBy(exceptions, (row) => row.day)) {
    days[day] = { openings: rows.flatMap(openingIn), why: "exception", note: notesOf(rows) };
  }
  return { weekly, days };
}

/** Hours that are the same every week. */
export const everyWeek = (weekly: readonly Opening[]): OpeningHours => ({ weekly, days: {} });

function onHoliday(
  weekly: readonly Opening[],
  { day, working, name }: Holiday,
  { closedOnHolidays, openOnMakeupDays }: Observed,
): DayHours | undefined {
  if (!working) return closedOnHolidays ? { openings: [], why: "holiday", note: name } : undefined;
  if (!openOnMakeupDays || Temporal.PlainDate.from(day).dayOfWeek < saturday) return undefined;
  return { openings: weekly.filter(({ weekday }) => weekday === monday), why: "makeup", note: name };
}

const openingIn = ({ fromMinute, toMinute }: OpeningException): DayHours["openings"] =>
  fromMinute === null || toMinute === null ? [] : [{ fromMinute, toMinute }];

const notesOf = (rows: readonly OpeningException[]): string =>
  [...new Set(rows.map(({ note }) => note).filter(Boolean))].join("; ");
