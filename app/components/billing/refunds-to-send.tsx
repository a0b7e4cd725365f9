import { useTranslation } from "react-i18next";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Section } from "#app/components/page-head.tsx";
import { DateTime, Money, OrganizationName } from "#app/components/text.tsx";
import type { RefundToSend } from "#app/domain/money/refunds/to-send.server.ts";

/** What somebody has to send back by the bank; nothing when there is nothing. */
export function RefundsToSend({ rows }: { rows: readonly RefundToSend[] }) {
  const { t } = useTranslation("billing");
  if (rows.length === 0) return null;
  return (
    <Section title={t("toSend.title")}>
      <p className="pb-3 text-muted">{t("toSend.lead")}</p>
      <DataTable<RefundToSend>
        caption={t("toSend.title")}
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
            head: t("toSend.since"),
            cell: ({ since }) => <DateTime at={since} weekday={false} />,
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
