import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { formatCount, formatDate, formatMoney, localeOf } from "#app/components/format.ts";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { KeyFigures } from "#app/components/lists.tsx";
import { Pager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { Money, OrganizationName } from "#app/components/text.tsx";
import { deskOf } from "#app/domain/identity/permissions.ts";
import { type LatePayment, listLatePayments } from "#app/domain/money/overview/late-payments.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/late-payments.ts";

const size = 30;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "payment.oversee");
  const asked = Math.trunc(Number(new URL(request.url).searchParams.get("page"))) || 1;
  const page = Math.min(Math.max(1, asked), 1_000);
  const found = await listLatePayments(scope.ctx, { page, size });
  if (!found.ok) throw problemResponse(found.problem);
  const { items, totals } = found.value;
  return {
    ...{ items, totals, page, desk: deskOf(scope.ctx.actor) },
    pages: Math.max(1, Math.ceil(totals.count / size)),
    title: scope.t("billing:late.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function LatePayments({ loaderData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("billing");
  const { items, totals, page, pages, desk } = loaderData;
  const locale = localeOf(i18n.language);
  return (
    <>
      <PageHead title={t("late.title")} lead={t("late.lead")} />
      <OversightTabs {...desk} />
      <KeyFigures
        figures={[
          { term: t("late.total"), value: formatMoney(totals.overdue) },
          { term: t("late.count"), value: formatCount(totals.overdueCount) },
        ]}
      />
      <DataTable<LatePayment>
        caption={t("late.title")}
        captionHidden
        desk
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("late.none")}>{t("late.noneDetail")}</EmptyState>}
        columns={[
          {
            key: "payer",
            head: t("late.column.payer"),
            rowHeader: true,
            cell: ({ payer, law }) => (
              <>
                <OrganizationName {...payer} />
                {law && <span className="block text-xs text-muted">{t(`late.basis.${law}`)}</span>}
              </>
            ),
          },
          {
            key: "payee",
            head: t("late.column.payee"),
            cell: ({ other }) => <OrganizationName {...other} />,
          },
          {
            key: "amount",
            head: t("late.column.amount"),
            numeric: true,
            cell: ({ outstanding }) => <Money fen={outstanding} />,
          },
          {
            key: "due",
            head: t("late.column.due"),
            cell: ({ dueOn }) => formatDate(`${dueOn}T12:00:00+08:00`, locale),
          },
          {
            key: "late",
            head: t("late.column.late"),
            numeric: true,
            cell: ({ daysLate }) => t("owed.late", { count: daysLate }),
          },
          {
            key: "interest",
            head: t("late.column.interest"),
            numeric: true,
            cell: ({ interest }) => <Money fen={interest} />,
          },
        ]}
      />
      <Pager page={page} pages={pages} />
    </>
  );
}
