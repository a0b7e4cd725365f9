import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day } from "#app/components/text.tsx";
import type { RegisterMeasure } from "#app/domain/credit/register/rows.server.ts";
import { measureTones } from "./words.ts";

/** The measures of a decision with their dates and how they stand. */
export function MeasureList({ measures }: { measures: readonly RegisterMeasure[] }) {
  const { t } = useTranslation("credit");
  return (
    <DataTable<RegisterMeasure>
      caption={t("decision.measures")}
      captionHidden
      rows={measures}
      rowKey={({ kind }) => kind}
      columns={[
        { key: "kind", head: t("decision.kind"), rowHeader: true, cell: ({ kind }) => t(`measure.${kind}`) },
        { key: "from", head: t("decision.starts"), cell: ({ from }) => <Day at={from} /> },
        {
          key: "until",
          head: t("decision.ends"),
          cell: ({ until }) => (until ? <Day at={until} /> : t("decision.noTerm")),
        },
        {
          key: "state",
          head: t("decision.state"),
          cell: ({ state }) => <StateTag tone={measureTones[state]}>{t(`measureState.${state}`)}</StateTag>,
        },
      ]}
    />
  );
}
