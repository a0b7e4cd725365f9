import { addDays, localDate, readDate } from "../booking/hours.ts";

/** Whole local days, the last one included: `2026-01-01` to `2026-12-31`. */
export interface Period {
  from: string;
  to: string;
}

const longestDays = 731;

/** The calendar year around `now` in `zone`, or the one before (`back` 1). */
export function yearOf(now: Date, zone: string, back = 0): Period {
  const year = Number(localDate(now.getTime(), zone).slice(0, 4)) - back;
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** The period that was asked for; this year unless it is two days in order and no longer than two years. */
export function readPeriod(params: URLSearchParams, now: Date, zone: string): Period {
  const from = readDate(params.get("from") ?? undefined);
  const to = readDate(params.get("to") ?? undefined);
  return from && to && from <= to && to <= addDays(from, longestDays) ? { from, to } : yearOf(now, zone);
}
