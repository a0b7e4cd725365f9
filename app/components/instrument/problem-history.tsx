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

const steps = ["report", "acknowledge", "resolve"] as const;

/** What has been done about a problem: what, who, when, with what words. */
export function ProblemHistory({ lines, zone }: { lines: readonly Line[]; zone: string }) {
  const { t } = useTranslation("instrument");
  const name = (transition: string) =>
    t(`problem.step.${steps.find((step) => step === transition) ?? "report"}`);
  return (
    <DataTable<Line>
      caption={t("problem.history")}
      captionHidden
      rows={lines}
      rowKey={({ seq }) => String(seq)}
      columns={[
        { key: "act", head: t("problem.act"), rowHeader: true, cell: ({ transition }) => name(transition) },
        { key: "by", head: t("problem.by"), cell: ({ actorName }) => actorName },
        {
          key: "at",
          head: t("problem.at"),
          cell: ({ at }) => <DateTime at={at} zone={zone} weekday={false} />,
        },
        { key: "remark", head: t("problem.remark"), cell: ({ reason }) => reason },
      ]}
    />
  );
}
