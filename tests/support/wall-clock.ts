/** What a clock on the wall shows. */
export interface Wall {
  /** `2026-11-24`. */
  date: string;
  /** 1 is Monday. */
  weekday: number;
  /** Since midnight, as shown. */
  minute: number;
}

const minute = 60_000;
const weekdays = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Where time is hard: the zone and an hour shortly before it happens, at which ranges of the tests begin. */
export const hardDays = [
  { what: "a leap day", zone: "Asia/Shanghai", from: Date.UTC(2028, 1, 28, 4) },
  { what: "a year's end", zone: "Asia/Shanghai", from: Date.UTC(2026, 11, 31, 4) },
  { what: "a make-up Sunday", zone: "Asia/Shanghai", from: Date.UTC(2026, 8, 19, 10) },
  { what: "clocks forward", zone: "Europe/London", from: Date.UTC(2026, 2, 28, 12) },
  { what: "clocks back", zone: "Europe/London", from: Date.UTC(2026, 9, 24, 12) },
  { what: "clocks forward", zone: "America/New_York", from: Date.UTC(2026, 2, 7, 17) },
  { what: "clocks back", zone: "America/New_York", from: Date.UTC(2026, 9, 31, 16) },
  { what: "clocks back by half an hour", zone: "Australia/Lord_Howe", from: Date.UTC(2026, 3, 4, 0) },
  { what: "a day without its midnight", zone: "America/Santiago", from: Date.UTC(2026, 8, 5, 16) },
] as const;

export type HardDay = (typeof hardDays)[number];

const clocks = new Map<string, { format: Intl.DateTimeFormat; seen: Map<number, Wall> }>();

function clockIn(zone: string) {
  const known = clocks.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "2-digit", day: "2-digit", weekday: "short" },
    ...{ hour: "2-digit", minute: "2-digit" },
  });
  const made = { format, seen: new Map<number, Wall>() };
  clocks.set(zone, made);
  return made;
}

/** What the clock in `zone` shows at an instant; by `Intl`, not by the library that the application counts with. */
export function wallAt(zone: string, at: number): Wall {
  const { format, seen } = clockIn(zone);
  const known = seen.get(at);
  if (known) return known;
  const shown = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const wall = {
    date: `${shown.year}-${shown.month}-${shown.day}`,
    weekday: weekdays.indexOf(shown.weekday ?? ""),
    minute: Number(shown.hour) * 60 + Number(shown.minute),
  };
  seen.set(at, wall);
  return wall;
}

/** Every `step` minutes from `from` until `to`, and what the clock shows then. */
export function* walk(zone: string, from: number, to: number, step = 1): Generator<Wall & { at: number }> {
  for (let at = from; at < to; at += step * minute) yield { at, ...wallAt(zone, at) };
}
