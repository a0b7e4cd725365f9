import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { pointsText } from "./words.ts";

export interface Bar {
  id: string;
  nameZh: string;
  nameEn: string;
  rank: number | null;
  score: number | null;
  sharing: number | null;
}

/** Scores where the grades begin, hundredths of a point. */
export interface Lines {
  excellentFrom: number;
  goodFrom: number;
  qualifiedFrom: number;
}

/** More bars than this are no picture any more; the table has everybody. */
const most = 20;

/** Scores as bars on one scale from 0 to 100, the sharing part dark; dashed lines where the grades begin. */
export function ScoreChart({ bars, lines }: { bars: readonly Bar[]; lines: Lines }) {
  const { t } = useTranslation("assessment");
  const scored = bars.filter(({ score, rank }) => score !== null && rank !== null).slice(0, most);
  if (scored.length === 0) return null;
  return (
    <figure className="grid gap-3">
      <figcaption className="max-w-reading text-sm text-muted">{t("chart.scoresNote")}</figcaption>
      <ol className="grid gap-2">
        {scored.map((bar) => (
          <OneBar key={bar.id} bar={bar} lines={lines} />
        ))}
      </ol>
    </figure>
  );
}

const at = (hundredths: number): string => `${Math.min(100, hundredths / 100).toFixed(2)}%`;

function OneBar({ bar, lines }: { bar: Bar; lines: Lines }) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  const { score, sharing } = { score: bar.score ?? 0, sharing: bar.sharing ?? 0 };
  const words = t("chart.bar", { score: pointsText(score), sharing: pointsText(sharing) });
  return (
    <li className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(0,18rem)_minmax(0,1fr)] sm:items-center">
      <span className="text-sm">
        <span className="tnum text-muted">{bar.rank}</span> {nameOf(bar)}
      </span>
      <span className="grid gap-0.5">
        <svg aria-hidden="true" width="100%" height="14" className="block">
          <rect width={at(score)} height="14" fill="var(--color-accent-soft)" />
          <rect width={at(score)} height="14" fill="none" stroke="var(--color-accent-fill)" />
          <rect width={at(sharing)} height="14" fill="var(--color-accent-fill)" />
          {[lines.excellentFrom, lines.goodFrom, lines.qualifiedFrom].map((from) => (
            <line
              key={from}
              x1={at(from)}
              x2={at(from)}
              y1="0"
              y2="14"
              stroke="var(--color-ink)"
              strokeDasharray="2 2"
            />
          ))}
        </svg>
        <span className="tnum text-xs text-muted">{words}</span>
      </span>
    </li>
  );
}
