import { useTranslation } from "react-i18next";
import type { BookingRules } from "#app/domain/booking/rules.ts";

type Rules = Pick<
  BookingRules,
  | "lateAfterMinutes"
  | "countingDays"
  | "warnAfter"
  | "shortBlockAfter"
  | "shortBlockDays"
  | "longBlockAfter"
  | "longBlockDays"
  | "automaticShortBlock"
>;

/** What a facility records against its users and what follows, as it publishes it. */
export function Consequences({ rules }: { rules: Rules }) {
  const { t } = useTranslation("conduct");
  const automatic = rules.automaticShortBlock && rules.shortBlockAfter !== null;
  const short = { count: rules.shortBlockAfter ?? 0, days: rules.shortBlockDays };
  const lines = [
    t("rules.recorded", { minutes: rules.lateAfterMinutes }),
    t("rules.counting", { days: rules.countingDays }),
    t("rules.warning", { count: rules.warnAfter }),
    rules.shortBlockAfter !== null && t(automatic ? "rules.shortAutomatic" : "rules.short", short),
    rules.longBlockAfter !== null &&
      t("rules.long", { count: rules.longBlockAfter, days: rules.longBlockDays }),
    t(automatic ? "rules.confirmedRest" : "rules.confirmed"),
    t("rules.contest"),
  ].filter((line) => line !== false);
  return (
    <ul className="grid max-w-reading list-disc gap-1 ps-5">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
