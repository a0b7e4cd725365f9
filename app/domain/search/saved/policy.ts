import { Temporal } from "temporal-polyfill";
import type { AlertCadence } from "#db/schema/vocabulary.ts";

export const mostSavedSearches = 50;

const zone = "Asia/Shanghai";
/** Daily and weekly mail is there when people come to work; weekly on Mondays. */
const mailHour = 8;
const hourMs = 3_600_000;

/** Somebody is told at once, but of everything new within an hour together. */
export const shortestPauseMs = hourMs;

/**
 * How far back of its last look a search looks again: listings can be indexed late, or have been hidden meanwhile. What
 * somebody was told of before is kept for longer than this, so that nothing is told twice.
 */
export const lookBackMs = 31 * 24 * hourMs;

export const toldForMs = 3 * lookBackMs + 7 * 24 * hourMs;

/** Whether an alert is due for a search last looked through at `checkedAt`; `mailedAt`: its person was last mailed. */
export function isDue(
  { cadence, checkedAt }: { cadence: AlertCadence; checkedAt: Date },
  mailedAt: Date | null,
  now: Date,
): boolean {
  if (cadence === "none") return false;
  if (cadence === "at_once") return !mailedAt || now.getTime() - mailedAt.getTime() >= shortestPauseMs;
  return checkedAt.getTime() < lastMailTime(cadence, now);
}

/** The last time at or before `now` at which mail of this kind goes out. */
function lastMailTime(cadence: "daily" | "weekly", now: Date): number {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const today = local.with({ hour: mailHour, minute: 0, second: 0, millisecond: 0 });
  const back = cadence === "weekly" ? today.dayOfWeek - 1 : 0;
  const last = today.subtract({ days: back });
  const period = { days: cadence === "weekly" ? 7 : 1 };
  return Temporal.ZonedDateTime.compare(last, local) > 0
    ? last.subtract(period).epochMilliseconds
    : last.epochMilliseconds;
}

/**
 * From when on a listing's publication counts as new for a search: not before it was saved (less an hour, in which a
 * listing may have been published but not yet indexed), and not further back than what was told of is remembered.
 */
export function newSince({ createdAt, checkedAt }: { createdAt: Date; checkedAt: Date }): Date {
  return new Date(Math.max(createdAt.getTime() - hourMs, checkedAt.getTime() - lookBackMs));
}
