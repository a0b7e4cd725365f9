import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { membership, organization } from "#db/schema/identity.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { assignableRoles, may } from "./permissions.ts";
import { identityProblems, keepsOwner, rolesNotAssignable } from "./policy.ts";

/**
 * Gives a member of the actor's organisation other roles. Refuses `last_owner`, `not_found` (no such member here) and
 * `invalid` (a role that may not be given).
 */
export async function changeRoles(ctx: Context, membershipId: string, roles: Role[]): Promise<Result<void>> {
  const organizationId = ctx.actor.organization?.id ?? "";
  if (!may(ctx.actor, "organization.members", { organizationId }))
    return fail(problems.forbidden("organization.members"));
  return transact(ctx.db, async (tx) => {
    const members = await lockMembers(tx, organizationId);
    const member = members.find(({ id }) => id === membershipId);
    if (!member) return refuse(problems.notFound("membership"));
    if (rolesNotAssignable(roles, assignableRoles(ctx.actor), member.roles).length > 0) {
      return refuse(problems.invalid([{ path: "roles", code: "role_not_assignable" }]));
    }
    if (!keepsOwner(members, membershipId, roles)) return refuse(identityProblems.lastOwner());
    await tx.update(membership).set({ roles }).where(eq(membership.id, membershipId));
    await recordAudit(tx, ctx, {
      entity: "organization",
      entityId: organizationId,
      transition: "change_roles",
      detail: { membershipId, from: member.roles, to: roles },
    });
  });
}

/**
 * Ends a membership: an owner any of their organisation, everybody their own. What the person did stays. Refuses
 * `last_owner` and `not_found`.
 */
export async function endMembership(ctx: Context, membershipId: string): Promise<Result<void>> {
  const organizationId = ctx.actor.organization?.id ?? "";
  const leaves = membershipId === ctx.actor.membershipId;
  if (!leaves && !may(ctx.actor, "organization.members", { organizationId })) {
    return fail(problems.forbidden("organization.members"));
  }
  return transact(ctx.db, async (tx) => {
    const members = await lockMembers(tx, organizationId);
    if (!members.some(({ id }) => id === membershipId)) return refuse(problems.notFound("membership"));
    if (!keepsOwner(members, membershipId, [])) return refuse(identityProblems.lastOwner());
    await tx.update(membership).set({ endedAt: ctx.clock.now() }).where(eq(membership.id, membershipId));
    await recordAudit(tx, ctx, {
      entity: "organization",
      entityId: organizationId,
      transition: leaves ? "leave" : "end_membership",
      detail: { membershipId },
    });
  });
}

/**
 * The active members, read after locking their organisation: two owners who remove each other at once queue up here, and
 * the second sees that one owner is left.
 */
async function lockMembers(tx: Tx, organizationId: string): Promise<{ id: string; roles: Role[] }[]> {
  await tx
    .select({ id: organization.id })
    .from(organization)
    .where(eq(organization.id, organizationId))
    .for("no key update");
  return tx
    .select({ id: membership.id, roles: membership.roles })
    .from(membership)
    .where(and(eq(membership.organizationId, organizationId), isNull(membership.endedAt)));
}
