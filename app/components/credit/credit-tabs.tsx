import { useTranslation } from "react-i18next";
import { Tabs } from "#app/components/navigation-bits.tsx";

/** The public pages about credit. */
export function CreditTabs({ current }: { current: "register" | "check" | "rules" }) {
  const { t } = useTranslation("credit");
  const pages = [
    ["register", "/credit"],
    ["check", "/credit/check"],
    ["rules", "/credit/rules"],
  ] as const;
  return (
    <div className="tab-row pb-6">
      <Tabs
        label={t("tabs.label")}
        tabs={pages.map(([name, to]) => ({ to, label: t(`tabs.${name}`), current: name === current }))}
      />
    </div>
  );
}
