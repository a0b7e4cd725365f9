import { namedItem } from "#app/i18n/describe-charge-line.ts";
import type { TFunction } from "i18next";
import { say } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { writeSheets } from "#app/integrations/spreadsheet.server.ts";
import type { Context } from "#app/domain/context.ts";
import { today } from "#app/domain/working-days.ts";
import { listOwed, type OwedFilter, type OwedItem, type OwedSide } from "./list-owed.server.ts";

/** More than one spreadsheet can hold nobody looks through at once. */
const most = 50_000;
const batch = 1_000;

const yuan = (fen: number): number => fen / 100;

const columns = [
  "reference",
  "other",
  "why",
  "created",
  "due",
  "amount",
  "paid",
  "refunded",
  "outstanding",
  "late",
  "interest",
  "state",
] as const;

/** All that the filter lets through as a workbook with amounts as numbers in yuan; heads in the reader's language. */
export async function owedSheet(
  ctx: Context,
  side: OwedSide,
  filter: OwedFilter,
  { t, locale }: { t: TFunction; locale: Locale },
): Promise<Uint8Array<ArrayBuffer>> {
  const rows: (string | number)[][] = [columns.map((name) => say(t, `billing:sheet.${name}`))];
  for (let page = 1; rows.length <= most; page++) {
    const { items } = await listOwed(ctx, side, filter, { page, size: batch });
    rows.push(...items.map((item) => cells(item, t, locale)));
    if (items.length < batch) break;
  }
  return writeSheets([{ name: say(t, `billing:owed.${side}.title`), rows }]);
}

const cells = (item: OwedItem, t: TFunction, locale: Locale): (string | number)[] => [
  item.reference,
  locale === "en" ? item.other.nameEn || item.other.nameZh : item.other.nameZh,
  item.lines
    .map(({ reason, text, params }) => text || say(t, `charges:reason.${reason}`, namedItem(t, params)))
    .join("；"),
  today(item.createdAt),
  item.dueOn,
  yuan(item.amount),
  yuan(item.paid),
  yuan(item.refunded),
  yuan(item.outstanding),
  item.daysLate,
  yuan(item.interest),
  say(t, `billing:state.${item.state}`),
];
