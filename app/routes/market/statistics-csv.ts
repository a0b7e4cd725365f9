import { outcomesCsv } from "#app/domain/contracts/outcomes/outcomes-csv.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { fileAnswer } from "../organization/file-answer.server.ts";
import { readOutcomes } from "./outcomes.server.ts";
import type { Route } from "./+types/statistics-csv.ts";

/** `/statistics.csv?year=2026&region=330100`: the public figures as a table. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, t, locale } = scopeOf(context);
  const { outcomes, year, region, regions } = await readOutcomes(ctx, request.url, false);
  const cityOf = (wanted: string) => {
    const city = regions.find(({ code }) => code === wanted);
    return (locale === "en" && city?.nameEn) || city?.nameZh || wanted;
  };
  const name = ["kexiang-outcomes", year ?? "all", region].filter((part) => part !== "").join("-");
  return fileAnswer(`${name}.csv`, "text/csv; charset=utf-8", outcomesCsv(outcomes, cityOf, t));
}
