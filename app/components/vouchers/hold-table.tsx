import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { type Column, DataTable, RowLink } from "#app/components/data-table.tsx";
import { formatMoney } from "#app/components/format.ts";
import { EmptyState } from "#app/components/notice.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day } from "#app/components/text.tsx";
import type { HoldItem } from "#app/domain/vouchers/voucher-queries.server.ts";
import { findingOf, holdState, voucherTone } from "./words.ts";

interface Props<Row extends HoldItem> {
  rows: readonly Row[];
  caption: string;
  empty: string;
  /** Whose name stands beside the use: the provider's for companies, the company's for providers. */
  other: (row: Row) => ReactNode;
  otherHead: string;
  more?: readonly Column<Row>[];
}

/** Where a use has its page, by what it is. */
const places: Partial<Record<string, string>> = { booking: "bookings", sample_order: "samples" };

/** What vouchers were set aside for and used on. */
export function HoldTable<Row extends HoldItem>({
  rows,
  caption,
  empty,
  other,
  otherHead,
  more = [],
}: Props<Row>) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={({ hold }) => hold.id}
      empty={<EmptyState title={empty} />}
      columns={[
        {
          key: "use",
          head: t("column.use"),
          rowHeader: true,
          cell: (row) => (
            <RowLink to={`/${places[row.hold.causeType] ?? "bookings"}/${row.hold.causeId}`}>
              {nameOf({ nameZh: row.titleZh ?? t("use.booking"), nameEn: row.titleEn ?? t("use.booking") })}
            </RowLink>
          ),
        },
        { key: "other", head: otherHead, cell: other },
        { key: "on", head: t("column.usedOn"), cell: ({ startsAt }) => startsAt && <Day at={startsAt} /> },
        {
          key: "price",
          head: t("column.price"),
          numeric: true,
          cell: ({ hold }) => formatMoney(hold.price),
        },
        {
          key: "paid",
          head: t("column.byVoucher"),
          numeric: true,
          cell: ({ hold }) => formatMoney(hold.state === "captured" ? hold.captured : hold.amount),
        },
        {
          key: "state",
          head: t("column.state"),
          cell: ({ hold }) => <HoldState state={hold.state} findings={hold.findings} />,
        },
        ...more,
      ]}
    />
  );
}

/** How a hold stands, and what a person is looking at. */
export function HoldState({ state, findings }: { state: string; findings: readonly string[] }) {
  const { t } = useTranslation("vouchers");
  return (
    <span className="grid justify-items-start gap-1">
      <StateTag tone={voucherTone(state)}>{t(`holdState.${holdState(state)}`)}</StateTag>
      {findings.map((finding) => (
        <StateTag key={finding} tone="warning">
          {t(`finding.${findingOf(finding)}`)}
        </StateTag>
      ))}
    </span>
  );
}
