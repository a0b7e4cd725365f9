import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { DateTime } from "#app/components/text.tsx";

export interface HistoryLine {
  seq: number;
  at: Date;
  transition: string;
  actorName: string;
  via: string;
  reason: string;
}

const names = [
  "reserve",
  "submit",
  "confirm",
  "approve",
  "reject",
  "cancel",
  "release",
  "run-out",
  "waive-charge",
  "call-off",
  "check-in",
  "complete",
  "check-out",
  "vacate",
  "correct",
  "relocate",
  "displace",
  "restrict",
  "no-show",
  "expire",
  "extend",
  "reschedule",
  "transfer",
  "resubmit",
  "evaluate",
] as const;

/** Every change of a booking: what, who, when, why. */
export function History({ lines, zone }: { lines: readonly HistoryLine[]; zone: string }) {
  const { t } = useTranslation("booking");
  const name = (transition: string): string =>
    t(`history.${names.find((known) => known === transition) ?? "reserve"}`);
  return (
    <DataTable<HistoryLine>
      caption={t("detail.history")}
      captionHidden
      rows={lines}
      rowKey={({ seq }) => String(seq)}
      columns={[
        { key: "act", head: t("detail.act"), rowHeader: true, cell: ({ transition }) => name(transition) },
        {
          key: "by",
          head: t("detail.by"),
          cell: ({ actorName, via }) => (via === "system" ? t("history.system") : actorName),
        },
        {
          key: "at",
          head: t("detail.at"),
          cell: ({ at }) => <DateTime at={at} zone={zone} weekday={false} />,
        },
        { key: "reason", head: t("detail.reason"), cell: ({ reason }) => reason },
      ]}
    />
  );
}
