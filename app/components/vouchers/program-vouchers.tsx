import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { formatMoney } from "#app/components/format.ts";
import { Due } from "#app/components/identity/due.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { OrganizationName, LastDay } from "#app/components/text.tsx";
import type { VoucherItem } from "#app/domain/vouchers/voucher-queries.server.ts";
import { Act, type ActReply } from "./ask-reason.tsx";
import { VoucherTag } from "./voucher-table.tsx";

interface Props {
  rows: readonly VoucherItem[];
  /** Whether the reader decides applications. */
  decides: boolean;
  now: Date;
  reply: ActReply | undefined;
}

/** A programme's applications and vouchers; what waits comes first, with the two things that can be done about it. */
export function ProgramVouchers({ rows, decides, now, reply }: Props) {
  const { t } = useTranslation("vouchers");
  return (
    <DataTable
      caption={t("desk.vouchers")}
      captionHidden
      rows={rows}
      rowKey={({ voucher }) => voucher.id}
      empty={<EmptyState title={t("desk.noVouchers")}>{t("desk.noVouchersDetail")}</EmptyState>}
      columns={[
        {
          key: "company",
          head: t("column.company"),
          rowHeader: true,
          cell: (row) => (
            <span className="grid">
              <OrganizationName nameZh={row.companyZh} nameEn={row.companyEn} />
              <span className="text-xs text-muted">{row.voucher.purpose}</span>
            </span>
          ),
        },
        {
          key: "asked",
          head: t("column.requested"),
          numeric: true,
          cell: ({ voucher }) => formatMoney(voucher.requested),
        },
        {
          key: "used",
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
          cell: ({ voucher }) =>
            voucher.state === "applied" ? (
              <Due at={voucher.deadline} now={now} />
            ) : (
              voucher.validUntil && <LastDay at={voucher.validUntil} />
            ),
        },
        {
          key: "state",
          head: t("column.state"),
          cell: (row) => <Decision row={row} decides={decides} reply={reply} />,
        },
      ]}
    />
  );
}

function Decision({ row, decides, reply }: Pick<Props, "decides" | "reply"> & { row: VoucherItem }) {
  const { t } = useTranslation("vouchers");
  const { id, state, reason, automatic } = row.voucher;
  if (state !== "applied" || !decides)
    return (
      <span className="grid justify-items-start gap-0.5">
        <VoucherTag state={state} />
        {automatic && <span className="text-xs text-muted">{t("desk.automatic")}</span>}
        {reason !== "" && <span className="text-xs text-muted">{reason}</span>}
      </span>
    );
  const labelled = (intent: "grant" | "decline") => (
    <>
      {t(`act.${intent}`)}
      <span className="sr-only"> {row.companyZh}</span>
    </>
  );
  const ask = { name: "reason" as const, label: t("field.reason") };
  return (
    <span className="flex flex-wrap gap-2">
      <Act
        id={id}
        intent="grant"
        small
        look="primary"
        label={labelled("grant")}
        note={t("act.grantNote", { sum: formatMoney(row.voucher.requested) })}
        reply={reply}
        ask={{ ...ask, optional: true }}
      />
      <Act
        id={id}
        intent="decline"
        small
        label={labelled("decline")}
        note={t("act.declineNote")}
        reply={reply}
        ask={ask}
      />
    </span>
  );
}
