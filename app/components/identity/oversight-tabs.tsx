import { useTranslation } from "react-i18next";
import { Tabs } from "#app/components/navigation-bits.tsx";

/** The pages of the regulator's desk; queues only for those who decide. */
export function OversightTabs({ decides }: { decides: boolean }) {
  const { t } = useTranslation(["oversight", "synonyms", "assessment", "cases"]);
  const queues = [
    { to: "/oversight/verifications", label: t("queue.verifications") },
    { to: "/oversight/listings", label: t("queue.listings") },
  ];
  return (
    <div className="pb-6">
      <Tabs
        label={t("pages")}
        tabs={[
          { to: "/oversight", label: t("desk.tab") },
          { to: "/oversight/cases", label: t("cases:title") },
          ...(decides ? queues : []),
          { to: "/oversight/assessments", label: t("assessment:desk.title") },
          ...(decides ? [{ to: "/oversight/synonyms", label: t("synonyms:title") }] : []),
          { to: "/oversight/audit", label: t("audit.title") },
        ]}
      />
    </div>
  );
}
