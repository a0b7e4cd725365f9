import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime, Money } from "#app/components/text.tsx";
import { refundFailure } from "#app/i18n/refund-failure.ts";
import { moneyTone } from "./words.ts";

export interface ShownPayment {
  id: string;
  method: string;
  externalId: string;
  bankReference: string | null;
  amount: number;
  at: Date;
}

/** Under which number it is known outside the platform; a voucher's use has none. */
const numberOf = ({ method, externalId, bankReference }: ShownPayment): string =>
  method === "voucher" ? "" : (bankReference ?? externalId);

/** What came in for a charge. */
export function Payments({ rows }: { rows: readonly ShownPayment[] }) {
  const { t } = useTranslation("charges");
  return (
    <DataTable<ShownPayment>
      caption={t("part.payments")}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      empty={<p className="text-muted">{t("noPayments")}</p>}
      columns={[
        {
          key: "method",
          head: t("field.method"),
          rowHeader: true,
          cell: ({ method }) => t(`method.${method}`),
        },
        { key: "at", head: t("field.at"), cell: ({ at }) => <DateTime at={at} weekday={false} /> },
        {
          key: "reference",
          head: t("field.reference"),
          cell: (row) => <span className="tnum wrap-anywhere">{numberOf(row)}</span>,
        },
        {
          key: "amount",
          head: t("field.amount"),
          numeric: true,
          cell: ({ amount }) => <Money fen={amount} />,
        },
      ]}
    />
  );
}

export interface ShownRefund {
  id: string;
  method: string;
  kind: string;
  amount: number;
  reason: string;
  failure: string;
  externalId: string | null;
  state: string;
  createdAt: Date;
}

/** What goes back, or has gone back, and why. */
export function Refunds({ rows }: { rows: readonly ShownRefund[] }) {
  const { t } = useTranslation("charges");
  return (
    <DataTable<ShownRefund>
      caption={t("part.refunds")}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: "kind", head: t("field.kind"), rowHeader: true, cell: ({ kind }) => t(`refundKind.${kind}`) },
        {
          key: "state",
          head: t("field.state"),
          cell: ({ state, failure, method, externalId }) => (
            <>
              <StateTag tone={moneyTone(state)}>{t(`refundState.${state}`)}</StateTag>
              {method === "transfer" && externalId && (
                <span className="tnum block text-xs text-muted">{externalId}</span>
              )}
              {failure !== "" && (
                <span className="block text-xs text-muted first-letter:uppercase">
                  {refundFailure(t, failure)}
                </span>
              )}
            </>
          ),
        },
        { key: "method", head: t("field.method"), cell: ({ method }) => t(`method.${method}`) },
        {
          key: "at",
          head: t("field.at"),
          cell: ({ createdAt }) => <DateTime at={createdAt} weekday={false} />,
        },
        {
          key: "reason",
          head: t("field.reason"),
          cell: ({ reason }) => reason,
        },
        {
          key: "amount",
          head: t("field.amount"),
          numeric: true,
          cell: ({ amount }) => <Money fen={amount} />,
        },
      ]}
    />
  );
}
