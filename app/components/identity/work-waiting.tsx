import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { formatCount } from "#app/components/format.ts";
import { Section } from "#app/components/page-head.tsx";

/** Where each kind of work is done, the most pressing first. */
const places = {
  notices: "/organization/cases",
  overdue: "/organization/payables?view=overdue",
  contracts: "/contracts",
  scoring: "/organization/listings",
  requests: "/bookings?tab=waiting",
  orders: "/samples?tab=provider",
  services: "/service-orders?tab=provider",
  deliveries: "/service-orders?tab=organization",
  problems: "/organization/problems",
  contested: "/organization/conduct?view=contested",
  proposals: "/organization/conduct?view=proposals",
  objections: "/organization/listings?state=public_notice",
  returned: "/organization/listings?state=returned",
  lines: "/organization/statements/all",
  invoices: "/organization/invoices?side=issued",
} as const;

const kinds = [
  "notices",
  "overdue",
  "contracts",
  "scoring",
  "requests",
  "orders",
  "services",
  "deliveries",
  "problems",
  "contested",
  "proposals",
  "objections",
  "returned",
  "lines",
  "invoices",
] as const;

export type WaitingCounts = Readonly<Record<(typeof kinds)[number], number>>;

/** What waits for the reader in the organisation's name, each with its number and the way to it. */
export function WorkWaiting({ counts }: { counts: WaitingCounts }) {
  const { t } = useTranslation("organization");
  const waiting = kinds.filter((kind) => counts[kind] > 0);
  return (
    <Section title={t("waiting.title")}>
      {waiting.length === 0 ? (
        <p className="text-muted">{t("waiting.nothing")}</p>
      ) : (
        <ul className="grid gap-x-8 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
          {waiting.map((kind) => (
            <li key={kind}>
              <Link
                to={places[kind]}
                className="flex min-h-10 items-baseline gap-3 border-b border-hairline py-2 hover:bg-accent-soft"
              >
                <span className="tnum min-w-8 text-xl font-semibold text-accent">
                  {formatCount(counts[kind])}
                </span>
                {t(`waiting.${kind}`, { count: counts[kind] })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
