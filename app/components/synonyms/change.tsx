import { useTranslation } from "react-i18next";

/** The words that came and went; when only their order changed, all of them. */
export function Change({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const { t } = useTranslation("synonyms");
  const added = after.filter((term) => !before.includes(term));
  const removed = before.filter((term) => !after.includes(term));
  return (
    <>
      {added.length > 0 && <span className="block">{t("added", { terms: added.join(" · ") })}</span>}
      {removed.length > 0 && <span className="block">{t("removed", { terms: removed.join(" · ") })}</span>}
      {added.length + removed.length === 0 && after.join(" · ")}
    </>
  );
}
