import { useTranslation } from "react-i18next";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { formatLastDay, localeOf } from "#app/components/format.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { NoticePrice } from "#app/components/deals/notice-facts.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import { listNotices } from "#app/domain/deals/negotiation/queries.server.ts";
import { noticeStateOf } from "#app/domain/deals/negotiation/policy.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "../market/head.server.ts";
import type { Route } from "./+types/notices.ts";

const shown = 100;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const [title, description] = [scope.t("deals:notice.listTitle"), scope.t("deals:notice.listLead")];
  const now = scope.ctx.clock.now();
  const { items } = await listNotices(scope.ctx, { limit: shown });
  return {
    items: items.map((one) => ({ ...one, state: noticeStateOf(one.row, now) })),
    head: headOf(request, scope, { title, description, path: "/deal-notices", index: true }),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export default function DealNotices({ loaderData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("deals");
  const titleOf = useTitleOf();
  type Row = Route.ComponentProps["loaderData"]["items"][number];
  return (
    <>
      <PageHead title={t("notice.listTitle")} lead={t("notice.listLead")} />
      <DataTable
        caption={t("notice.listTitle")}
        captionHidden
        rows={loaderData.items}
        rowKey={({ row }: Row) => row.id}
        empty={<EmptyState title={t("notice.none")}>{t("notice.noneDetail")}</EmptyState>}
        columns={[
          {
            key: "technology",
            head: t("own.technologyColumn"),
            rowHeader: true,
            cell: ({ row }: Row) => <RowLink to={`/deal-notices/${row.id}`}>{titleOf(row)}</RowLink>,
          },
          {
            key: "seller",
            head: t("bidding.seller"),
            cell: ({ seller }: Row) => <OrganizationName {...seller} />,
          },
          { key: "manner", head: t("bidding.manner"), cell: ({ row }: Row) => t(`mode.${row.mode}`) },
          { key: "price", head: t("notice.price"), cell: ({ row }: Row) => <NoticePrice row={row} /> },
          {
            key: "until",
            head: t("notice.until"),
            cell: ({ row }: Row) => formatLastDay(row.until, localeOf(i18n.language), undefined, true),
          },
          {
            key: "state",
            head: t("own.stateColumn"),
            cell: ({ state }: Row) => (
              <StateTag tone={toneOf(`notice_${state}`)}>{t(`notice.state.${state}`)}</StateTag>
            ),
          },
        ]}
      />
    </>
  );
}
