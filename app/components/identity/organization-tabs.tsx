import { useTranslation } from "react-i18next";
import { Tabs } from "#app/components/navigation-bits.tsx";

const pages = ["overview", "members", "verification", "listings", "imports"] as const;

/** The pages of the organisation somebody acts for. */
export function OrganizationTabs() {
  const { t } = useTranslation("organization");
  return (
    <div className="pb-6">
      <Tabs
        label={t("pages")}
        tabs={pages.map((page) => ({
          to: page === "overview" ? "/organization" : `/organization/${page}`,
          label: t(`tab.${page}`),
        }))}
      />
    </div>
  );
}
