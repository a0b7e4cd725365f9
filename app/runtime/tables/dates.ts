import { Temporal } from "temporal-polyfill";

export type DateReading = { date: string; dayMissing: boolean } | "not_date";

const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const month = /^(\d{4})[-/.年](\d{1,2})月?$/;
const year = /^(\d{4})年?$/;

/**
 * Reads a day as sheets write it: `2016-01-01`, `2021/12/1`, `2021.12.01`, `20160101`, `2016年1月1日`, each also with a
 * time of day behind it. `2024年4月` and `2024` become the first day of it and say so.
 */
export function readDate(written: string): DateReading {
  const plain = written
    .normalize("NFKC")
    .trim()
    .replace(/[T ]\d{1,2}:\d{2}.*$/, "")
    .replace(/\s+/g, "");
  const day = full.exec(plain) ?? compact.exec(plain);
  const found = day ?? month.exec(plain) ?? year.exec(plain);
  if (!found) return "not_date";
  const date = toDate(Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1));
  return date ? { date, dayMissing: day === null } : "not_date";
}

function toDate(y: number, m: number, d: number): string | undefined {
  if (y < 1900 || y > 2200 || m < 1 || m > 12 || d < 1) return undefined;
  const last = Temporal.PlainYearMonth.from({ year: y, month: m }).daysInMonth;
  return d > last ? undefined : Temporal.PlainDate.from({ year: y, month: m, day: d }).toString();
}
