import { useTranslation } from "react-i18next";
import { Bars } from "#app/components/bars.tsx";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { formatCount, formatMoney } from "#app/components/format.ts";
import { Section } from "#app/components/page-head.tsx";
import type { Counted } from "#app/domain/contracts/outcomes/figures.ts";

interface Props {
  title: string;
  note?: string;
  rows: readonly Counted[];
  /** Whether what is counted has amounts. */
  money?: boolean;
}

/** Numbers by name: bars for the eye, the same in the table underneath. */
export function CountedFigures({ title, note, rows, money = false }: Props) {
  const { t } = useTranslation("outcomes");
  const columns: Column<Counted>[] = [
    { key: "name", head: title, rowHeader: true, cell: ({ name }) => name },
    { key: "count", head: t("number"), numeric: true, cell: ({ count }) => formatCount(count) },
  ];
  if (money)
    columns.push({
      key: "amount",
      head: t("amount"),
      numeric: true,
      cell: ({ amount }) => (amount === null ? t("withheld") : formatMoney(amount)),
    });
  return (
    <Section title={title}>
      {note && <p className="pb-3 text-sm text-muted">{note}</p>}
      <Bars rows={rows} />
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        rowKey={({ name }) => name}
        empty={<p className="text-muted">{t("none")}</p>}
        columns={columns}
      />
    </Section>
  );
}
