import { useTranslation } from "react-i18next";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Section } from "#app/components/page-head.tsx";
import { DateTime, Money, OrganizationName } from "#app/components/text.tsx";
import { refundFailure } from "#app/i18n/refund-failure.ts";
import type { RefundTask, RefundToSend } from "#app/domain/money/refunds/refunds-waiting.server.ts";

/** Refunds that wait for somebody: to send them by the bank, or to have them sent again; nothing when there are none. */
export function RefundsWaiting({ task, rows }: { task: RefundTask; rows: readonly RefundToSend[] }) {
  const { t } = useTranslation(["billing", "charges"]);
  if (rows.length === 0) return null;
  const words = task === "send" ? ("toSend" as const) : ("toRetry" as const);
  return (
    <Section title={t(`${words}.title`)}>
      <p className="pb-3 text-muted">{t(`${words}.lead`)}</p>
      <DataTable<RefundToSend>
        caption={t(`${words}.title`)}
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "reference",
            head: t("owed.column.reference"),
            rowHeader: true,
            cell: ({ chargeId, reference }) => (
              <RowLink to={`/organization/charges/${chargeId}`}>
                <span className="tnum">{reference}</span>
              </RowLink>
            ),
          },
          { key: "payer", head: t("toSend.payer"), cell: ({ payer }) => <OrganizationName {...payer} /> },
          {
            key: "since",
            head: t(`${words}.since`),
            cell: ({ since, failure }) => (
              <>
                <DateTime at={since} weekday={false} />
                {task === "retry" && (
                  <span className="block text-xs text-muted first-letter:uppercase">
                    {refundFailure(t, failure)}
                  </span>
                )}
              </>
            ),
          },
          {
            key: "amount",
            head: t("owed.column.amount"),
            numeric: true,
            cell: ({ amount }) => <Money fen={amount} />,
          },
        ]}
      />
    </Section>
  );
}
