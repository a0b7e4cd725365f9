import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { formatMoney, formatMonth, localeOf } from "#app/components/format.ts";

export interface Month {
  month: string;
  granted: number;
  captured: number;
  paid: number;
}

const kinds = ["granted", "captured", "paid"] as const;

const fills = {
  granted: "var(--color-accent-soft)",
  captured: "var(--color-accent-fill)",
  paid: "var(--color-ink)",
} as const;

const most = 24;

/** What was granted, used and paid out by month, three bars to one scale; the table under it says the same. */
export function MonthsChart({ months }: { months: readonly Month[] }) {
  const { t, i18n } = useTranslation("vouchers");
  const monthOf = ({ month }: Month) => formatMonth(month, localeOf(i18n.language));
  const shown = months.slice(-most);
  if (shown.length === 0) return <p className="text-muted">{t("budgets.noMonths")}</p>;
  const top = Math.max(1, ...shown.flatMap(({ granted, captured, paid }) => [granted, captured, paid]));
  return (
    <div className="grid gap-6">
      <figure className="grid gap-3">
        <figcaption className="text-sm text-muted">{t("budgets.monthsNote")}</figcaption>
        <ol className="grid gap-2">
          {shown.map((one) => (
            <li key={one.month} className="grid grid-cols-[5rem_minmax(0,1fr)] items-center gap-x-4">
              <span className="tnum text-sm">{monthOf(one)}</span>
              <svg aria-hidden="true" width="100%" height="26" className="block">
                {kinds.map((kind, at) => (
                  <rect
                    key={kind}
                    y={at * 9}
                    height="7"
                    width={`${((one[kind] / top) * 100).toFixed(2)}%`}
                    fill={fills[kind]}
                    stroke="var(--color-accent-fill)"
                  />
                ))}
              </svg>
            </li>
          ))}
        </ol>
      </figure>
      <DataTable
        caption={t("budgets.months")}
        captionHidden
        rows={shown}
        rowKey={({ month }) => month}
        columns={[
          { key: "month", head: t("column.month"), rowHeader: true, cell: monthOf },
          ...kinds.map((kind) => ({
            key: kind,
            head: t(`column.${kind}`),
            numeric: true,
            cell: (row: Month) => formatMoney(row[kind]),
          })),
        ]}
      />
    </div>
  );
}
