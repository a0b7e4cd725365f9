import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { LastDay, Money, OrganizationName } from "#app/components/text.tsx";
import { deskOf } from "#app/domain/identity/permissions.ts";
import { type Hold, listHolds } from "#app/domain/money/holds/list-holds.server.ts";
import { noCards, offersCards } from "#app/domain/money/stripe/settings.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/holds.ts";

/** `/oversight/payments/holds`: what is held of payments by card, and until when it may be. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "payment.operate");
  if (!offersCards()) throw problemResponse(noCards());
  const found = await listHolds(scope.ctx);
  if (!found.ok) throw problemResponse(found.problem);
  return { title: scope.t("cards:holds.title"), desk: deskOf(actor), holds: found.value };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Holds({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("cards");
  return (
    <>
      <PageHead title={t("holds.title")} lead={t("holds.lead")} />
      <OversightTabs {...loaderData.desk} />
      <DataTable<Hold>
        caption={t("holds.title")}
        captionHidden
        desk
        rows={loaderData.holds}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("holds.none")} />}
        columns={[
          {
            key: "reference",
            head: t("holds.reference"),
            rowHeader: true,
            cell: ({ reference }) => <span className="tnum">{reference}</span>,
          },
          { key: "payer", head: t("holds.payer"), cell: ({ payer }) => <OrganizationName {...payer} /> },
          { key: "payee", head: t("holds.payee"), cell: ({ payee }) => <OrganizationName {...payee} /> },
          {
            key: "until",
            head: t("holds.until"),
            cell: ({ holdUntil, stage }) => (
              <>
                <LastDay at={holdUntil} />{" "}
                {stage && (
                  <StateTag tone={stage === "over" ? "refused" : "warning"}>
                    {t(`holds.stage.${stage}`)}
                  </StateTag>
                )}
              </>
            ),
          },
          {
            key: "amount",
            head: t("holds.amount"),
            numeric: true,
            cell: ({ amount }) => <Money fen={amount} />,
          },
        ]}
      />
    </>
  );
}
