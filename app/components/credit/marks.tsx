import { useTranslation } from "react-i18next";
import { StateTag } from "#app/components/state-tag.tsx";
import type { RegisterMeasure } from "#app/domain/credit/register/rows.server.ts";
import { measureTones } from "./words.ts";

/** What a reader has to know before they rely on a decision. */
export function ObjectionMark({ marked }: { marked: boolean }) {
  const { t } = useTranslation("credit");
  return marked && <StateTag tone="warning">{t("underObjection")}</StateTag>;
}

/** Measures of a decision in one line, each with its state. */
export function MeasureTags({ measures }: { measures: readonly RegisterMeasure[] }) {
  const { t } = useTranslation("credit");
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1">
      {measures.map(({ kind, state }) => (
        <StateTag key={kind} tone={measureTones[state]}>
          {t(`measure.${kind}`)} · {t(`measureState.${state}`)}
        </StateTag>
      ))}
    </span>
  );
}
