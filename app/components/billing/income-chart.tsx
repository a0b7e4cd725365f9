import { useTranslation } from "react-i18next";
import { formatMoney, formatShare, localeOf } from "#app/components/format.ts";

interface Bar {
  key: string;
  label: string;
  /** Fen; a month may be below zero, when more went back than came. */
  total: number;
}

/** Sums as bars to one scale, each with its amount and share in words: the table below says the same. */
export function IncomeBars({ bars, whole }: { bars: readonly Bar[]; whole: number }) {
  const { t, i18n } = useTranslation("billing");
  const share = (total: number) => formatShare(total / whole, localeOf(i18n.language), 1);
  const longest = Math.max(1, ...bars.map(({ total }) => Math.abs(total)));
  return (
    <ul className="grid gap-3">
      {bars.map(({ key, label, total }) => (
        <li key={key} className="grid gap-1">
          <span className="font-medium wrap-anywhere">{label}</span>
          <svg aria-hidden="true" width="100%" height="14">
            <rect
              width={`${((Math.abs(total) / longest) * 100).toFixed(2)}%`}
              height="14"
              fill={total < 0 ? "var(--color-refused)" : "var(--color-accent-fill)"}
            />
          </svg>
          <span className="tnum text-sm text-muted">
            {whole > 0 && total >= 0
              ? t("income.bar", { amount: formatMoney(total), share: share(total) })
              : formatMoney(total)}
          </span>
        </li>
      ))}
    </ul>
  );
}
