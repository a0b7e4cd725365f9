import { useTranslation } from "react-i18next";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { Deadline, Money } from "#app/components/text.tsx";
import { listDisputes } from "#app/domain/contracts/queries.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/disputes.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "contract.mediate");
  return { rows: await listDisputes(scope.ctx), title: scope.t("contracts:disputes.title") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

type Row = Route.ComponentProps["loaderData"]["rows"][number];

export default function Disputes({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("contracts");
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight", label: t("common:nav.oversight") }]} />
      <PageHead title={t("disputes.title")} lead={t("disputes.lead")} />
      <DataTable<Row>
        caption={t("disputes.title")}
        captionHidden
        desk
        rows={loaderData.rows}
        rowKey={({ dispute }) => dispute.id}
        empty={<EmptyState title={t("disputes.none")} />}
        columns={[
          {
            key: "milestone",
            head: t("disputes.milestone"),
            rowHeader: true,
            cell: ({ dispute, n, milestone }) => (
              <RowLink to={`/contracts/${dispute.contractId}#milestone-${n}`}>{milestone}</RowLink>
            ),
          },
          { key: "contract", head: t("disputes.contract"), cell: ({ title }) => title },
          {
            key: "amount",
            head: t("disputes.amount"),
            numeric: true,
            cell: ({ amount }) => <Money fen={amount} />,
          },
          {
            key: "wanted",
            head: t("disputes.wanted"),
            cell: ({ dispute }) => t(`outcome.${dispute.wanted}`),
          },
          {
            key: "due",
            head: t("disputes.due"),
            cell: ({ dispute }) => dispute.deadline && <Deadline at={dispute.deadline} weekday={false} />,
          },
        ]}
      />
    </>
  );
}
