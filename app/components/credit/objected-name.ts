import { useTranslation } from "react-i18next";
import type { ObjectionItem } from "#app/domain/cases/objection/queries.server.ts";
import { say } from "#app/i18n/describe-problem.ts";

/** What an objection is about, in words. */
export function useObjectedName(): (item: ObjectionItem) => string {
  const { t } = useTranslation("ownCredit");
  return ({ objection: { about }, event, entry, documentNo }) => {
    if (about === "external_entry")
      return t("about.external_entry", { name: entry?.documentNo || entry?.name });
    if (about === "decision" || documentNo) return t("about.decision", { documentNo });
    return event?.record === "usage"
      ? t("about.usage", { name: say(t, `ownCredit:usage.${event.code}`) })
      : t("about.integrity", { name: event?.code });
  };
}
