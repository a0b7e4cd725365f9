import { useTranslation } from "react-i18next";
import { useLocation, useRouteLoaderData } from "react-router";
import { Tabs } from "#app/components/navigation-bits.tsx";
import { type Action, permissions } from "#app/domain/identity/permissions.ts";
import type { loader as RootLoader } from "#app/root.tsx";

const pages = [
  "overview",
  "members",
  "verification",
  "listings",
  "deals",
  "proposals",
  "calendar",
  "imports",
  "problems",
  "payables",
  "usage-report",
  "assessments",
  "vouchers",
  "voucher-claims",
  "qualifications",
  "conduct",
  "credit",
  "statement",
  "cases",
] as const;

/** Pages that only some roles may open. */
const needs: Partial<Record<(typeof pages)[number], Action>> = {
  verification: "organization.edit",
  payables: "charge.pay",
  calendar: "booking.manage",
  proposals: "proposal.write",
  imports: "import.run",
  problems: "booking.manage",
  "usage-report": "booking.manage",
  assessments: "assessment.report",
  vouchers: "voucher.use",
  "voucher-claims": "booking.manage",
  qualifications: "booking.manage",
  conduct: "booking.manage",
  statement: "statement.read",
  cases: "case.answer",
};

/** Pages that stand under another one's tab, where that is open; each of its pages shows it as the current one. */
const under: Partial<Record<(typeof pages)[number], readonly string[]>> = {
  payables: [
    "receivables",
    "invoices",
    "statements",
    "reconciliation",
    "income",
    "bank-account",
    "statement",
    "payouts",
  ],
  vouchers: ["voucher-claims"],
};

/** The pages of the organisation somebody acts for, as far as their roles open them. */
export function OrganizationTabs() {
  const { t } = useTranslation("organization");
  const root = useRouteLoaderData<typeof RootLoader>("root");
  const roles = root?.shell.roles ?? [];
  const here = useLocation().pathname.replace(/\/$/, "").split("/")[2] ?? "overview";
  const allowed = pages.filter((page) => {
    const action = needs[page];
    return action === undefined || roles.some((role) => Object.hasOwn(permissions[action], role));
  });
  const held = new Set(allowed.flatMap((page) => under[page] ?? []));
  const open = allowed.filter((page) => !held.has(page));
  return (
    <div className="tab-row pb-6">
      <Tabs
        label={t("pages")}
        tabs={open.map((page) => ({
          to: page === "overview" ? "/organization" : `/organization/${page}`,
          label: t(`tab.${page}`),
          current: here === page || (under[page]?.includes(here) ?? false),
        }))}
      />
    </div>
  );
}
