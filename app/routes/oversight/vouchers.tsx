import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { formatCount, formatMoney } from "#app/components/format.ts";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { programState, voucherTone } from "#app/components/vouchers/words.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { listPrograms } from "#app/domain/vouchers/program-queries.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/vouchers.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "voucher.read");
  return {
    title: scope.t("vouchers:desk.title"),
    programs: await listPrograms(scope.ctx),
    runs: may(actor, "voucher.run"),
    decides: may(actor, "organization.verify"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Vouchers({ loaderData: { programs, runs, decides } }: Route.ComponentProps) {
  const { t } = useTranslation("vouchers");
  return (
    <>
      <PageHead
        title={t("desk.title")}
        lead={t("desk.lead")}
        actions={runs && <ButtonLink to="/oversight/vouchers/new">{t("desk.new")}</ButtonLink>}
      />
      <OversightTabs decides={decides} />
      <p className="flex flex-wrap gap-x-6 gap-y-1 pb-4">
        <Link className="link" to="/oversight/vouchers/settlements">
          {t("settlements.title")}
        </Link>
        <Link className="link" to="/oversight/budgets">
          {t("budgets.title")}
        </Link>
        <Link className="link" to="/oversight/subsidies">
          {t("subsidies.title")}
        </Link>
      </p>
      <DataTable
        caption={t("desk.title")}
        captionHidden
        desk
        rows={programs}
        rowKey={({ program }) => program.id}
        empty={<EmptyState title={t("desk.none")}>{t("desk.noneDetail")}</EmptyState>}
        columns={useColumns()}
      />
    </>
  );
}

type Row = Route.ComponentProps["loaderData"]["programs"][number];

function useColumns() {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  return [
    {
      key: "name",
      head: t("column.program"),
      rowHeader: true,
      cell: ({ program }: Row) => (
        <RowLink to={`/oversight/vouchers/${program.id}`}>{nameOf(program)}</RowLink>
      ),
    },
    { key: "region", head: t("column.region"), cell: ({ region }: Row) => nameOf(region) },
    {
      key: "state",
      head: t("column.state"),
      cell: ({ program: { state } }: Row) => (
        <StateTag tone={voucherTone(state)}>{t(`programState.${programState(state)}`)}</StateTag>
      ),
    },
    {
      key: "waiting",
      head: t("column.waiting"),
      numeric: true,
      cell: ({ waiting }: Row) => formatCount(waiting),
    },
    {
      key: "amount",
      head: t("column.amount"),
      numeric: true,
      cell: ({ budget }: Row) => formatMoney(budget.amount),
    },
    {
      key: "free",
      head: t("column.free"),
      numeric: true,
      cell: ({ budget }: Row) => formatMoney(budget.amount - budget.committed),
    },
  ];
}
