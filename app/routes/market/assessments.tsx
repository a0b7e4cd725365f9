import { useTranslation } from "react-i18next";
import { useCycleTitle, usePeriod } from "#app/components/assessment/words.ts";
import { SetTable } from "#app/components/assessment/set-table.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { formatCount } from "#app/components/format.ts";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Day } from "#app/components/text.tsx";
import { publishedCycles } from "#app/domain/assessment/queries.server.ts";
import { publishedSets } from "#app/domain/assessment/set-queries.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "./head.server.ts";
import type { Route } from "./+types/assessments.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const [cycles, sets] = await Promise.all([publishedCycles(scope.ctx), publishedSets(scope.ctx)]);
  const [title, description] = [scope.t("assessment:public.title"), scope.t("assessment:public.lead")];
  return {
    head: headOf(request, scope, { title, description, path: "/assessments", index: true }),
    cycles,
    sets,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

type Row = Route.ComponentProps["loaderData"]["cycles"][number];

export default function Assessments({ loaderData: { cycles, sets } }: Route.ComponentProps) {
  const { t } = useTranslation("assessment");
  return (
    <>
      <PageHead title={t("public.title")} lead={t("public.lead")} />
      <Section title={t("public.results")}>
        <DataTable
          caption={t("public.results")}
          captionHidden
          rows={cycles}
          rowKey={({ cycle }) => cycle.id}
          empty={<EmptyState title={t("public.none")}>{t("public.noneDetail")}</EmptyState>}
          columns={useColumns()}
        />
      </Section>
      <Section title={t("public.rules")}>
        <p className="max-w-reading pb-4 text-muted">{t("public.rulesLead")}</p>
        <SetTable sets={sets} base="/assessments/rules" />
      </Section>
    </>
  );
}

function useColumns() {
  const { t } = useTranslation("assessment");
  const titleOf = useCycleTitle();
  const periodOf = usePeriod();
  return [
    {
      key: "name",
      head: t("desk.name"),
      rowHeader: true,
      cell: (row: Row) => <RowLink to={`/assessments/${row.cycle.year}`}>{titleOf(row)}</RowLink>,
    },
    { key: "period", head: t("period"), cell: ({ cycle }: Row) => periodOf(cycle) },
    {
      key: "count",
      head: t("desk.subjects"),
      numeric: true,
      cell: ({ subjects }: Row) => formatCount(subjects),
    },
    {
      key: "published",
      head: t("public.published"),
      cell: ({ cycle: { publishedAt } }: Row) => publishedAt && <Day at={publishedAt} />,
    },
  ];
}
