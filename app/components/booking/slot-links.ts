import { offsetName } from "#app/components/clock-change.ts";
import { formatTime } from "#app/components/format.ts";
import type { Locale } from "#app/i18n/locales.ts";

export interface Slot {
  start: number;
  end: number;
  unit: number;
}

const iso = (at: number | string): string => new Date(at).toISOString();

/** Where a slot is booked; `kept` is what the reader has already written. */
export function bookingPath(
  facilityId: string,
  slot: { start: number | string; end: number | string },
  kept: Record<string, string> = {},
): string {
  const params = new URLSearchParams({ start: iso(slot.start), end: iso(slot.end) });
  for (const [name, value] of Object.entries(kept)) if (value !== "") params.set(name, value);
  return `/facilities/${facilityId}/book?${params}`;
}

/** Clocks go back by an hour, somewhere by half of one; no other slot of the day can have the same time. */
const longestShiftMs = 2 * 3_600_000;

/** `14:00`; with its offset where the same day shows that time twice because clocks go back. */
export function slotLabel(slot: Slot, day: readonly Slot[], locale: Locale, zone: string): string {
  const time = formatTime(slot.start, locale, zone);
  const twice = day.some(
    ({ start }) =>
      start !== slot.start &&
      Math.abs(start - slot.start) <= longestShiftMs &&
      formatTime(start, locale, zone) === time,
  );
  return twice ? `${time} ${offsetName(slot.start, zone)}` : time;
}
