import type { IncomeLine } from "./income.server.ts";

type Line = Pick<IncomeLine, "facility" | "causeType" | "userClass" | "month" | "received" | "refunded">;

/** Fen that stay with the provider. */
export const net = ({ received, refunded }: Pick<Line, "received" | "refunded">): number =>
  received - refunded;

export const totalOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + net(line), 0);

/** One bar of a chart: what it stands for, and fen. */
export interface Group<K> {
  key: K;
  lines: Line[];
  total: number;
}

/** Lines by some key, the largest first. */
export function groupBy<K extends string>(lines: readonly Line[], keyOf: (line: Line) => K): Group<K>[] {
  return [...Map.groupBy(lines, keyOf)]
    .map(([key, group]) => ({ key, lines: group, total: totalOf(group) }))
    .toSorted((one, other) => other.total - one.total);
}

/** Every month from the first to the last, also those without income: a gap in a chart of months would lie. */
export function byMonth(
  lines: readonly Line[],
  from: string,
  to: string,
): { month: string; total: number }[] {
  const months: { month: string; total: number }[] = [];
  let [year = 0, month = 1] = from.slice(0, 7).split("-").map(Number);
  const last = to.slice(0, 7);
  for (let at = 0; at < 120; at++) {
    const name = `${year}-${String(month).padStart(2, "0")}`;
    if (name > last) break;
    months.push({ month: name, total: totalOf(lines.filter((line) => line.month === name)) });
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year++;
  }
  return months;
}
