import type { BookingRules } from "./policy.ts";

const most = 10;
const usual = [30, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 2880, 4320, 10080];

/** The lengths to offer for choosing, minutes: all that the rules allow when few, else the usual ones among them. */
export function offeredLengths({ minMinutes, maxMinutes, stepMinutes }: BookingRules): number[] {
  const shortest = Math.ceil(minMinutes / stepMinutes) * stepMinutes;
  const count = Math.floor((maxMinutes - shortest) / stepMinutes) + 1;
  const all = Array.from(
    { length: Math.max(Math.min(count, most + 1), 1) },
    (_, index) => shortest + index * stepMinutes,
  );
  if (count <= most) return all;
  const fitting = usual.filter(
    (length) => length > shortest && length <= maxMinutes && length % stepMinutes === 0,
  );
  const longest = maxMinutes - (maxMinutes % stepMinutes);
  return [...new Set([shortest, ...fitting.slice(0, most - 2), longest])];
}

/** The length to begin with: what was asked for when it is offered, else an hour or the next longer one. */
export function chosenLength(lengths: readonly number[], asked: number): number {
  if (lengths.includes(asked)) return asked;
  return lengths.find((length) => length >= 60) ?? lengths.at(-1) ?? 60;
}

/**
 * The length nearest to `asked` minutes that the rules allow: no more than a person or an organisation may have in a
 * day, week or month, even where over midnight it could be more.
 */
export function allowedLength({ minMinutes, stepMinutes, ...rules }: BookingRules, asked: number): number {
  const up = (length: number): number => Math.ceil(length / stepMinutes) * stepMinutes;
  const quotas = rules.quotas.flatMap(({ scope, maxMinutes }) => (scope === "group" ? [] : [maxMinutes]));
  const most = Math.min(rules.maxMinutes, ...quotas);
  const longest = most - (most % stepMinutes);
  return Math.max(Math.min(up(asked), longest), up(minMinutes));
}
