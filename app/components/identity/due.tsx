import { useTranslation } from "react-i18next";
import { StateTag } from "#app/components/state-tag.tsx";
import { Deadline } from "#app/components/text.tsx";

/** By when something has to be done, marked when that has passed; without `now` nobody has to. */
export function Due({ at, now }: { at: Date | null; now?: Date | undefined }) {
  const { t } = useTranslation("oversight");
  if (!at) return null;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Deadline at={at} weekday={false} />
      {now && at < now && <StateTag tone="refused">{t("late")}</StateTag>}
    </span>
  );
}
