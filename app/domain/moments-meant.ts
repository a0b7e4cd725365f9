import { instantsOf, offsetMinutes } from "./clock-change.ts";

const written =
  /^(\d{4})-(\d{2})-(\d{2})[ T]+(\d{1,2}):(\d{2})(?:\s*(?<sign>[+-])(?<hours>\d{2}):(?<minutes>\d{2}))?$/;

/**
 * The instants that a local time of `zone` may mean, as people write it, `2026-12-01 14:00`: two where the clocks show it
 * twice and no offset says which, `2026-10-25 01:30 +00:00`; none where it is no time. What the clocks leave out is as
 * much later.
 */
export function momentsMeant(text: string, zone: string): Date[] {
  const found = written.exec(text.normalize("NFKC").trim());
  if (!found) return [];
  const [, year, month, day, hour = "", minute] = found;
  const time = `${year}-${month}-${day}T${hour.padStart(2, "0")}:${minute}`;
  const wall = Date.parse(`${time}Z`);
  // 30 February is taken for a day after it.
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(time)) return [];
  const { sign, hours, minutes } = found.groups ?? {};
  const ahead =
    sign === undefined ? undefined : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return instantsOf(wall, zone)
    .filter((at) => ahead === undefined || offsetMinutes(at, zone) === ahead)
    .map((at) => new Date(at));
}

/** The instant that is meant: the only one, or the one of two that `chosen` names; else what is wrong, as a code. */
export function momentMeant(text: string, zone: string, chosen = ""): Date | "shown_twice" | "local_time" {
  const [moment, other] = momentsMeant(text, zone);
  if (!moment) return "local_time";
  if (!other) return moment;
  const [meant] = momentsMeant(chosen, zone);
  return [moment, other].find((one) => one.getTime() === meant?.getTime()) ?? "shown_twice";
}
