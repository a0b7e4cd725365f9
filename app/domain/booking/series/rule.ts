import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { minutes, type Span } from "../spans.ts";
import { mostOccurrences, type Pattern } from "./inputs.ts";

/** The pattern as a recurrence rule of RFC 5545, 3.3.10. */
export function ruleOf({ frequency, every, days, count }: Pattern): string {
  const parts = [`FREQ=${frequency.toUpperCase()}`, `INTERVAL=${every}`];
  if (frequency === "weekly" && days.length > 0) parts.push(`BYDAY=${days.join(",")}`);
  return [...parts, `COUNT=${count}`].join(";");
}

/**
 * The occurrences of a rule whose first begins at `firstStart`, each at that wall-clock time in `zone` and `length`
 * minutes long: across a change of the clocks they stay at the same hour, not at the same distance. A day on which the
 * clock skips that time is left out and not counted, like a 30 February (RFC 5545, 3.3.10); where the clock shows it twice,
 * it is the first time. The first is always among them, as it is.
 */
export function occurrencesOf(rule: string, firstStart: Date, length: number, zone: string): Span[] {
  const first = Temporal.Instant.fromEpochMilliseconds(firstStart.getTime()).toZonedDateTimeISO(zone);
  const wall = first.toPlainDateTime().toString({ smallestUnit: "second" }).replaceAll(/[-:]/g, "");
  const text = `DTSTART;TZID=${zone}:${wall}\nRRULE:${rule}`;
  const found = new RRuleTemporal({ rruleString: text, includeDtstart: true, temporal: Temporal }).all(
    (_, index) => index < mostOccurrences,
  );
  return found.map(({ epochMilliseconds }, index) => {
    // A wall-clock time does not say which of two equal hours was chosen.
    const start = index === 0 ? firstStart.getTime() : epochMilliseconds;
    return { start, end: start + minutes(length) };
  });
}

/**
 * The instant on the local day of `start` at which the clock in `zone` shows `time` (`14:30`): the first where it does so
 * twice; where it skips that time, as long after the jump as it would have been (RFC 5545, 3.3.5).
 */
export function atTimeOfDay(start: Date, time: string, zone: string): Date {
  const day = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  return new Date(
    day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds,
  );
}
