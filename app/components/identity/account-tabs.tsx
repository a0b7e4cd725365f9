import { useTranslation } from "react-i18next";
import { Tabs } from "#app/components/navigation-bits.tsx";

const pages = [
  "overview",
  "agenda",
  "searches",
  "notices",
  "qualifications",
  "conduct",
  "calendar",
  "organizations",
  "password",
  "security",
  "devices",
  "tokens",
] as const;

/** The pages of a person's own account. */
export function AccountTabs() {
  const { t } = useTranslation("identity");
  return (
    <div className="pb-6">
      <Tabs
        label={t("account.pages")}
        tabs={pages.map((page) => ({
          to: page === "overview" ? "/account" : `/account/${page}`,
          label: t(`account.tab.${page}`),
        }))}
      />
    </div>
  );
}
