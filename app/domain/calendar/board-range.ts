import { Temporal } from "temporal-polyfill";
import { addDays, localDate, mondayOf, readDate, startOfDay } from "#app/domain/booking/hours.ts";
import type { BoardDay, Piece } from "./board.ts";

export const boardViews = ["timeline", "day", "week", "month"] as const;
export type BoardView = (typeof boardViews)[number];

/** The states that a reader may ask for; unless they do, everything that is not given up. */
export const shownStates = [
  "held",
  "pending",
  "confirmed",
  "in_use",
  "completed",
  "no_show",
  "cancelled",
] as const;
export type ShownState = (typeof shownStates)[number];

export interface BoardQuery {
  view: BoardView;
  date: string;
  facilityId: string | undefined;
  /** The number of one of the facility's units. */
  unit: number | undefined;
  state: ShownState | undefined;
  page: number;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads what the address asks for; what it says wrongly counts as not said. */
export function readBoardQuery(params: URLSearchParams, now: number, zone: string): BoardQuery {
  const facilityId = params.get("facility") ?? "";
  const unit = Number(params.get("unit") ?? "");
  const page = Number(params.get("page") ?? "");
  return {
    view: boardViews.find((view) => view === params.get("view")) ?? "timeline",
    date: readDate(params.get("date") ?? undefined) ?? localDate(now, zone),
    facilityId: uuid.test(facilityId) ? facilityId : undefined,
    unit: Number.isInteger(unit) && unit > 0 && unit < 32_768 ? unit : undefined,
    state: shownStates.find((state) => state === params.get("state")),
    page: Number.isInteger(page) && page > 1 && page < 10_000 ? page : 1,
  };
}

export interface BoardRange {
  days: BoardDay[];
  previous: string;
  next: string;
}

/** The days of a view around `date`, and where turning the page leads. A month is whole weeks. */
export function boardRange(view: BoardView, date: string, zone: string): BoardRange {
  if (view === "day")
    return { days: daysFrom(date, 1, zone), previous: addDays(date, -1), next: addDays(date, 1) };
  if (view !== "month") {
    const monday = mondayOf(date);
    return { days: daysFrom(monday, 7, zone), previous: addDays(date, -7), next: addDays(date, 7) };
  }
  const first = Temporal.PlainDate.from(date).with({ day: 1 });
  const monday = mondayOf(first.toString());
  const last = first.add({ months: 1 }).subtract({ days: 1 }).toString();
  const weeks = Math.ceil(Temporal.PlainDate.from(monday).until(last).days / 7 + 1 / 7);
  return {
    days: daysFrom(monday, weeks * 7, zone),
    previous: first.subtract({ months: 1 }).toString(),
    next: first.add({ months: 1 }).toString(),
  };
}

const daysFrom = (first: string, count: number, zone: string): BoardDay[] =>
  Array.from({ length: count }, (_, index) => {
    const date = addDays(first, index);
    return { date, start: startOfDay(date, zone), end: startOfDay(addDays(date, 1), zone) };
  });

/** Minutes after midnight that the wall clock of `zone` shows at `at`. */
const wallMinute = (at: number, zone: string): number => {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return hour * 60 + minute;
};

/** The pieces of a span of time on these days by the wall clock; an hour that the clock skips or repeats has no room. */
export function onDays(days: readonly BoardDay[], zone: string, start: number, end: number): Piece[] {
  return days.flatMap((day, index) => {
    if (start >= day.end || end <= day.start) return [];
    const from = start <= day.start ? 0 : wallMinute(start, zone);
    const to = end >= day.end ? 1440 : wallMinute(end, zone);
    // Where clocks go back within it, it would end before it begins.
    return [{ day: index, from, to: to > from ? to : Math.min(from + 15, 1440) }];
  });
}

/** Where a span begins on the board, counted from the first day, also when that is before it. */
export function wallStart(
  days: readonly BoardDay[],
  zone: string,
  at: number,
): { day: number; from: number } {
  const first = days[0]?.date ?? localDate(at, zone);
  const day = Temporal.PlainDate.from(first).until(localDate(at, zone)).days;
  return { day, from: wallMinute(at, zone) };
}

/**
 * The hours of the day that a board shows: all that anything stands in, whole hours, at least eight of them. `several`
 * instruments on one board: what fills a day says nothing about which hours matter, and would make the rest unreadable.
 */
export function visibleHours(all: readonly Piece[], several = false): { from: number; to: number } {
  const pieces = several ? all.filter(({ from, to }) => to - from < 1440) : all;
  if (pieces.length === 0) return { from: 480, to: 1080 };
  const from = Math.floor(Math.min(...pieces.map((piece) => piece.from)) / 60) * 60;
  const to = Math.ceil(Math.max(...pieces.map((piece) => piece.to)) / 60) * 60;
  return to - from >= 480
    ? { from, to }
    : { from: Math.max(0, Math.min(from, 1440 - 480)), to: Math.max(to, Math.min(from, 960) + 480) };
}
