import { useTranslation } from "react-i18next";
import { InstrumentTabs } from "#app/components/instrument/instrument-tabs.tsx";
import { ProblemStateTag } from "#app/components/instrument/problem-state.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime, OrganizationName } from "#app/components/text.tsx";
import { problemViews } from "#app/domain/instrument/inputs.ts";
import { countOpenProblems, listProblems } from "#app/domain/instrument/problem-queries.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/problems.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const { searchParams } = new URL(request.url);
  const view = searchParams.get("view") === "resolved" ? "resolved" : "open";
  const after = searchParams.get("after") ?? undefined;
  const [page, open] = await Promise.all([
    listProblems(scope.ctx, { view, after }),
    countOpenProblems(scope.ctx),
  ]);
  return { ...page, open, view, after: after ?? null, title: scope.t("instrument:problems.title") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Problems({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("instrument");
  const { items, open, view, after, nextCursor } = loaderData;
  return (
    <>
      <PageHead title={t("problems.title")} lead={t("problems.lead")} />
      <InstrumentTabs />
      <Tabs
        label={t("problems.views")}
        tabs={problemViews.map((name) => ({
          to: name === "open" ? "/organization/problems" : `/organization/problems?view=${name}`,
          label: t(`problems.${name}`),
          current: name === view,
          count: name === "open" ? open : undefined,
        }))}
      />
      <DataTable
        caption={t("problems.title")}
        captionHidden
        columns={useColumns()}
        rows={items}
        rowKey={({ problem }) => problem.id}
        empty={<EmptyState title={t(`problems.none.${view}`)}>{t("problems.noneDetail")}</EmptyState>}
      />
      <CursorPager after={after} next={nextCursor} />
    </>
  );
}

type Item = Route.ComponentProps["loaderData"]["items"][number];

function useColumns() {
  const { t } = useTranslation("instrument");
  const titleOf = useTitleOf();
  return [
    {
      key: "facility",
      head: t("problems.facility"),
      rowHeader: true,
      cell: (item: Item) => <RowLink to={`/problems/${item.problem.id}`}>{titleOf(item)}</RowLink>,
    },
    {
      key: "unit",
      head: t("problems.unit"),
      cell: ({ unit, unitLabel }: Item) =>
        unit === null ? "" : `${t("unit", { number: unit })} ${unitLabel ?? ""}`,
    },
    {
      key: "severity",
      head: t("problems.severity"),
      cell: ({ problem }: Item) => t(`at.${problem.severity}`),
    },
    {
      key: "since",
      head: t("problems.since"),
      cell: ({ problem, zone }: Item) => <DateTime at={problem.createdAt} zone={zone} weekday={false} />,
    },
    {
      key: "reporter",
      head: t("problems.reporter"),
      cell: ({ reporter, organizationZh, organizationEn }: Item) => (
        <>
          {reporter}{" "}
          <span className="text-muted">
            <OrganizationName nameZh={organizationZh} nameEn={organizationEn} />
          </span>
        </>
      ),
    },
    {
      key: "state",
      head: t("problems.state"),
      cell: ({ problem }: Item) => <ProblemStateTag state={problem.state} />,
    },
  ];
}
