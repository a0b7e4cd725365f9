import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { caseState, caseTone } from "#app/components/cases/words.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import { ownComplaints } from "#app/domain/cases/queries.server.ts";
import { requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/complaints.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  return { title: scope.t("cases:complaint.mine"), rows: await ownComplaints(scope.ctx) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Complaints({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("cases");
  const { rows } = loaderData;
  return (
    <>
      <PageHead
        title={t("complaint.mine")}
        actions={
          <ButtonLink look="secondary" to="/complaints/new">
            {t("complaint.title")}
          </ButtonLink>
        }
      />
      <DataTable<(typeof rows)[number]>
        caption={t("complaint.mine")}
        captionHidden
        rows={rows}
        rowKey={({ row }) => row.id}
        empty={<EmptyState title={t("complaint.mineNone")}>{t("complaint.lead")}</EmptyState>}
        columns={[
          {
            key: "title",
            head: t("caseNo"),
            rowHeader: true,
            cell: ({ row }) => (
              <RowLink to={`/account/complaints/${row.id}`}>
                <span className="tnum">{row.caseNo}</span> {row.title}
              </RowLink>
            ),
          },
          {
            key: "subject",
            head: t("complaint.subject"),
            cell: ({ subjectZh, subjectEn }) => <OrganizationName nameZh={subjectZh} nameEn={subjectEn} />,
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
        ]}
      />
    </>
  );
}
