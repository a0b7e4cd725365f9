import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { formatDate, formatMoney, localeOf } from "#app/components/format.ts";
import { Money } from "#app/components/text.tsx";

interface Receipt {
  bankReference: string;
  /** Day of the bank's booking, YYYY-MM-DD. */
  valueOn: string;
  /** Fen that came, and those of them that the charge needed. */
  amount: number;
  accepted: number;
}

/** What has arrived for a charge by bank transfer. */
export function Receipts({ receipts }: { receipts: readonly Receipt[] }) {
  const { t, i18n } = useTranslation("billing");
  const locale = localeOf(i18n.language);
  if (receipts.length === 0) return <p className="text-muted">{t("receipt.none")}</p>;
  return (
    <DataTable
      caption={t("receipt.caption")}
      captionHidden
      rows={receipts}
      rowKey={({ bankReference }) => bankReference}
      columns={[
        {
          key: "number",
          head: t("receipt.column.bankReference"),
          rowHeader: true,
          cell: ({ bankReference }) => <span className="tnum wrap-anywhere">{bankReference}</span>,
        },
        {
          key: "day",
          head: t("receipt.column.valueOn"),
          cell: ({ valueOn }) => formatDate(`${valueOn}T12:00:00+08:00`, locale),
        },
        {
          key: "amount",
          head: t("receipt.column.amount"),
          numeric: true,
          cell: ({ amount }) => <Money fen={amount} />,
        },
        {
          key: "accepted",
          head: t("receipt.column.accepted"),
          numeric: true,
          cell: ({ amount, accepted }) => (
            <>
              <Money fen={accepted} />
              {amount > accepted && (
                <span className="block text-xs text-muted">
                  {t("receipt.excess", { amount: formatMoney(amount - accepted) })}
                </span>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
