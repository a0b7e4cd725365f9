import { isPlausible } from "../plausible.ts";

/** The time in an address's `start` and `end`; undefined when they name none. */
export function readTimes(query: URLSearchParams): { start: Date; end: Date } | undefined {
  const [start, end] = [new Date(query.get("start") ?? ""), new Date(query.get("end") ?? "")];
  return start < end && isPlausible(start) && isPlausible(end) ? { start, end } : undefined;
}
