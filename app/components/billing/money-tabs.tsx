import { useTranslation } from "react-i18next";
import { useRouteLoaderData } from "react-router";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { Tabs } from "#app/components/navigation-bits.tsx";
import { type Action, permissions } from "#app/domain/identity/permissions.ts";
import type { loader as RootLoader } from "#app/root.tsx";

const pages = [
  ["payables", "charge.pay"],
  ["receivables", "charge.manage"],
  ["invoices", "charge.pay"],
  ["statements", "charge.manage"],
  ["reconciliation", "charge.manage"],
  ["income", "charge.manage"],
  ["bank-account", "charge.manage"],
  ["statement", "statement.read"],
  ["payouts", "payout.manage"],
] as const satisfies readonly (readonly [string, Action])[];

/** The pages of an organisation's money, as far as somebody's roles open them, below the organisation's own. */
export function MoneyTabs() {
  const { t } = useTranslation("billing");
  const root = useRouteLoaderData<typeof RootLoader>("root");
  const roles = root?.shell.roles ?? [];
  const open = pages.filter(
    ([page, action]) =>
      (page !== "payouts" || root?.cards) && roles.some((role) => Object.hasOwn(permissions[action], role)),
  );
  return (
    <>
      <OrganizationTabs />
      <div className="tab-row pb-6">
        <Tabs
          label={t("pages")}
          tabs={open.map(([page]) => ({ to: `/organization/${page}`, label: t(`tab.${page}`) }))}
        />
      </div>
    </>
  );
}
