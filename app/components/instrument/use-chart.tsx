import { useTranslation } from "react-i18next";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { formatCount, formatShare, localeOf } from "#app/components/format.ts";
import { usedHours, utilisation } from "#app/domain/usage-report/figures.ts";
import type { ReportLine } from "#app/domain/usage-report/report.server.ts";

const whole = (hours: number): string => formatCount(Math.round(hours));

/**
 * Used hours of each facility as a bar, all to one scale: outside users solid, own users hatched. The words below each bar
 * say the same and how much of the opening hours that was; so does the table.
 */
export function UseChart({ lines }: { lines: readonly ReportLine[] }) {
  const { t } = useTranslation("usageReport");
  const longest = Math.max(1, ...lines.map(usedHours));
  return (
    <figure className="grid gap-3">
      <figcaption className="text-sm text-muted">{t("chartNote")}</figcaption>
      <svg aria-hidden="true" width="0" height="0" className="absolute">
        <defs>
          <pattern
            id="own-use"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="3" height="6" fill="var(--color-accent-fill)" />
          </pattern>
        </defs>
      </svg>
      <ul className="grid gap-3">
        {lines.map((line) => (
          <Bar key={line.id} line={line} longest={longest} />
        ))}
      </ul>
    </figure>
  );
}

function Bar({ line, longest }: { line: ReportLine; longest: number }) {
  const { t, i18n } = useTranslation("usageReport");
  const titleOf = useTitleOf();
  const used = usedHours(line);
  const share = utilisation(line);
  const width = (hours: number) => `${((hours / longest) * 100).toFixed(2)}%`;
  return (
    <li className="grid gap-1">
      <span className="font-medium">{titleOf(line)}</span>
      <svg aria-hidden="true" width="100%" height="16">
        <rect width={width(line.external)} height="16" fill="var(--color-accent-fill)" />
        <rect x={width(line.external)} width={width(line.internal)} height="16" fill="url(#own-use)" />
      </svg>
      <span className="tnum text-sm text-muted">
        {t("bar", {
          used: whole(used),
          external: whole(line.external),
          available: whole(line.available),
          share: share === null ? "—" : formatShare(share, localeOf(i18n.language), 1),
        })}
      </span>
    </li>
  );
}
