import { useTranslation } from "react-i18next";
import { formatDateTime, localeOf } from "#app/components/format.ts";
import { Notice } from "#app/components/notice.tsx";
import type { OpenProblem } from "#app/domain/instrument/problem-queries.server.ts";

/** What is wrong with the facility now, the worst first; nothing where nothing is. */
export function ProblemBanner({ problems, zone }: { problems: readonly OpenProblem[]; zone: string }) {
  const { t, i18n } = useTranslation("instrument");
  const [worst] = problems;
  if (!worst) return null;
  const stops = worst.severity === "stops_work";
  return (
    <div className="pb-6">
      <Notice kind={stops ? "refusal" : "warning"} title={t(`banner.${worst.severity}`)}>
        {problems.map(({ unit, since }) => {
          const at = formatDateTime(since, localeOf(i18n.language), zone, false);
          const words = unit === null ? t("banner.whole", { at }) : t("banner.where", { number: unit, at });
          return <p key={`${unit} ${at}`}>{words}</p>;
        })}
      </Notice>
    </div>
  );
}
