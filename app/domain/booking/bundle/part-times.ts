import { localMoment } from "../act-forms.ts";
import { moment } from "../../values.ts";
import type { AskedPart, AskedTogether } from "./wanted-parts.ts";

/** The times that a part is asked for, `2026-12-01 14:00` being local to `zone`; undefined where they make no sense. */
export function timesOf(
  { start, end }: Pick<AskedTogether, "start" | "end">,
  { from, to }: AskedPart,
  zone: string,
): { start: Date; end: Date } | undefined {
  const [begins, ends] = [readMoment(from || start, zone), readMoment(to || end, zone)];
  return begins && ends && begins < ends ? { start: begins, end: ends } : undefined;
}

/** An instant in either way of writing it. */
export function readMoment(text: string, zone: string): Date | undefined {
  const exact = moment.safeParse(text);
  if (exact.success) return exact.data;
  const local = localMoment(zone).safeParse(text);
  return local.success && moment.safeParse(local.data.toISOString()).success ? local.data : undefined;
}
