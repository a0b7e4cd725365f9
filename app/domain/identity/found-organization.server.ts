import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { isUniqueViolation } from "#db/errors.ts";
import { membership, organization } from "#db/schema/identity.ts";
import { region } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { FoundOrganizationInput } from "./inputs.ts";
import { identityProblems, mustBePublic } from "./policy.ts";
import { ownUser } from "./prove.server.ts";
import { rotateSession } from "./session.server.ts";
import type { SessionRef } from "./visit.ts";

/**
 * Enters an organisation, with its founder as owner, who acts for it from now on. Returns the session's new token.
 * Refuses `organization_exists` (one credit code, one organisation: its owner invites) and `invalid` (unknown region).
 */
export async function foundOrganization(
  ctx: Context,
  session: SessionRef,
  input: FoundOrganizationInput,
): Promise<Result<{ token: string; organizationId: string }>> {
  const own = await ownUser(ctx);
  if (!own.ok) return own;
  try {
    return await transact(ctx.db, async (tx) => {
      await assertRegion(tx, input.regionCode);
      assertPublic(input.uscc, input);
      const createdAt = ctx.clock.now();
      const [founded] = await tx
        .insert(organization)
        .values({ ...input, createdAt })
        .returning();
      if (!founded) throw new Error("organization was not inserted");
      const [member] = await tx
        .insert(membership)
        .values({ userId: own.value.id, organizationId: founded.id, roles: ["owner"], createdAt })
        .returning();
      if (!member) throw new Error("membership was not inserted");
      await recordAudit(tx, ctx, { entity: "organization", entityId: founded.id, transition: "found" });
      const token = await rotateSession(tx, session.id, { membershipId: member.id });
      return { token, organizationId: founded.id };
    });
  } catch (error) {
    if (!isUniqueViolation(error, "organization_uscc_unique")) throw error;
    return fail(identityProblems.organizationExists(await nameOf(ctx, input.uscc)));
  }
}

/** Refuses a region that the platform does not know. */
export async function assertRegion(tx: Tx, code: string): Promise<void> {
  const [known] = await tx.select({ code: region.code }).from(region).where(eq(region.code, code));
  if (!known) refuse(problems.invalid([{ path: "regionCode", code: "region_unknown" }]));
}

/** Refuses `public_by_code` where somebody says that a public institution is none. */
export function assertPublic(uscc: string, { publicInstitution }: { publicInstitution: boolean }): void {
  if (mustBePublic(uscc) && !publicInstitution)
    refuse(problems.invalid([{ path: "publicInstitution", code: "public_by_code" }]));
}

async function nameOf(ctx: Context, uscc: string): Promise<string> {
  const [row] = await ctx.db
    .select({ name: organization.nameZh })
    .from(organization)
    .where(eq(organization.uscc, uscc));
  return row?.name ?? uscc;
}
