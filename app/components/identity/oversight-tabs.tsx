import { useTranslation } from "react-i18next";
import { useLocation, useRouteLoaderData } from "react-router";
import { Tabs } from "#app/components/navigation-bits.tsx";
import { permissions } from "#app/domain/identity/permissions.ts";
import type { loader as RootLoader } from "#app/root.tsx";

export interface DeskReader {
  /** May decide about what waits. */
  decides: boolean;
  /** May see what waits. */
  reads?: boolean;
}

/** The pages of the regulator's desk; queues only for those who decide or check what is decided. */
export function OversightTabs({ decides, reads = decides }: DeskReader) {
  const { t } = useTranslation([
    "oversight",
    "synonyms",
    "assessment",
    "cases",
    "objections",
    "cards",
    "vouchers",
    "ruleBook",
  ]);
  const root = useRouteLoaderData<typeof RootLoader>("root");
  const operates = root?.cards === true && root.shell.roles.includes("operator");
  const { pathname } = useLocation();
  const money = root?.shell.roles.some((role) => Object.hasOwn(permissions["reconciliation.read"], role));
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
          { to: "/oversight/objections", label: t("objections:title") },
          { to: "/oversight/rules", label: t("ruleBook:draft.tab") },
          ...(reads ? queues : []),
          { to: "/oversight/assessments", label: t("assessment:desk.title") },
          { to: "/oversight/late-payments", label: t("latePayments") },
          ...(money ? [{ to: "/oversight/reconciliation", label: t("differences") }] : []),
          { to: "/oversight/vouchers", label: t("vouchers:desk.title") },
          { to: "/oversight/budgets", label: t("vouchers:budgets.title") },
          ...(decides ? [{ to: "/oversight/synonyms", label: t("synonyms:title") }] : []),
          ...(operates ? [{ to: "/oversight/payments/events", label: t("cards:inbox.tab") }] : []),
          {
            to: "/oversight/audit",
            label: t("audit.title"),
            current: pathname.startsWith("/oversight/audit"),
          },
        ]}
      />
    </div>
  );
}
