import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { formatCount } from "#app/components/format.ts";
import { assessmentGrades } from "#db/schema/vocabulary.ts";
import { pointsText } from "./words.ts";

export interface Reason {
  code: string;
  params?: Record<string, string | number>;
}

/** The names of the indicators that a reason may speak of, by code. */
export type IndicatorNames = Readonly<Record<string, { nameZh: string; nameEn: string }>>;

const codes = ["rank", "last", "years", "threshold", "reserve", "grade", "basis"] as const;

/** Why something is proposed: codes with their numbers, in words. */
export function Because({ reasons, names }: { reasons: readonly Reason[]; names: IndicatorNames }) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  const words = ({ code, params = {} }: Reason): string => {
    const known = codes.find((one) => one === code);
    if (!known) return code;
    const grade = assessmentGrades.find((one) => one === params.grade);
    const indicator = names[String(params.indicator)];
    return t(`because.${known}`, {
      ...params,
      score: pointsText(Number(params.score)),
      grade: grade ? t(`grade.${grade}`) : "",
      indicator: indicator ? nameOf(indicator) : String(params.indicator),
      basis: formatCount(Number(params.basis)),
    });
  };
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={`${reason.code} ${JSON.stringify(reason.params)}`}>{words(reason)}</li>
      ))}
    </ul>
  );
}
