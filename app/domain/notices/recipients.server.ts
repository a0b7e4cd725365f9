import { and, arrayOverlaps, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { appUser, jurisdiction, membership } from "#db/schema/identity.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import { type Action, permissions, type Scope } from "#app/domain/identity/permissions.ts";
import type { Party } from "#app/domain/process.ts";
import type { Locale } from "#app/i18n/locales.ts";

export interface Recipient {
  id: string;
  email: string;
  name: string;
  locale: Locale;
}

/**
 * The people behind a party of a process for one row: active members of the organisation, or of the regulators whose
 * territory holds the region, whose role permits the action. Platform operators are not told of everything they may do.
 */
export async function recipientsOf(tx: Tx, party: Party, row: object): Promise<Recipient[]> {
  if (party === "timer") return [];
  const value: unknown = Reflect.get(row, columnOf(party));
  if (typeof value !== "string") return [];
  if ("person" in party) return people(tx, [value]);
  return "organization" in party
    ? membersWith(tx, rolesWith(party.action, "own"), eq(membership.organizationId, value))
    : membersWith(tx, rolesWith(party.action, "region"), covers(tx, value));
}

const columnOf = (party: Exclude<Party, "timer">): string =>
  "person" in party ? party.person : "organization" in party ? party.organization : party.region;

/** Named people, those of them that can still sign in. */
export function people(tx: Tx, ids: readonly string[]): Promise<Recipient[]> {
  return tx
    .select(columns)
    .from(appUser)
    .where(and(isNull(appUser.disabledAt), or(...ids.map((id) => eq(appUser.id, id)))));
}

const columns = { id: appUser.id, email: appUser.email, name: appUser.name, locale: appUser.locale };

/** The roles that may do `action` within `scope`. */
function rolesWith(action: Action, scope: Scope): Role[] {
  const table: Partial<Record<Role, Scope>> = permissions[action];
  return Object.entries(table).flatMap(([role, held]) => (held === scope && isRole(role) ? [role] : []));
}

const roleNames: readonly string[] = [
  ...new Set(Object.values(permissions).flatMap((table) => Object.keys(table))),
];
const isRole = (name: string): name is Role => roleNames.includes(name);

const covers = (tx: Tx, regionCode: string): SQL =>
  sql`exists (${tx
    .select({ one: sql`1` })
    .from(jurisdiction)
    .where(
      and(
        eq(jurisdiction.organizationId, membership.organizationId),
        sql`starts_with(${regionCode}::text, ${jurisdiction.regionPrefix})`,
      ),
    )})`;

async function membersWith(tx: Tx, roles: Role[], where: SQL): Promise<Recipient[]> {
  if (roles.length === 0) return [];
  return tx
    .selectDistinct(columns)
    .from(membership)
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(
      and(
        isNull(membership.endedAt),
        isNull(appUser.disabledAt),
        arrayOverlaps(membership.roles, roles),
        where,
      ),
    );
}
