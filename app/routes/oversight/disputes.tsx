import { useTranslation } from "react-i18next";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Deadline, Money, OrganizationName } from "#app/components/text.tsx";
import { listDisputes } from "#app/domain/contracts/queries.server.ts";
import { type ContestedDefault, listContestedDefaults } from "#app/domain/deals/bidding/queries.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/disputes.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "contract.mediate");
  const [rows, contested] = await Promise.all([listDisputes(scope.ctx), listContestedDefaults(scope.ctx)]);
  return { rows, contested, title: scope.t("contracts:disputes.title") };
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
      <Contested rows={loaderData.contested} />
    </>
  );
}

/** Deposits of biddings about which a mediator decides. */
function Contested({ rows }: { rows: ContestedDefault[] }) {
  const { t } = useTranslation("deals");
  const titleOf = useTitleOf();
  return (
    <Section title={t("bidding.contested")}>
      <DataTable<ContestedDefault>
        caption={t("bidding.contested")}
        captionHidden
        desk
        rows={rows}
        rowKey={({ row }) => row.id}
        empty={<EmptyState title={t("bidding.noneContested")} />}
        columns={[
          {
            key: "bidding",
            head: t("bidding.kicker"),
            rowHeader: true,
            cell: (one) => (
              <RowLink to={`/technologies/${one.row.technologyId}/bidding`}>{titleOf(one)}</RowLink>
            ),
          },
          {
            key: "seller",
            head: t("bidding.seller"),
            cell: ({ seller }) => <OrganizationName {...seller} />,
          },
          {
            key: "deposit",
            head: t("bidding.deposit"),
            numeric: true,
            cell: ({ row }) => <Money fen={row.deposit} />,
          },
          {
            key: "due",
            head: t("bidding.decideUntil"),
            cell: ({ row }) => row.deadline && <Deadline at={row.deadline} weekday={false} />,
          },
        ]}
      />
    </Section>
  );
}
