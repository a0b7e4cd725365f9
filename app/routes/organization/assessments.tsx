import { useTranslation } from "react-i18next";
import { GradeTag } from "#app/components/assessment/grade-tag.tsx";
import { pointsText, useCycleTitle } from "#app/components/assessment/words.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { Day } from "#app/components/text.tsx";
import { ownAssessments } from "#app/domain/assessment/own-queries.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { assessmentStates } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/assessments.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "assessment.report");
  return {
    title: scope.t("assessment:own.title"),
    rows: await ownAssessments(scope.ctx),
    now: scope.ctx.clock.now(),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

type Row = Route.ComponentProps["loaderData"]["rows"][number];

export default function OwnAssessments({ loaderData: { rows, now } }: Route.ComponentProps) {
  const { t } = useTranslation("assessment");
  return (
    <>
      <PageHead title={t("own.title")} lead={t("own.lead")} />
      <OrganizationTabs />
      <DataTable
        caption={t("own.title")}
        captionHidden
        rows={rows}
        rowKey={({ subject }) => subject.id}
        empty={<EmptyState title={t("own.none")}>{t("own.noneDetail")}</EmptyState>}
        columns={useColumns(now)}
      />
    </>
  );
}

/** Only a report that is still owed is overdue: who has reported is judged by that day, and nobody has to object. */
const missedFrom = ({ cycle, subject }: Row, now: Date): Date | undefined =>
  cycle.state === "open" ? (subject.reportedAt ?? now) : undefined;

function useColumns(now: Date) {
  const { t } = useTranslation(["assessment", "lifecycles"]);
  const titleOf = useCycleTitle();
  const stateOf = (state: string) =>
    t(`lifecycles:state.${assessmentStates.find((known) => known === state) ?? "open"}`);
  return [
    {
      key: "name",
      head: t("desk.name"),
      rowHeader: true,
      cell: ({ cycle }: Row) => (
        <RowLink to={`/organization/assessments/${cycle.id}`}>{titleOf({ cycle, region: null })}</RowLink>
      ),
    },
    {
      key: "state",
      head: t("desk.state"),
      cell: ({ cycle }: Row) => <StateTag tone={toneOf(cycle.state)}>{stateOf(cycle.state)}</StateTag>,
    },
    {
      key: "report",
      head: t("reported"),
      cell: ({ subject }: Row) => (subject.reportedAt ? <Day at={subject.reportedAt} /> : t("notReported")),
    },
    {
      key: "due",
      head: t("desk.deadline"),
      cell: (row: Row) =>
        ["open", "provisional"].includes(row.cycle.state) && (
          <Due at={row.cycle.deadline} now={missedFrom(row, now)} />
        ),
    },
    { key: "rank", head: t("rank"), numeric: true, cell: ({ subject }: Row) => subject.rank ?? "—" },
    {
      key: "score",
      head: t("score"),
      numeric: true,
      cell: ({ subject }: Row) => (subject.score === null ? "—" : pointsText(subject.score)),
    },
    { key: "grade", head: t("gradeHead"), cell: ({ subject }: Row) => <GradeTag grade={subject.grade} /> },
  ];
}
