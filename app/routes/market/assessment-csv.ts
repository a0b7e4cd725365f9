import { publishedRankings } from "#app/domain/assessment/ranking.server.ts";
import { rankingCsv } from "#app/domain/assessment/ranking-csv.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { fileAnswer } from "../organization/file-answer.server.ts";
import type { Route } from "./+types/assessment-csv.ts";

/** `/assessments/2025/ranking.csv`: everything that is public of a year's results. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const year = /^\d{4}$/.test(params.year) ? Number(params.year) : 0;
  const rankings = await publishedRankings(scope.ctx, year);
  if (rankings.length === 0) throw problemResponse(problems.notFound("assessment_cycle"));
  return fileAnswer(
    `kexiang-assessment-${year}.csv`,
    "text/csv; charset=utf-8",
    rankingCsv(rankings, scope.t),
  );
}
