import { useTranslation } from "react-i18next";
import { GroupedTabs } from "#app/components/grouped-tabs.tsx";
import type { Tab } from "#app/components/navigation-bits.tsx";
import { permissions } from "#app/domain/identity/permissions.ts";
import { useRootData } from "#app/components/root-data.ts";

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
    "external",
    "outcomes",
  ]);
  const root = useRootData();
  const operates = root?.cards === true && root.shell.roles.includes("operator");
  const books = root?.shell.roles.some((role) => Object.hasOwn(permissions["reconciliation.read"], role));
  const runs = root?.shell.roles.some((role) => Object.hasOwn(permissions["due_failure.read"], role));
  const only = (shown: boolean | undefined, tab: Tab): Tab[] => (shown ? [tab] : []);
  const groups = [
    { label: t("desk.tab"), tabs: [{ to: "/oversight", label: t("desk.tab") }] },
    {
      label: t("group.credit"),
      tabs: [
        { to: "/oversight/cases", label: t("cases:title") },
        { to: "/oversight/objections", label: t("objections:title") },
        { to: "/oversight/rules", label: t("ruleBook:draft.tab") },
        { to: "/oversight/lists", label: t("external:title") },
      ],
    },
    {
      label: t("group.review"),
      tabs: [
        ...only(reads, { to: "/oversight/verifications", label: t("queue.verifications") }),
        ...only(reads, { to: "/oversight/listings", label: t("queue.listings") }),
        ...only(reads, { to: "/oversight/outcomes", label: t("outcomes:title") }),
      ],
    },
    {
      label: t("assessment:desk.title"),
      tabs: [{ to: "/oversight/assessments", label: t("assessment:desk.title") }],
    },
    {
      label: t("group.money"),
      tabs: [
        { to: "/oversight/vouchers", label: t("vouchers:desk.title") },
        { to: "/oversight/budgets", label: t("vouchers:budgets.title") },
        { to: "/oversight/late-payments", label: t("latePayments") },
        ...only(books, { to: "/oversight/reconciliation", label: t("differences") }),
        ...only(operates, { to: "/oversight/payments/holds", label: t("cards:holds.tab") }),
        ...only(operates, { to: "/oversight/payments/events", label: t("cards:inbox.tab") }),
      ],
    },
    {
      label: t("group.system"),
      tabs: [
        ...only(decides, { to: "/oversight/synonyms", label: t("synonyms:title") }),
        { to: "/oversight/audit", label: t("audit.title") },
        ...only(runs, { to: "/oversight/due-failures", label: t("due.title") }),
      ],
    },
  ];
  return <GroupedTabs label={t("pages")} groups={groups} />;
}
