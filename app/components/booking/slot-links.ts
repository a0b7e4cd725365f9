import { isShownTwice, offsetName } from "#app/domain/clock-change.ts";
import { formatTime, platformZone } from "#app/components/format.ts";
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

/** `14:00`; with its offset where the clocks show that time twice, whether or not both can be had. */
export function slotLabel({ start }: Slot, locale: Locale, zone: string): string {
  const time = formatTime(start, locale, zone);
  return zone !== platformZone && isShownTwice(start, zone) ? `${time} ${offsetName(start, zone)}` : time;
}
