import { useTranslation } from "react-i18next";
import { formatMoney, formatShare, localeOf } from "#app/components/format.ts";

/** Fen of a budget: all of it, what is promised, what of that is set aside, what has been used. */
export interface BudgetUse {
  amount: number;
  committed: number;
  reserved: number;
  spent: number;
}

const parts = ["spent", "reserved", "held", "free"] as const;

const fills: Record<(typeof parts)[number], string> = {
  spent: "var(--color-accent-fill)",
  reserved: "url(#budget-reserved)",
  held: "var(--color-accent-soft)",
  free: "var(--color-paper)",
};

/**
 * A budget as one bar: used solid, set aside hatched, granted and unused pale, free white. Each part is named under the bar with
 * its sum and share, so that no colour has to be read.
 */
export function BudgetChart({ use }: { use: BudgetUse }) {
  const { t, i18n } = useTranslation("vouchers");
  const fen = {
    spent: use.spent,
    reserved: use.reserved,
    held: use.committed - use.spent - use.reserved,
    free: use.amount - use.committed,
  };
  const whole = Math.max(1, use.amount);
  const share = (part: (typeof parts)[number]) => fen[part] / whole;
  const before = (part: (typeof parts)[number]) =>
    parts.slice(0, parts.indexOf(part)).reduce((sum, one) => sum + share(one), 0);
  return (
    <figure className="grid gap-2">
      <svg aria-hidden="true" width="100%" height="20" className="block">
        <defs>
          <pattern
            id="budget-reserved"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" fill="var(--color-accent-soft)" />
            <rect width="3" height="6" fill="var(--color-accent-fill)" />
          </pattern>
        </defs>
        {parts.map((part) => (
          <rect
            key={part}
            x={`${(before(part) * 100).toFixed(3)}%`}
            width={`${(share(part) * 100).toFixed(3)}%`}
            height="20"
            fill={fills[part]}
          />
        ))}
        <rect width="100%" height="20" fill="none" stroke="var(--color-accent-fill)" />
      </svg>
      <figcaption className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {parts.map((part) => (
          <span key={part} className="inline-flex items-center gap-2">
            <svg aria-hidden="true" width="12" height="12">
              <rect width="12" height="12" fill={fills[part]} stroke="var(--color-accent-fill)" />
            </svg>
            <span className="tnum">
              {t(`part.${part}`)} {formatMoney(fen[part])}
              <span className="text-muted"> · {formatShare(share(part), localeOf(i18n.language), 1)}</span>
            </span>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
