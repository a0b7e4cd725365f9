import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { Money } from "#app/components/text.tsx";
import { lineWords } from "./words.ts";

export interface ShownLine {
  n: number;
  reason: string;
  text: string;
  params: Record<string, string | number>;
  amount: number;
}

/** What a charge is made of, reason by reason, and its total. */
export function ChargeLines({ lines, total }: { lines: readonly ShownLine[]; total: number }) {
  const { t } = useTranslation("charges");
  const { t: catalog } = useTranslation("catalog");
  const className = (name: string) => catalog(`option.userClasses.${name}`, { defaultValue: name });
  return (
    <>
      <DataTable<ShownLine>
        caption={t("part.why")}
        captionHidden
        rows={lines}
        rowKey={({ n }) => String(n)}
        columns={[
          {
            key: "line",
            head: t("field.line"),
            rowHeader: true,
            cell: (line) => lineWords(t, className, line),
          },
          {
            key: "amount",
            head: t("field.amount"),
            numeric: true,
            cell: ({ amount }) => <Money fen={amount} />,
          },
        ]}
      />
      <p className="tnum pt-2 text-end font-semibold">
        {t("field.total")} <Money fen={total} />
      </p>
    </>
  );
}
