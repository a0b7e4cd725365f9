import type { TFunction } from "i18next";
import { say } from "#app/i18n/describe-problem.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import type { Counted, Outcomes } from "./figures.ts";
import { nameOfFigure } from "./names.ts";

const yuan = (fen: number | null): string => (fen === null ? "" : (fen / 100).toFixed(2));
const days = (value: number | null): string => (value === null ? "" : value.toFixed(1));

/** The figures as CSV in UTF-8 with the mark that spreadsheets need: part, name, number, yuan; withheld amounts are empty. */
export function outcomesCsv(outcomes: Outcomes, cityOf: (code: string) => string, t: TFunction): string {
  const word = (key: string) => say(t, `outcomes:${key}`);
  const part = (name: "demands" | "contracts" | "cities" | "milestones" | "disputes") =>
    outcomes[name].map((row: Counted) => [
      word(name),
      name === "cities" ? cityOf(row.name) : say(t, nameOfFigure(name, row.name)),
      String(row.count),
      yuan(row.amount),
    ]);
  const { registered } = outcomes;
  const rows = [
    [word("part"), word("what"), word("number"), word("amount")],
    ...part("demands"),
    [word("demands"), word("firstAnswerDays"), days(outcomes.firstAnswerDays), ""],
    [word("demands"), word("awardDays"), days(outcomes.awardDays), ""],
    ...part("contracts"),
    ...part("cities"),
    [word("registered"), word("total"), String(registered.contracts), yuan(registered.total)],
    [word("registered"), word("technology"), "", yuan(registered.technology)],
    [word("registered"), word("income"), "", yuan(registered.income)],
    ...part("milestones"),
    ...part("disputes"),
  ];
  return `\uFEFF${rows.map((row) => csvLine(row)).join("")}`;
}
