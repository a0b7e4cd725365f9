import type { Role } from "#db/schema/vocabulary.ts";

export interface NavItem {
  /** Key below `common:nav`. */
  label: string;
  to: string;
  /** Addresses that belong to it besides its own. */
  under: readonly string[];
}

const market: readonly NavItem[] = [
  { label: "facilities", to: "/?kind=facility", under: ["/facilities"] },
  { label: "technologies", to: "/?kind=technology", under: ["/technologies"] },
  { label: "services", to: "/?kind=service", under: ["/services"] },
  { label: "demands", to: "/?kind=demand", under: ["/demands"] },
];

const overseers: readonly Role[] = ["officer", "adjudicator", "auditor", "operator"];

/** Who works on an organisation's contracts. */
const contractors: readonly Role[] = ["owner", "member", "technology_transfer"];

/** The main navigation of somebody with these roles; visitors see the market only. */
export function navigationFor(person: { member: boolean; roles: readonly Role[] }): NavItem[] {
  const items = [...market];
  if (person.member) {
    items.push({
      label: "bookings",
      to: "/bookings",
      under: ["/bookings", "/booking-series", "/booking-bundles", "/samples", "/service-orders"],
    });
    if (person.roles.some((role) => contractors.includes(role)))
      items.push({ label: "contracts", to: "/contracts", under: ["/contracts"] });
    items.push({ label: "organization", to: "/organization", under: ["/organization"] });
  }
  if (person.roles.some((role) => overseers.includes(role))) {
    items.push({ label: "oversight", to: "/oversight", under: ["/oversight"] });
  }
  return items;
}

/** Whether `item` is where the reader is. */
export function isCurrent(item: NavItem, pathname: string, search: string): boolean {
  const [, query] = item.to.split("?", 2);
  if (pathname === "/")
    return query !== undefined && new URLSearchParams(search).get("kind") === query.replace("kind=", "");
  return item.under.some((prefix) => pathname === prefix || pathname.startsWith(`${prefix}/`));
}
