import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { organization, verification } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { assertPublic, assertRegion } from "./found-organization.server.ts";
import type { EditOrganizationInput } from "./inputs.ts";
import { may } from "./permissions.ts";
import { changesIdentity } from "./policy.ts";

/**
 * Changes what the actor's organisation says of itself; the credit code never changes. Returns whether a standing
 * verification ended, because the change touched what was verified (name, type, region, size, public institution).
 */
export async function editOrganization(
  ctx: Context,
  input: EditOrganizationInput,
): Promise<Result<{ verificationEnded: boolean }>> {
  const organizationId = ctx.actor.organization?.id ?? "";
  if (!may(ctx.actor, "organization.edit", { organizationId }))
    return fail(problems.forbidden("organization.edit"));
  return transact(ctx.db, async (tx) => {
    const [before] = await tx
      .select()
      .from(organization)
      .where(eq(organization.id, organizationId))
      .for("no key update");
    if (!before) return refuse(problems.notFound("organization"));
    await assertRegion(tx, input.regionCode);
    assertPublic(before.uscc, input);
    if (changesIdentity(before, input)) await touchRequests(tx, organizationId);
    const verificationEnded = before.verifiedAt !== null && changesIdentity(before, input);
    const ended = verificationEnded ? { verifiedAt: null, reverifyAt: null } : {};
    await tx
      .update(organization)
      .set({ ...input, ...ended })
      .where(eq(organization.id, organizationId));
    await enqueue(tx, "index-owned", { organizationId }, { key: `index-owned:${organizationId}` });
    await recordAudit(tx, ctx, {
      entity: "organization",
      entityId: organizationId,
      transition: "edit",
      detail: { verificationEnded, changed: changedKeys(before, input) },
    });
    return { verificationEnded };
  });
}

/** An officer who has a request open decides about what they see: `changed_meanwhile` from now on. */
async function touchRequests(tx: Tx, organizationId: string): Promise<void> {
  await tx
    .update(verification)
    .set({ version: sql`${verification.version} + 1` })
    .where(and(eq(verification.organizationId, organizationId), eq(verification.state, "submitted")));
}

const changedKeys = (before: object, after: object): string[] =>
  Object.entries(after).flatMap(([key, value]) => (Reflect.get(before, key) === value ? [] : [key]));
