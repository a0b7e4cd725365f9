import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { RankingTable } from "#app/components/assessment/ranking-table.tsx";
import { ScoreChart } from "#app/components/assessment/score-chart.tsx";
import { useCycleTitle, usePeriod } from "#app/components/assessment/words.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { formatCount } from "#app/components/format.ts";
import { KeyFigures } from "#app/components/lists.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Day } from "#app/components/text.tsx";
import { type PublishedRanking, publishedRankings } from "#app/domain/assessment/ranking.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { assessmentGrades } from "#db/schema/vocabulary.ts";
import { headOf } from "./head.server.ts";
import type { Route } from "./+types/assessment-year.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const year = /^\d{4}$/.test(params.year) ? Number(params.year) : 0;
  const rankings = await publishedRankings(scope.ctx, year);
  if (rankings.length === 0) throw problemResponse(problems.notFound("assessment_cycle"));
  const title = `${scope.t("assessment:public.year", { year })} · ${scope.t("assessment:public.title")}`;
  const description = scope.t("assessment:public.lead");
  return {
    head: headOf(request, scope, { title, description, path: `/assessments/${year}`, index: true }),
    year,
    rankings,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export default function Year({ loaderData: { year, rankings } }: Route.ComponentProps) {
  const { t } = useTranslation("assessment");
  return (
    <>
      <Breadcrumb steps={[{ to: "/assessments", label: t("public.title") }]} />
      <PageHead
        title={t("public.rankingOf", { year })}
        lead={t("public.ties")}
        actions={
          <ButtonLink reloadDocument look="secondary" to={`/assessments/${year}/ranking.csv`}>
            {t("public.csv")}
          </ButtonLink>
        }
      />
      {rankings.map((ranking) => (
        <OneRanking key={ranking.cycle.id} ranking={ranking} />
      ))}
    </>
  );
}

function OneRanking({ ranking }: { ranking: PublishedRanking }) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  const titleOf = useCycleTitle();
  const periodOf = usePeriod();
  const { cycle, set, rows } = ranking;
  const listed = rows.filter(({ rank }) => rank !== null);
  return (
    <Section
      title={titleOf(ranking)}
      aside={
        cycle.publishedAt && (
          <>
            {t("public.published")} <Day at={cycle.publishedAt} />
          </>
        )
      }
    >
      <div className="max-w-reading pb-4 text-sm text-muted">
        <p>
          {t("period")} {periodOf(cycle)}
        </p>
        <p>
          <Link className="link" to={`/assessments/rules/${set.id}`}>
            {t("public.method", { name: nameOf(set), version: set.version })}
          </Link>
        </p>
      </div>
      <KeyFigures
        figures={assessmentGrades.map((grade) => ({
          term: t(`grade.${grade}`),
          value: formatCount(listed.filter((row) => row.grade === grade).length),
        }))}
      />
      <div className="grid gap-8 pt-2">
        <ScoreChart bars={rows.map((row) => ({ ...row, id: row.organizationId }))} lines={set} />
        <RankingTable rows={rows} caption={titleOf(ranking)} />
      </div>
    </Section>
  );
}
