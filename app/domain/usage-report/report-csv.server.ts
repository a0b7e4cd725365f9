import type { TFunction } from "i18next";
import { say } from "#app/i18n/describe-problem.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import { externalShare, type Figures, satisfaction, usedHours, utilisation } from "./figures.ts";
import type { UsageReport } from "./report.server.ts";

const hours = (value: number): string => value.toFixed(1);
const yuan = (fen: number): string => (fen / 100).toFixed(2);
const percent = (share: number | null): string => (share === null ? "" : (share * 100).toFixed(1));

/** The columns of the report in their order, with how each is written. */
const columns: readonly [name: string, write: (figures: Figures) => string][] = [
  ["available", ({ available }) => hours(available)],
  ["booked", ({ booked }) => hours(booked)],
  ["used", (figures) => hours(usedHours(figures))],
  ["internal", ({ internal }) => hours(internal)],
  ["external", ({ external }) => hours(external)],
  ["utilisation", (figures) => percent(utilisation(figures))],
  ["externalShare", (figures) => percent(externalShare(figures))],
  ["uses", ({ uses }) => String(uses)],
  ["users", ({ users }) => String(users)],
  ["organizations", ({ organizations }) => String(organizations)],
  ["samples", ({ samples }) => String(samples)],
  ["income", ({ income }) => yuan(income)],
  ["externalIncome", ({ externalIncome }) => yuan(externalIncome)],
  ["satisfaction", (figures) => percent(satisfaction(figures))],
  ["evaluations", ({ evaluations }) => String(evaluations)],
  ["noShows", ({ noShows }) => String(noShows)],
];

/** The report as CSV in UTF-8 with the mark that spreadsheets need; hours, yuan and percent as plain numbers. */
export function reportCsv({ lines, total }: UsageReport, t: TFunction): string {
  const heads = ["facility", "facilityEn", "innerId", ...columns.map(([name]) => name)];
  const body = lines.map((line) => [line.titleZh, line.titleEn, line.innerId, ...cellsOf(line)]);
  const all = [say(t, "usageReport:total"), "", "", ...cellsOf(total)];
  const rows = [heads.map((name) => say(t, `usageReport:column.${name}`)), ...body, all];
  return `\uFEFF${rows.map((row) => csvLine(row)).join("")}`;
}

const cellsOf = (figures: Figures): string[] => columns.map(([, write]) => write(figures));
