import { useTranslation } from "react-i18next";
import { caseState, caseTone } from "#app/components/cases/words.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day } from "#app/components/text.tsx";
import { casesAgainstOwn } from "#app/domain/cases/queries.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/cases.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.answer");
  return {
    title: scope.t("cases:mine_"),
    rows: await casesAgainstOwn(scope.ctx),
    now: scope.ctx.clock.now(),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function OwnCases({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("cases");
  const { rows, now } = loaderData;
  return (
    <>
      <PageHead title={t("mine_")} lead={t("mineLead")} />
      <OrganizationTabs />
      <DataTable<(typeof rows)[number]>
        caption={t("mine_")}
        captionHidden
        rows={rows}
        rowKey={({ row }) => row.id}
        empty={<EmptyState title={t("mineNone")}>{t("mineNoneDetail")}</EmptyState>}
        columns={[
          {
            key: "title",
            head: t("caseNo"),
            rowHeader: true,
            cell: ({ row }) => (
              <RowLink to={`/organization/cases/${row.id}`}>
                <span className="tnum">{row.caseNo}</span> {row.title}
              </RowLink>
            ),
          },
          { key: "filed", head: t("filed"), cell: ({ row }) => <Day at={row.createdAt} /> },
          {
            key: "state",
            head: t("state_"),
            cell: ({ row }) => (
              <StateTag tone={caseTone[caseState(row.state)]}>
                {t(`stateName.${caseState(row.state)}`)}
              </StateTag>
            ),
          },
          { key: "due", head: t("deadline"), cell: ({ row }) => <Due at={row.deadline} now={now} /> },
        ]}
      />
    </>
  );
}
