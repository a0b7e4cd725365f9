import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { DataTable } from "#app/components/data-table.tsx";
import { formatCount } from "#app/components/format.ts";
import { StateTag } from "#app/components/state-tag.tsx";
import type { Explained, UsedFigure } from "#app/domain/assessment/explain.server.ts";
import { FormulaText } from "./formula-text.tsx";
import { pointsText, valueText } from "./words.ts";

/** Where every point comes from: bars of what each indicator gave, and the table with formulas, figures and sources. */
export function Explanation({ lines }: { lines: readonly Explained[] }) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  return (
    <div className="grid gap-6">
      <IndicatorChart lines={lines} />
      <DataTable
        caption={t("explain.title")}
        captionHidden
        rows={lines}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "indicator",
            head: t("explain.indicator"),
            rowHeader: true,
            cell: (line) => (
              <>
                {nameOf(line)}
                <span className="block text-xs font-normal text-muted">
                  {t(`indicatorKind.${line.kind}`)}
                  {line.sharing && ` · ${t("sharing")}`}
                </span>
              </>
            ),
          },
          { key: "formula", head: t("explain.formula"), cell: (line) => <FormulaCell line={line} /> },
          {
            key: "value",
            head: t("explain.value"),
            numeric: true,
            cell: ({ value }) => valueText(value, t("noValue")),
          },
          { key: "range", head: t("explain.range"), numeric: true, cell: (line) => <Range line={line} /> },
          { key: "got", head: t("explain.got"), numeric: true, cell: (line) => <Got line={line} /> },
          {
            key: "of",
            head: t("explain.of"),
            numeric: true,
            cell: ({ kind, points }) => (kind === "threshold" ? "—" : pointsText(points)),
          },
        ]}
      />
      <p className="tnum font-semibold">
        {t("explain.total")}{" "}
        {pointsText(
          Math.max(
            0,
            lines.reduce((sum, { got }) => sum + got, 0),
          ),
        )}
      </p>
    </div>
  );
}

function FormulaCell({ line: { formula, figures } }: { line: Explained }) {
  return (
    <>
      <FormulaText formula={formula} />
      <ul className="text-xs text-muted">
        {figures.map((figure) => (
          <FigureLine key={figure.name} figure={figure} />
        ))}
      </ul>
    </>
  );
}

function FigureLine({ figure }: { figure: UsedFigure }) {
  const { t } = useTranslation("assessment");
  const { name, value, frozen, corrected, rows, source } = figure;
  return (
    <li>
      {t(`figure.${name}`)} <span className="tnum text-ink">{valueText(value, t("noValue"))}</span> ·{" "}
      {t("explain.source", { source: t(`source.${source}`), count: rows })}
      {corrected && ` · ${t("explain.corrected", { frozen: valueText(frozen, t("noValue")) })}`}
    </li>
  );
}

function Range({ line: { kind, floor, ceiling } }: { line: Explained }) {
  const { t } = useTranslation("assessment");
  return kind === "threshold"
    ? t("explain.least", { floor: formatCount(floor) })
    : `${formatCount(floor)} → ${formatCount(ceiling)}`;
}

function Got({ line: { kind, got, value, floor } }: { line: Explained }) {
  const { t } = useTranslation("assessment");
  if (kind !== "threshold") return pointsText(got);
  if (value === null) return "—";
  return value < floor ? (
    <StateTag tone="warning">{t("explain.missed")}</StateTag>
  ) : (
    <StateTag tone="confirmed">{t("explain.met")}</StateTag>
  );
}

/** What each indicator gave of what it could: solid and outline, all to one scale. */
function IndicatorChart({ lines }: { lines: readonly Explained[] }) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  const shown = lines.filter(({ kind }) => kind === "scored" || kind === "bonus");
  const longest = Math.max(1, ...shown.map(({ points }) => points));
  const width = (points: number) => `${((points / longest) * 100).toFixed(2)}%`;
  return (
    <figure className="grid gap-3">
      <figcaption className="text-sm text-muted">{t("chart.indicatorsNote")}</figcaption>
      <ul className="grid gap-2">
        {shown.map((line) => (
          <li
            key={line.id}
            className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)] sm:items-center"
          >
            <span className="text-sm">{nameOf(line)}</span>
            <span className="grid gap-0.5">
              <svg aria-hidden="true" width="100%" height="12" className="block overflow-visible">
                <rect width={width(line.points)} height="12" fill="none" stroke="var(--color-line)" />
                <rect width={width(line.got)} height="12" fill="var(--color-accent-fill)" />
              </svg>
              <span className="tnum text-xs text-muted">
                {t("chart.indicatorBar", { got: pointsText(line.got), points: pointsText(line.points) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
