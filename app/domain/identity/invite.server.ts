import { and, eq, gt, isNull } from "drizzle-orm";
import { appUser, invitation, membership } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { sendWords } from "#app/runtime/mail.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import type { InviteInput } from "./inputs.ts";
import { assignableRoles, may } from "./permissions.ts";
import { identityProblems, rolesNotAssignable } from "./policy.ts";
import { newSecretToken } from "./session.server.ts";

const validDays = 7;

/**
 * Invites a colleague by mail to the actor's organisation, for seven days; an earlier open invitation to the same
 * address stops working. Refuses `already_member`, `invalid` (a role that may not be given) and `rate_limited`.
 */
export async function inviteColleague(ctx: Context, { email, roles }: InviteInput): Promise<Result<void>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization) return fail(problems.signInRequired());
  const organizationId = organization.id;
  if (!may(ctx.actor, "organization.members", { organizationId }))
    return fail(problems.forbidden("organization.members"));
  if (rolesNotAssignable(roles, assignableRoles(ctx.actor), []).length > 0) {
    return fail(problems.invalid([{ path: "roles", code: "role_not_assignable" }]));
  }
  const now = ctx.clock.now();
  const counted = await countAttempt(ctx.db, now, [
    [limits.invitationByOrganization, organizationId],
    [limits.mailByRecipient, email],
  ]);
  if (!counted.ok) return counted;
  return transact(ctx.db, async (tx) => {
    if (await isMember(tx, organizationId, email)) return refuse(identityProblems.alreadyMember());
    await closeOpen(tx, now, organizationId, email);
    const { id, token, secretHash } = newSecretToken();
    const expiresAt = new Date(now.getTime() + validDays * 86_400_000);
    await tx.insert(invitation).values({
      id,
      secretHash,
      organizationId,
      email,
      roles,
      invitedBy: user.id,
      expiresAt,
      createdAt: now,
    });
    await recordAudit(tx, ctx, {
      entity: "organization",
      entityId: organizationId,
      transition: "invite",
      detail: { email, roles },
    });
    const reader = await readerOf(tx, email);
    const name = reader.locale === "en" ? organization.nameEn || organization.nameZh : organization.nameZh;
    await sendWords(tx, reader, "invitation", {
      path: `/organization/invitation/${token}`,
      from: user.name,
      organization: name,
    });
  });
}

/** Takes an invitation back. Refuses `not_found` when it is not an open one of the actor's organisation. */
export async function revokeInvitation(ctx: Context, invitationId: string): Promise<Result<void>> {
  const organizationId = ctx.actor.organization?.id ?? "";
  if (!may(ctx.actor, "organization.members", { organizationId }))
    return fail(problems.forbidden("organization.members"));
  return transact(ctx.db, async (tx) => {
    const [gone] = await tx
      .update(invitation)
      .set({ revokedAt: ctx.clock.now() })
      .where(
        and(
          eq(invitation.id, invitationId),
          eq(invitation.organizationId, organizationId),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
        ),
      )
      .returning({ email: invitation.email });
    if (!gone) return refuse(problems.notFound("invitation"));
    await recordAudit(tx, ctx, {
      entity: "organization",
      entityId: organizationId,
      transition: "revoke_invitation",
      detail: gone,
    });
  });
}

async function isMember(tx: Tx, organizationId: string, email: string): Promise<boolean> {
  const rows = await tx
    .select({ id: membership.id })
    .from(membership)
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(
      and(
        eq(membership.organizationId, organizationId),
        eq(appUser.email, email),
        isNull(membership.endedAt),
      ),
    );
  return rows.length > 0;
}

async function closeOpen(tx: Tx, now: Date, organizationId: string, email: string): Promise<void> {
  await tx
    .update(invitation)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitation.organizationId, organizationId),
        eq(invitation.email, email),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
        gt(invitation.expiresAt, now),
      ),
    );
}

/** In the invited person's language where they have an account, else Chinese. */
async function readerOf(tx: Tx, email: string): Promise<{ email: string; locale: "zh-CN" | "en" }> {
  const [known] = await tx.select({ locale: appUser.locale }).from(appUser).where(eq(appUser.email, email));
  return { email, locale: known?.locale ?? "zh-CN" };
}
