import { and, eq, isNull } from "drizzle-orm";
import { appUser, membership, organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#app/domain/context.ts";
import { systemActor } from "#app/domain/context.ts";
import { loadMembership } from "#app/domain/identity/session.server.ts";
import type { Batch } from "./batch.server.ts";

/**
 * On whose behalf an import runs: the person who started it, with the roles they have now; undefined when they no
 * longer belong to the organisation. An import from the command line runs for the organisation itself.
 */
export async function importerOf(
  db: Tx,
  batch: Pick<Batch, "createdBy" | "organizationId">,
  requestId: string,
): Promise<Actor | undefined> {
  if (!batch.createdBy) return commandActor(db, eq(organization.id, batch.organizationId), requestId);
  const [row] = await db
    .select({ id: membership.id, user: { id: appUser.id, name: appUser.name, email: appUser.email } })
    .from(membership)
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(
      and(
        eq(membership.userId, batch.createdBy),
        eq(membership.organizationId, batch.organizationId),
        isNull(membership.endedAt),
        isNull(appUser.disabledAt),
      ),
    );
  const acting = row && (await loadMembership(db, row.id));
  if (!row || !acting) return undefined;
  return {
    ...systemActor(requestId),
    user: row.user,
    organization: acting.organization,
    membershipId: row.id,
    roles: acting.roles,
  };
}

/** Whoever may run commands on the machine acts with an owner's rights for the organisation with this credit code. */
export const commandActorFor = (db: Tx, uscc: string, requestId: string): Promise<Actor | undefined> =>
  commandActor(db, eq(organization.uscc, uscc.trim().toUpperCase()), requestId);

async function commandActor(
  db: Tx,
  which: ReturnType<typeof eq>,
  requestId: string,
): Promise<Actor | undefined> {
  const [row] = await db.select().from(organization).where(which);
  if (!row) return undefined;
  const { id, uscc, nameZh, nameEn, regionCode, verifiedAt } = row;
  const acting = { id, uscc, nameZh, nameEn, regionCode, verified: verifiedAt !== null };
  return { ...systemActor(requestId), organization: acting, roles: ["owner"] };
}
