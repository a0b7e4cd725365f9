import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { formatMoney } from "#app/components/format.ts";
import { Disclosure } from "#app/components/small.tsx";
import { Money } from "#app/components/text.tsx";
import type { CostBreakdown } from "#db/schema/catalog.ts";
import type { PriceUnit, UserClass } from "#db/schema/vocabulary.ts";

export interface PriceLine {
  id: string;
  item: string;
  unit: PriceUnit;
  userClass: UserClass;
  amount: number;
  costBreakdown: CostBreakdown | null;
  approvalDocument: string;
}

interface ItemRow {
  key: string;
  item: string;
  unit: PriceUnit;
  amounts: Partial<Record<UserClass, number>>;
}

const classes = ["internal", "academic", "enterprise"] as const;

/** The price list as people compare it: an item a row, a user class a column; the reader's own class is marked. */
export function PriceTable({ prices, own }: { prices: readonly PriceLine[]; own: UserClass | null }) {
  const { t } = useTranslation(["booking", "catalog"]);
  if (prices.length === 0) return <p className="text-muted">{t("price.empty")}</p>;
  return (
    <DataTable<ItemRow>
      caption={t("facility.prices")}
      captionHidden
      rows={rowsOf(prices)}
      rowKey={({ key }) => key}
      columns={[
        {
          key: "item",
          head: t("price.item"),
          rowHeader: true,
          cell: ({ item, unit }) => (
            <>
              {item}{" "}
              <span className="font-normal text-muted">/ {t(`catalog:option.priceUnits.${unit}`)}</span>
            </>
          ),
        },
        ...classes.map((name) => ({
          key: name,
          numeric: true,
          label: t(`catalog:option.userClasses.${name}`),
          head: (
            <>
              {t(`catalog:option.userClasses.${name}`)}
              {name === own && (
                <span className="block text-xs font-normal text-accent">{t("price.yours")}</span>
              )}
            </>
          ),
          cell: ({ amounts }: ItemRow) => <Amount fen={amounts[name]} />,
        })),
      ]}
    />
  );
}

function Amount({ fen }: { fen: number | undefined }) {
  const { t } = useTranslation(["booking", "catalog"]);
  if (fen === undefined) return <span className="text-muted">{t("price.none")}</span>;
  return fen === 0 ? t("price.free") : <Money fen={fen} />;
}

function rowsOf(prices: readonly PriceLine[]): ItemRow[] {
  const rows = new Map<string, ItemRow>();
  for (const { item, unit, userClass, amount } of prices) {
    const key = `${item} ${unit}`;
    const row = rows.get(key) ?? { key, item, unit, amounts: {} };
    row.amounts[userClass] = amount;
    rows.set(key, row);
  }
  return [...rows.values()];
}

const costItems = ["consumables", "machineHours", "energy", "labour", "management", "depreciation"] as const;

/** What each price is made of, for facilities bought with government money; nothing for others. Wants a page's width. */
export function CostsInDetail({ prices }: { prices: readonly PriceLine[] }) {
  const { t } = useTranslation(["booking", "catalog"]);
  const broken = prices.filter(({ costBreakdown }) => costBreakdown !== null);
  if (broken.length === 0) return null;
  return (
    <Disclosure summary={t("price.breakdown")}>
      <p className="max-w-reading pb-3 text-sm text-muted">{t("price.breakdownLead")}</p>
      <DataTable<PriceLine>
        caption={t("price.breakdown")}
        captionHidden
        desk
        rows={broken}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "item",
            head: t("price.item"),
            rowHeader: true,
            cell: ({ item, userClass, unit }) =>
              `${item} / ${t(`catalog:option.priceUnits.${unit}`)} · ${t(`catalog:option.userClasses.${userClass}`)}`,
          },
          ...costItems.map((name) => ({
            key: name,
            head: t(`price.${name}`),
            numeric: true,
            cell: ({ costBreakdown }: PriceLine) => formatMoney(costBreakdown?.[name] ?? 0),
          })),
          {
            key: "sum",
            head: t("price.sum"),
            numeric: true,
            cell: ({ costBreakdown }) => formatMoney(sumOf(costBreakdown)),
          },
          {
            key: "price",
            head: t("facility.prices"),
            numeric: true,
            cell: ({ amount }) => formatMoney(amount),
          },
          { key: "by", head: t("price.approval"), cell: ({ approvalDocument }) => approvalDocument },
        ]}
      />
    </Disclosure>
  );
}

const sumOf = (breakdown: CostBreakdown | null): number =>
  costItems.reduce((sum, name) => sum + (breakdown?.[name] ?? 0), 0);
