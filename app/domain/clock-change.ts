import { dateFormat } from "#app/runtime/date-format.ts";

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
/** No zone changes its clocks twice within so long. */
const nearMs = 3 * 3_600_000;

/** Minutes that the clocks of `zone` are ahead of UTC at an instant. */
export function offsetMinutes(at: number, zone: string): number {
  const parts = dateFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(at);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours = "0", minutes = "0"] = /([+-])(\d+)(?::(\d+))?$/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The same as people write it, `GMT+1`; spelt here, because servers and browsers do not agree about `GMT+0`. */
export function offsetName(at: number, zone: string): string {
  const offset = offsetMinutes(at, zone);
  if (offset === 0) return "GMT";
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const rest = minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`;
  // No hyphen, at which a line could break.
  return `GMT${offset < 0 ? "−" : "+"}${hours}${rest}`;
}

/** Whether the clocks of `zone` show the time of this instant twice, because they go back. */
export function isShownTwice(at: number, zone: string): boolean {
  const own = offsetMinutes(at, zone);
  return [at - nearMs, at + nearMs].some((near) => {
    const other = offsetMinutes(near, zone);
    return other !== own && offsetMinutes(at + (own - other) * minuteMs, zone) === other;
  });
}

/** The offsets of a range's ends, where its times alone do not say which they are: the clocks change between them, or show one of them twice. */
export function rangeOffsets(from: number, to: number, zone: string): [from: string, to: string] | undefined {
  const unclear =
    offsetMinutes(from, zone) !== offsetMinutes(to, zone) ||
    isShownTwice(from, zone) ||
    isShownTwice(to, zone);
  return unclear ? [offsetName(from, zone), offsetName(to, zone)] : undefined;
}

/**
 * The instants at which the clocks of `zone` show a time, given as though they were UTC: two where they go back, in order.
 * A time that they leave out is as much later, as our date-time fields read it.
 */
export function instantsOf(wall: number, zone: string): number[] {
  const offsets = [wall - dayMs, wall + dayMs].map((near) => offsetMinutes(near, zone));
  const instants = [...new Set(offsets)].map((offset) => wall - offset * minuteMs);
  const shown = instants.filter((at) => at + offsetMinutes(at, zone) * minuteMs === wall);
  return shown.length > 0 ? shown.toSorted((one, other) => one - other) : instants.slice(0, 1);
}
