import type { TFunction } from "i18next";
import { say } from "#app/i18n/describe-problem.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import type { PublishedRanking } from "./ranking.server.ts";

const points = (hundredths: number | null): string =>
  hundredths === null ? "" : (hundredths / 100).toFixed(2);

/** A year's rankings as CSV in UTF-8 with the mark that spreadsheets need. */
export function rankingCsv(rankings: readonly PublishedRanking[], t: TFunction): string {
  const heads = [
    "desk.track",
    "desk.year",
    "rank",
    "organization",
    "desk.uscc",
    "region",
    "score",
    "sharing",
    "gradeHead",
    "decision",
    "public.rectifyBy",
  ].map((key) => say(t, `assessment:${key}`));
  const lines = rankings.flatMap(({ cycle, rows }) =>
    rows.map((row) => [
      say(t, `assessment:track.${cycle.track}`),
      String(cycle.year),
      row.rank === null ? "" : String(row.rank),
      row.nameZh,
      row.uscc,
      row.region?.nameZh ?? "",
      points(row.score),
      points(row.sharing),
      row.grade === null ? "" : say(t, `assessment:grade.${row.grade}`),
      row.decisions.map(({ kind }) => say(t, `assessment:kind.${kind}`)).join("; "),
      row.decisions.flatMap(({ rectifyBy }) => rectifyBy?.toISOString().slice(0, 10) ?? []).join("; "),
    ]),
  );
  return `\uFEFF${[heads, ...lines].map((line) => csvLine(line)).join("")}`;
}
