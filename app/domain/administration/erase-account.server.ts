import { and, eq, isNull } from "drizzle-orm";
import { calendarFeed } from "#db/schema/calendar-feed.ts";
import { apiToken, appUser, invitation, mailToken, membership, session } from "#db/schema/identity.ts";
import { savedSearch } from "#db/schema/saved-search.ts";
import { idempotency, mail, notice, noticeChoice } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { hashPassword } from "#app/domain/identity/passwords.server.ts";
import { identityProblems, keepsOwner } from "#app/domain/identity/policy.ts";
import { newSecretToken } from "#app/domain/identity/session.server.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import { type Account, type AccountOrder, lockAccount } from "./account.server.ts";

/**
 * Ends an account for good at its holder's wish (Personal Information Protection Law, Art. 47; E-Commerce Law, Art. 24): name, address, password and
 * everything that served the person alone are gone. What they did for an organisation stays where the law asks for it (E-Commerce Law, Art. 31: three
 * years; the sealed log) and speaks of a closed account; entries of the log keep the name under which they were written. Refuses
 * `not_found`, and `last_owner`: somebody else has to be made owner first.
 */
export async function eraseAccount(ctx: Context, { email, reason }: AccountOrder): Promise<Result<void>> {
  const nobodyKnows = await hashPassword(newSecretToken().token);
  return transact(ctx.db, async (tx) => {
    const user = await lockAccount(tx, email);
    await leaveOrganizations(tx, ctx.clock.now(), user.id);
    await forget(tx, user);
    await tx
      .update(appUser)
      .set({
        email: `closed-${user.id}@closed.invalid`,
        name: "已注销账户",
        passwordHash: nobodyKnows,
        totpSecret: null,
        recoveryHashes: [],
        disabledAt: ctx.clock.now(),
      })
      .where(eq(appUser.id, user.id));
    await recordAudit(tx, ctx, {
      entity: "app_user",
      entityId: user.id,
      transition: "erase_account",
      reason,
    });
  });
}

async function leaveOrganizations(tx: Tx, endedAt: Date, userId: string): Promise<void> {
  const active = isNull(membership.endedAt);
  const own = await tx
    .select()
    .from(membership)
    .where(and(eq(membership.userId, userId), active))
    .for("update");
  for (const { id, organizationId } of own) {
    const members = await tx
      .select({ id: membership.id, roles: membership.roles })
      .from(membership)
      .where(and(eq(membership.organizationId, organizationId), active))
      .for("update");
    if (members.length > 1 && !keepsOwner(members, id, [])) refuse(identityProblems.lastOwner());
  }
  await tx
    .update(membership)
    .set({ endedAt })
    .where(and(eq(membership.userId, userId), active));
}

/** What nobody but the person needs. */
async function forget(tx: Tx, { id, email }: Account): Promise<void> {
  for (const table of [
    session,
    mailToken,
    apiToken,
    savedSearch,
    calendarFeed,
    notice,
    noticeChoice,
    idempotency,
  ])
    await tx.delete(table).where(eq(table.userId, id));
  await tx.delete(mail).where(eq(mail.to, email));
  await tx.delete(invitation).where(eq(invitation.email, email));
}
