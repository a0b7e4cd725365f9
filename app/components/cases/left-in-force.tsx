import { useTranslation } from "react-i18next";
import { formatDate, localeOf } from "#app/components/format.ts";
import { Notice } from "#app/components/notice.tsx";
import type { MeasureKind } from "#db/schema/vocabulary.ts";

/** Measures that go on though the record behind them was put right: somebody has to decide about them. */
export function LeftInForce({ at, kinds }: { at: Date; kinds: readonly MeasureKind[] }) {
  const { t, i18n } = useTranslation("cases");
  return (
    <Notice kind="warning" title={t("leftInForce.title")}>
      <p>{t("leftInForce.since", { day: formatDate(at, localeOf(i18n.language)) })}</p>
      <ul className="list-disc ps-5">
        {kinds.map((kind) => (
          <li key={kind}>{t(`measure.${kind}`)}</li>
        ))}
      </ul>
      <p>{t("leftInForce.next")}</p>
    </Notice>
  );
}
