import { useTranslation } from "react-i18next";
import { Explanation } from "#app/components/assessment/explanation.tsx";
import { GradeTag } from "#app/components/assessment/grade-tag.tsx";
import { pointsText, useCycleTitle } from "#app/components/assessment/words.ts";
import { DescriptionList, KeyFigures } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { DateTime, OrganizationName } from "#app/components/text.tsx";
import { explain } from "#app/domain/assessment/explain.server.ts";
import { findCycle, subjectsOf } from "#app/domain/assessment/queries.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/assessment-subject.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "assessment.read");
  const found = isUuid(params.id) ? await findCycle(scope.ctx, params.id) : undefined;
  const subjects = found ? await subjectsOf(scope.ctx, found.cycle.id) : [];
  const subject = subjects.find(({ id }) => id === params.subject);
  if (!found || !subject) throw problemResponse(problems.notFound("assessment_cycle"));
  return { title: subject.nameZh, ...found, subject, lines: await explain(scope.ctx.db, subject.id) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function AssessedSubject({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("assessment");
  const titleOf = useCycleTitle();
  const { cycle, subject, lines } = loaderData;
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/oversight/assessments", label: t("desk.title") },
          { to: `/oversight/assessments/${cycle.id}`, label: titleOf(loaderData) },
        ]}
      />
      <PageHead
        kicker={t(`standing.${subject.standing}`)}
        title={<OrganizationName nameZh={subject.nameZh} nameEn={subject.nameEn} />}
        state={<span className="tnum">{subject.uscc}</span>}
      />
      {lines.length === 0 ? (
        <EmptyState title={t("explain.none")} />
      ) : (
        <>
          <KeyFigures
            figures={[
              { term: t("rank"), value: subject.rank ?? "—" },
              { term: t("score"), value: pointsText(subject.score ?? 0) },
              { term: t("sharing"), value: pointsText(subject.sharing ?? 0) },
              { term: t("gradeHead"), value: <GradeTag grade={subject.grade} /> },
            ]}
          />
          <Section title={t("explain.title")}>
            <p className="max-w-reading pb-4 text-sm text-muted">{t("explain.lead")}</p>
            <Explanation lines={lines} />
          </Section>
        </>
      )}
      <Section title={t("desk.report")}>
        <DescriptionList
          facts={[
            {
              term: t("own.reportedAt"),
              value: subject.reportedAt ? (
                <DateTime at={subject.reportedAt} weekday={false} />
              ) : (
                t("notReported")
              ),
            },
            { term: t("desk.report"), value: subject.report },
          ]}
        />
      </Section>
    </>
  );
}
