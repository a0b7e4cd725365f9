import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { formatMoney } from "#app/components/format.ts";
import { type UserClass, userClasses } from "#db/schema/vocabulary.ts";

export interface PriceRow {
  item: string;
  unit: string;
  userClass: string;
  amount: number;
  validTo: string | null;
}

interface Grouped {
  item: string;
  unit: string;
  amounts: Partial<Record<UserClass, PriceRow>>;
}

/** The prices in force, one line per service and unit, a column per class of user. */
export function PriceTable({ prices }: { prices: readonly PriceRow[] }) {
  const { t } = useTranslation("catalog");
  return (
    <DataTable<Grouped>
      caption={t("detail.priceList")}
      captionHidden
      rows={group(prices)}
      rowKey={({ item, unit }) => `${item} ${unit}`}
      empty={<p className="text-muted">{t("prices.empty")}</p>}
      columns={[
        { key: "item", head: t("prices.item"), rowHeader: true, cell: ({ item }) => item },
        { key: "unit", head: t("prices.unit"), cell: ({ unit }) => t("prices.per", { unit: t(`option.priceUnits.${unit}`) }) },
        ...userClasses.map((userClass) => ({
          key: userClass,
          head: t(`option.userClasses.${userClass}`),
          numeric: true,
          cell: ({ amounts }: Grouped) => <Amount row={amounts[userClass]} />,
        })),
      ]}
    />
  );
}

function Amount({ row }: { row: PriceRow | undefined }) {
  const { t } = useTranslation("catalog");
  if (!row) return <span className="text-muted">—</span>;
  return (
    <>
      {row.amount === 0 ? t("prices.free") : formatMoney(row.amount)}
      {row.validTo && <span className="block text-xs text-muted">{t("prices.until", { date: row.validTo })}</span>}
    </>
  );
}

function group(prices: readonly PriceRow[]): Grouped[] {
  const lines = new Map<string, Grouped>();
  for (const row of prices) {
    const key = `${row.item}\n${row.unit}`;
    const line = lines.get(key) ?? { item: row.item, unit: row.unit, amounts: {} };
    const userClass = userClasses.find((name) => name === row.userClass);
    if (userClass) line.amounts[userClass] = row;
    lines.set(key, line);
  }
  return [...lines.values()];
}
