import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { formatCount, formatMoney } from "#app/components/format.ts";
import { EmptyState } from "#app/components/notice.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import type { SettlementItem } from "#app/domain/vouchers/settlement-queries.server.ts";
import { Act, type ActReply } from "./ask-reason.tsx";
import { settlementState, useDay, voucherTone } from "./words.ts";

interface Props {
  rows: readonly SettlementItem[];
  /** Whether the reader may say that one is paid; who put it together may not. */
  pays: boolean;
  me: string;
  reply: ActReply | undefined;
}

/** Settlements with their state and, for a second person, the two ways on. */
export function SettlementTable({ rows, pays, me, reply }: Props) {
  const { t } = useTranslation("vouchers");
  const dayOf = useDay();
  return (
    <DataTable
      caption={t("settlements.made")}
      captionHidden
      rows={rows}
      rowKey={({ settlement }) => settlement.id}
      empty={<EmptyState title={t("settlements.none")} />}
      columns={[
        {
          key: "provider",
          head: t("column.provider"),
          rowHeader: true,
          cell: (row) => <OrganizationName nameZh={row.providerZh} nameEn={row.providerEn} />,
        },
        {
          key: "program",
          head: t("column.program"),
          cell: (row) => <OrganizationName nameZh={row.programZh} nameEn={row.programEn} />,
        },
        {
          key: "period",
          head: t("column.period"),
          cell: ({ settlement: s }) => `${dayOf(s.periodFrom)} – ${dayOf(s.periodTo)}`,
        },
        {
          key: "uses",
          head: t("column.uses"),
          numeric: true,
          cell: ({ settlement: s }) => formatCount(s.uses),
        },
        {
          key: "amount",
          head: t("column.sum"),
          numeric: true,
          cell: ({ settlement: s }) => formatMoney(s.amount),
        },
        {
          key: "state",
          head: t("column.state"),
          cell: (row) => <Stage row={row} pays={pays} me={me} reply={reply} />,
        },
      ]}
    />
  );
}

function Stage({
  row: { settlement: s, providerZh },
  pays,
  me,
  reply,
}: Omit<Props, "rows"> & { row: SettlementItem }) {
  const { t } = useTranslation("vouchers");
  const name = <span className="sr-only"> {providerZh}</span>;
  const common = { id: s.id, small: true, reply };
  return (
    <span className="grid justify-items-start gap-1">
      <StateTag tone={voucherTone(s.state)}>{t(`settlementState.${settlementState(s.state)}`)}</StateTag>
      {s.paidAt && (
        <span className="text-xs text-muted">
          <Day at={s.paidAt} /> · {s.reference}
        </span>
      )}
      {s.reason !== "" && <span className="text-xs text-muted">{s.reason}</span>}
      {s.state === "submitted" && pays && s.submittedBy === me && (
        <span className="text-xs text-muted">{t("settlements.second")}</span>
      )}
      {s.state === "submitted" && pays && s.submittedBy !== me && (
        <span className="flex flex-wrap gap-2">
          <Act
            {...common}
            intent="pay"
            look="primary"
            label={
              <>
                {t("act.pay")}
                {name}
              </>
            }
            note={t("act.payNote", { sum: formatMoney(s.amount) })}
            ask={{ name: "reference", label: t("field.reference") }}
          />
          <Act
            {...common}
            intent="return"
            label={
              <>
                {t("act.return")}
                {name}
              </>
            }
            note={t("act.returnNote")}
            ask={{ name: "reason", label: t("field.reason") }}
          />
        </span>
      )}
    </span>
  );
}
