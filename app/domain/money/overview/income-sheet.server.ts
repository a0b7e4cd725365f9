import type { TFunction } from "i18next";
import { say } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import { writeSheets } from "#app/integrations/spreadsheet.server.ts";
import { net } from "./income.ts";
import type { IncomeLine } from "./income.server.ts";

const columns = ["instrument", "userClass", "month", "received", "refunded", "net"] as const;
const causes = ["booking", "sample_order", "service_order", "milestone", "royalty", "contract"];

interface Words {
  t: TFunction;
  locale: Locale;
}

/** Income as CSV in UTF-8 with the mark that spreadsheets need; yuan as plain numbers. */
export function incomeCsv(lines: readonly IncomeLine[], words: Words): string {
  const rows = [headsOf(words), ...lines.map((line) => cells(line, words))];
  const text = (cell: string | number) => (typeof cell === "number" ? cell.toFixed(2) : cell);
  return `\uFEFF${rows.map((row) => csvLine(row.map(text))).join("")}`;
}

/** Income as a workbook. */
export const incomeSheet = (lines: readonly IncomeLine[], words: Words): Uint8Array<ArrayBuffer> =>
  writeSheets([
    {
      name: say(words.t, "billing:income.title"),
      rows: [headsOf(words), ...lines.map((line) => cells(line, words))],
    },
  ]);

const headsOf = ({ t }: Words): string[] => columns.map((name) => say(t, `billing:income.column.${name}`));

function cells(line: IncomeLine, { t, locale }: Words): (string | number)[] {
  const { facility, causeType, userClass, month, received, refunded } = line;
  const cause = causes.includes(causeType) ? causeType : "other";
  const name = facility
    ? locale === "en"
      ? facility.titleEn || facility.titleZh
      : facility.titleZh
    : say(t, `billing:cause.${cause}`);
  return [
    name,
    say(t, `billing:income.class.${userClass ?? "none"}`),
    month,
    received / 100,
    refunded / 100,
    net(line) / 100,
  ];
}
