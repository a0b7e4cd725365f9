import type { TFunction } from "i18next";
import { csvLine } from "#app/integrations/csv.server.ts";
import type { StatementLine } from "./statement.server.ts";

/** A statement for a spreadsheet, oldest first: UTF-8 with a mark, instants in UTC, yuan with two digits. */
export function statementCsv(lines: readonly StatementLine[], t: TFunction): string {
  const head = (["at", "what", "reference", "amount", "balance"] as const).map((name) =>
    t(`charges:field.${name}`),
  );
  const rows = lines
    .toReversed()
    .map((line) => [
      line.at.toISOString(),
      t(`charges:entry.${line.causeType}`, { defaultValue: t("charges:entry.other") }),
      line.reference ?? "",
      (line.amount / 100).toFixed(2),
      (line.balance / 100).toFixed(2),
    ]);
  return `\uFEFF${[head, ...rows].map((row) => csvLine(row)).join("")}`;
}
