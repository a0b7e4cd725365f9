import { useTranslation } from "react-i18next";
import { type Column, DataTable } from "#app/components/data-table.tsx";

export interface SampleLine {
  number: number;
  label: string;
  material: string;
  hazard: string;
  code?: string;
  /** What was found on receipt; null before. */
  condition?: string | null;
}

/** Samples as their sender names them, with what was found on receipt where that is known. */
export function SampleTable({ rows, caption }: { rows: readonly SampleLine[]; caption: string }) {
  const { t } = useTranslation("samples");
  const [coded, received] = [rows.some(({ code }) => code), rows.some(({ condition }) => condition != null)];
  const columns: (Column<SampleLine> | false)[] = [
    { key: "label", head: t("column.label"), rowHeader: true, cell: ({ label }) => label },
    { key: "number", head: t("column.number"), numeric: true, cell: ({ number }) => number },
    coded && {
      key: "code",
      head: t("column.code"),
      cell: ({ code }) => <code className="tnum">{code}</code>,
    },
    { key: "material", head: t("column.material"), cell: ({ material }) => material },
    {
      key: "hazard",
      head: t("column.hazard"),
      cell: ({ hazard }) => hazard && <strong className="text-warning">{hazard}</strong>,
    },
    received && {
      key: "condition",
      head: t("column.condition"),
      cell: ({ condition }) => condition || t("detail.asDescribed"),
    },
  ];
  return (
    <DataTable<SampleLine>
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={({ number }) => String(number)}
      columns={columns.filter((column) => column !== false)}
    />
  );
}
