import { useTranslation } from "react-i18next";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { Tabs } from "#app/components/navigation-bits.tsx";

const pages = ["problems", "meters", "labels"] as const;

/** The organisation's pages, and below them those about running its instruments. */
export function InstrumentTabs() {
  const { t } = useTranslation("instrument");
  return (
    <>
      <OrganizationTabs within="problems" />
      <div className="pb-6">
        <Tabs
          label={t("tabs.label")}
          tabs={pages.map((page) => ({ to: `/organization/${page}`, label: t(`tabs.${page}`) }))}
        />
      </div>
    </>
  );
}
