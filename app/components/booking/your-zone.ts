import { startTransition, useEffect, useState } from "react";
import { dateFormat } from "#app/runtime/date-format.ts";
import { formatTime } from "#app/components/format.ts";
import type { Locale } from "#app/i18n/locales.ts";

/** The reader's own zone once a script can tell, null before. A transition: every time of a week is drawn anew for it. */
function useOwnZone(): string | null {
  const [zone, setZone] = useState<string | null>(null);
  useEffect(() => startTransition(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone)), []);
  return zone;
}

const timeIn = (at: number, timeZone: string): string =>
  dateFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    weekday: "short",
  }).format(at);

/** The reader's zone where its clocks differ from the facility's at any of `moments`; else null. */
export function useOtherZone(zone: string, moments: readonly number[]): string | null {
  const own = useOwnZone();
  if (own === null || own === zone) return null;
  return moments.some((at) => timeIn(at, own) !== timeIn(at, zone)) ? own : null;
}

/** `19:30`, with its weekday where that is another day than at the facility. */
export function ownTime(at: number, locale: Locale, zone: string, ownZone: string): string {
  const weekday = (timeZone: string): string =>
    dateFormat(locale === "en" ? "en-GB" : locale, { timeZone, weekday: "short" }).format(at);
  const own = weekday(ownZone);
  const time = formatTime(at, locale, ownZone);
  return own === weekday(zone) ? time : `${own} ${time}`;
}
