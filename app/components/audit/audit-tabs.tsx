import { useTranslation } from "react-i18next";
import { Tabs } from "#app/components/navigation-bits.tsx";

/** The pages about the log itself, for those who check it. */
export function AuditTabs() {
  const { t } = useTranslation("oversight");
  return (
    <div className="pb-6">
      <Tabs
        label={t("audit.pages")}
        tabs={[
          { to: "/oversight/audit", label: t("audit.entries") },
          { to: "/oversight/audit/integrity", label: t("integrity.title") },
          { to: "/oversight/audit/views", label: t("views.title") },
        ]}
      />
    </div>
  );
}
