import type { FieldError } from "#app/runtime/problem.ts";

/**
 * Whether a use is over, and its record known, when its user checks out: they worked alone, and the price is listed. Else
 * the provider's staff end it.
 */
export const endsByItself = ({ way, price }: { way: string; price: number | null }): boolean =>
  ["self_use", "remote"].includes(way) && price !== null;

const minuteMs = 60_000;

/** When a use really began and ended. */
export interface Actual {
  from: Date;
  to: Date;
}

/**
 * What is wrong with the times of a use for the state's record: it ends after it begins, is over, and cannot have begun
 * before the minute of `earliest`: people write whole minutes.
 */
export function reviewActual({ from, to }: Actual, earliest: Date, now: Date): FieldError[] {
  if (from >= to) return [{ path: "actualTo", code: "end_before_start" }];
  if (to > now) return [{ path: "actualTo", code: "in_future" }];
  const first = Math.floor(earliest.getTime() / minuteMs) * minuteMs;
  return from.getTime() < first ? [{ path: "actualFrom", code: "before_agreed" }] : [];
}
