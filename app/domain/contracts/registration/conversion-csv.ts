import type { TFunction } from "i18next";
import { say } from "#app/i18n/describe-problem.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import type { Conversion } from "./conversion.server.ts";

type Reader = { t: TFunction; english: boolean };

/** What a line says of a contract, by the name of its head; money apart. */
const said: Record<string, (row: Conversion, reader: Reader) => string> = {
  title: ({ title }) => title,
  kind: ({ kind }, { t }) => t(`contracts:kind.${kind}`),
  wayHead: ({ way }, { t }) => t(`contracts:conversion.way.${way}`),
  client: ({ clientZh, clientEn }, { english }) => (english && clientEn) || clientZh,
  uscc: ({ clientUscc }) => clientUscc,
  inForceOn: ({ inForceOn }) => inForceOn,
  registration: ({ registration }, { t }) => t(`lifecycles:state.${registration ?? "not_applied"}`),
  number: ({ number }) => number,
};

/** Fen; these are added up. */
const money = ["amount", "technologyAmount", "technicalIncome", "netIncome", "reward"] as const;

const yuan = (fen: number | null): string => (fen === null ? "" : (fen / 100).toFixed(2));

/** The report as CSV in UTF-8 with the mark that spreadsheets need, a line a contract and one of totals; money in yuan. */
export function conversionCsv(rows: readonly Conversion[], t: TFunction, english: boolean): string {
  const word = (name: string) => say(t, `contracts:conversion.${name}`);
  const lines = rows.map((row) => [
    ...Object.values(said).map((cell) => cell(row, { t, english })),
    ...money.map((name) => yuan(row[name])),
  ]);
  const totals = [
    t("contracts:conversion.total", { count: rows.length }),
    ...Object.keys(said)
      .slice(1)
      .map(() => ""),
    ...money.map((name) => yuan(rows.reduce((sum, row) => sum + (row[name] ?? 0), 0))),
  ];
  const heads = [...Object.keys(said), ...money].map(word);
  return `\uFEFF${[heads, ...lines, totals].map((line) => csvLine(line)).join("")}`;
}
