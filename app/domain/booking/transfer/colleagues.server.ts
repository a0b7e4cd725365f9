import { and, arrayOverlaps, asc, eq, isNull, ne, type SQL } from "drizzle-orm";
import { appUser, membership } from "#db/schema/identity.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { permissions } from "../../identity/permissions.ts";

export interface Colleague {
  userId: string;
  name: string;
  email: string;
}

const names: Partial<Record<Role, unknown>> = permissions["booking.use"];
const users: Role[] = (["owner", "member", "facility_manager", "technology_transfer"] as const).filter(
  (role) => names[role] !== undefined,
);

/** More than a list to choose from can show; who is not among them is found by their address. */
const most = 200;

/** The people of an organisation who may use facilities for it, without `except`, by name. */
export const colleaguesOf = (tx: Tx, organizationId: string, except: string): Promise<Colleague[]> =>
  select(tx, and(eq(membership.organizationId, organizationId), ne(appUser.id, except)));

/** One of them, by address. */
export async function colleagueAt(
  tx: Tx,
  organizationId: string,
  email: string,
): Promise<Colleague | undefined> {
  const of = and(eq(membership.organizationId, organizationId), eq(appUser.email, email.toLowerCase()));
  const [found] = await select(tx, of);
  return found;
}

const select = (tx: Tx, which: SQL | undefined): Promise<Colleague[]> =>
  tx
    .select({ userId: appUser.id, name: appUser.name, email: appUser.email })
    .from(membership)
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(
      and(
        which,
        isNull(membership.endedAt),
        isNull(appUser.disabledAt),
        arrayOverlaps(membership.roles, users),
      ),
    )
    .orderBy(asc(appUser.name), asc(appUser.id))
    .limit(most);
