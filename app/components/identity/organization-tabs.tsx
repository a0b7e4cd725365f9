import { useTranslation } from "react-i18next";
import { GroupedTabs } from "#app/components/grouped-tabs.tsx";
import { type Action, permissions } from "#app/domain/identity/permissions.ts";
import { useRootData } from "#app/components/root-data.ts";

const groups = ["overview", "resources", "use", "trade", "money", "standing", "organization"] as const;

/** The pages of an organisation: what each is about, and the permission that opens it (null: all members). */
const pages = [
  ["overview", "overview", null],
  ["resources", "listings", null],
  ["resources", "imports", "import.run"],
  ["use", "calendar", "booking.manage"],
  ["use", "problems", "booking.manage"],
  ["use", "qualifications", "booking.manage"],
  ["use", "conduct", "booking.manage"],
  ["use", "usage-report", "booking.manage"],
  ["trade", "deals", null],
  ["trade", "proposals", "proposal.write"],
  ["trade", "demands-to-answer", "proposal.write"],
  ["money", "payables", "charge.pay"],
  ["money", "receivables", "charge.manage"],
  ["money", "invoices", "charge.pay"],
  ["money", "statements", "charge.manage"],
  ["money", "reconciliation", "charge.manage"],
  ["money", "income", "charge.manage"],
  ["money", "vouchers", "voucher.use"],
  ["money", "voucher-claims", "booking.manage"],
  ["money", "bank-account", "charge.manage"],
  ["money", "statement", "statement.read"],
  ["money", "payouts", "payout.manage"],
  ["standing", "credit", null],
  ["standing", "assessments", "assessment.report"],
  ["standing", "cases", "case.answer"],
  ["organization", "members", null],
  ["organization", "verification", "organization.edit"],
] as const satisfies readonly (readonly [(typeof groups)[number], string, Action | null])[];

type PageName = (typeof pages)[number][1];

/**
 * The pages of the organisation somebody acts for, as far as their roles open them. `within`: the one that this page belongs
 * to, where its address does not say so.
 */
export function OrganizationTabs({ within }: { within?: PageName }) {
  const { t } = useTranslation("organization");
  const root = useRootData();
  const roles = root?.shell.roles ?? [];
  const open = pages.filter(
    ([, page, action]) =>
      (page !== "payouts" || root?.cards === true) &&
      (action === null || roles.some((role) => Object.hasOwn(permissions[action], role))),
  );
  return (
    <GroupedTabs
      label={t("pages")}
      groups={groups.map((group) => ({
        label: t(`group.${group}`),
        tabs: open
          .filter(([about]) => about === group)
          .map(([, page]) => ({
            to: page === "overview" ? "/organization" : `/organization/${page}`,
            label: t(`tab.${page}`),
            current: page === within || undefined,
          })),
      }))}
    />
  );
}
