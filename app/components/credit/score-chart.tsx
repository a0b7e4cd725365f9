import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { Day } from "#app/components/text.tsx";
import type { HistoryPoint } from "#app/domain/credit/record/policy.ts";

/** Room for `100` at the start of a line, in letters that can be read on a phone too. */
const [width, height, edge] = [640, 160, 40];
const most = 100;

const y = (score: number): number => edge + ((most - score) / most) * (height - 2 * edge);

/** The usage score over the last year as steps with its numbers at the turns; the table below says the same in words. */
export function ScoreChart({ history }: { history: readonly HistoryPoint[] }) {
  const { t } = useTranslation("ownCredit");
  const step = (width - 2 * edge) / Math.max(1, history.length - 1);
  const points = history.map(({ at, score }, index) => ({ at, score, x: edge + index * step, y: y(score) }));
  const turns = points.filter(({ score }, index) => index === 0 || score !== points[index - 1]?.score);
  const lowest = Math.min(...history.map(({ score }) => score));
  const now = history.at(-1)?.score ?? most;
  return (
    <figure className="grid gap-3">
      <figcaption className="text-sm text-muted">{t("history.note")}</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t("history.label", { now, lowest })}
        className="w-full max-w-reading"
      >
        {[0, 50, most].map((score) => (
          <g key={score}>
            <line x1={edge} x2={width - edge} y1={y(score)} y2={y(score)} stroke="var(--color-hairline)" />
            <text x={0} y={y(score) + 5} className="text-[20px] sm:text-[12px]" fill="var(--color-muted)">
              {score}
            </text>
          </g>
        ))}
        <polyline
          points={points.map((point) => `${point.x},${point.y}`).join(" ")}
          fill="none"
          stroke="var(--color-accent-fill)"
          strokeWidth="2"
        />
        {turns.map((point, index) => (
          <g key={point.x}>
            <circle cx={point.x} cy={point.y} r="3" fill="var(--color-accent-fill)" />
            <text
              x={point.x}
              y={point.y - 8}
              className="text-[20px] sm:text-[12px]"
              // The first stands beside the scale, not over it.
              textAnchor={index === 0 ? "start" : "middle"}
              fill="var(--color-ink)"
            >
              {point.score}
            </text>
          </g>
        ))}
      </svg>
      <Disclosure summary={t("history.table")}>
        <DataTable<HistoryPoint>
          caption={t("history.title")}
          captionHidden
          rows={history}
          rowKey={({ at }) => String(at)}
          columns={[
            { key: "at", head: t("history.at"), rowHeader: true, cell: ({ at }) => <Day at={at} /> },
            { key: "score", head: t("history.score"), numeric: true, cell: ({ score }) => score },
            { key: "grade", head: t("history.grade"), cell: ({ grade }) => grade },
          ]}
        />
      </Disclosure>
    </figure>
  );
}
