import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { formatMoney } from "#app/components/format.ts";
import { EmptyState } from "#app/components/notice.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { LastDay } from "#app/components/text.tsx";
import type { VoucherItem } from "#app/domain/vouchers/voucher-queries.server.ts";
import { voucherState, voucherTone } from "./words.ts";

/** A voucher's state in shape and word. */
export function VoucherTag({ state }: { state: string }) {
  const { t } = useTranslation("vouchers");
  return <StateTag tone={voucherTone(state)}>{t(`state.${voucherState(state)}`)}</StateTag>;
}

/** Own vouchers: what each still pays, and until when. */
export function OwnVouchers({ rows }: { rows: readonly VoucherItem[] }) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  return (
    <DataTable
      caption={t("own.title")}
      captionHidden
      rows={rows}
      rowKey={({ voucher }) => voucher.id}
      empty={<EmptyState title={t("own.none")}>{t("own.noneDetail")}</EmptyState>}
      columns={[
        {
          key: "program",
          head: t("column.program"),
          rowHeader: true,
          cell: (row) => (
            <RowLink to={`/organization/vouchers/${row.voucher.id}`}>
              {nameOf({ nameZh: row.programZh, nameEn: row.programEn })}
            </RowLink>
          ),
        },
        {
          key: "state",
          head: t("column.state"),
          cell: ({ voucher }) => <VoucherTag state={voucher.state} />,
        },
        {
          key: "amount",
          head: t("column.requested"),
          numeric: true,
          cell: ({ voucher }) => formatMoney(voucher.requested),
        },
        {
          key: "reserved",
          head: t("column.reserved"),
          numeric: true,
          cell: ({ voucher }) => formatMoney(voucher.reserved),
        },
        {
          key: "captured",
          head: t("column.captured"),
          numeric: true,
          cell: ({ voucher }) => formatMoney(voucher.captured),
        },
        {
          key: "left",
          head: t("column.left"),
          numeric: true,
          cell: ({ voucher: { amount, reserved, captured, state } }) =>
            state === "granted" ? formatMoney(amount - reserved - captured) : "—",
        },
        {
          key: "until",
          head: t("column.until"),
          cell: ({ voucher: { validUntil } }) => (validUntil ? <LastDay at={validUntil} /> : "—"),
        },
      ]}
    />
  );
}
