import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { isUniqueViolation } from "#db/errors.ts";
import { appUser, invitation, membership, organization } from "#db/schema/identity.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, ok, refuse, type Result } from "#app/runtime/problem.ts";
import { identityProblems } from "./policy.ts";
import { ownUser } from "./prove.server.ts";
import { rotateSession, secretMatches, splitToken } from "./session.server.ts";
import type { SessionRef } from "./visit.ts";

export interface OpenInvitation {
  email: string;
  roles: Role[];
  expiresAt: Date;
  organization: { nameZh: string; nameEn: string };
  invitedBy: string;
}

/** What an invitation's link offers, for whoever holds it. Refuses `invitation_over`: wrong, used, revoked or too old. */
export async function findInvitation(ctx: Context, token: string): Promise<Result<OpenInvitation>> {
  const row = await findOpen(ctx.db, ctx.clock.now(), token);
  if (!row) return fail(identityProblems.invitationOver());
  const [from] = await ctx.db
    .select({ nameZh: organization.nameZh, nameEn: organization.nameEn, invitedBy: appUser.name })
    .from(organization)
    .innerJoin(appUser, eq(appUser.id, row.invitedBy))
    .where(eq(organization.id, row.organizationId));
  if (!from) return fail(identityProblems.invitationOver());
  const { invitedBy, ...names } = from;
  return ok({ email: row.email, roles: row.roles, expiresAt: row.expiresAt, organization: names, invitedBy });
}

/**
 * Joins the organisation that invited the signed-in person and acts for it from now on. As the link came by mail, the
 * address counts as confirmed. Returns the session's new token. Refuses `invitation_over`, `invitation_for_other` (it
 * was sent to another address) and `already_member`. Of two who accept at once, the lock lets one through.
 */
export async function acceptInvitation(
  ctx: Context,
  session: SessionRef,
  token: string,
): Promise<Result<string>> {
  const own = await ownUser(ctx);
  if (!own.ok) return own;
  const user = own.value;
  try {
    return await transact(ctx.db, async (tx) => {
      const now = ctx.clock.now();
      const open = await findOpen(tx, now, token);
      if (!open) return refuse(identityProblems.invitationOver());
      if (open.email !== user.email) return refuse(identityProblems.invitationForOther(open.email));
      await tx.update(invitation).set({ acceptedAt: now }).where(eq(invitation.id, open.id));
      const { organizationId, roles } = open;
      const [member] = await tx
        .insert(membership)
        .values({ userId: user.id, organizationId, roles, createdAt: now })
        .returning();
      if (!member) throw new Error("membership was not inserted");
      await tx
        .update(appUser)
        .set({ emailVerifiedAt: sql`coalesce(${appUser.emailVerifiedAt}, ${now.toISOString()})` })
        .where(eq(appUser.id, user.id));
      await recordAudit(tx, ctx, {
        entity: "organization",
        entityId: organizationId,
        transition: "join",
        detail: { roles, membershipId: member.id },
      });
      return rotateSession(tx, session.id, { membershipId: member.id });
    });
  } catch (error) {
    if (!isUniqueViolation(error, "membership_active")) throw error;
    return fail(identityProblems.alreadyMember());
  }
}

/** The open invitation of a link, locked until the transaction ends. */
async function findOpen(tx: Tx, now: Date, token: string) {
  const parts = splitToken(token);
  if (!parts) return undefined;
  const [row] = await tx.select().from(invitation).where(eq(invitation.id, parts.id)).for("update");
  if (!row || !secretMatches(parts.secret, row.secretHash)) return undefined;
  return row.acceptedAt || row.revokedAt || row.expiresAt <= now ? undefined : row;
}
