import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { DateTime } from "#app/components/text.tsx";

interface Line {
  seq: number;
  at: Date;
  transition: string;
  actorName: string;
  reason: string;
}

/** Every change of an order: what, who, when, why. */
export function OrderHistory({ lines, zone }: { lines: readonly Line[]; zone: string }) {
  const { t } = useTranslation(["booking", "lifecycles"]);
  return (
    <DataTable<Line>
      caption={t("detail.history")}
      captionHidden
      rows={lines}
      rowKey={({ seq }) => String(seq)}
      columns={[
        {
          key: "act",
          head: t("detail.act"),
          rowHeader: true,
          cell: ({ transition }) => t(`lifecycles:step.${transition}`),
        },
        { key: "by", head: t("detail.by"), cell: ({ actorName }) => actorName },
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
