import { and, eq, isNull } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Tx } from "#db/client.ts";
import { membership, organization, verification } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { move } from "#app/domain/move.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { DecideVerificationInput } from "./inputs.ts";
import { may } from "./permissions.ts";
import { identityProblems } from "./policy.ts";
import { verificationProcess } from "./states.ts";

/**
 * A regulator of the region verifies an organisation or returns the request with reasons. Nobody decides about an
 * organisation they belong to (`own_organization`). Refuses `not_found` outside the actor's territory and
 * `changed_meanwhile` when the request is no longer the one that was looked at.
 */
export async function decideVerification(
  ctx: Context,
  id: string,
  input: DecideVerificationInput,
): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user || !may(ctx.actor, "organization.verify")) return fail(problems.forbidden("organization.verify"));
  return transact(ctx.db, async (tx) => {
    const [found] = await tx
      .select({ row: verification, regionCode: organization.regionCode })
      .from(verification)
      .innerJoin(organization, eq(organization.id, verification.organizationId))
      .where(eq(verification.id, id))
      .for("update");
    if (!found || !may(ctx.actor, "organization.verify", { regionCode: found.regionCode })) {
      return refuse(problems.notFound("verification"));
    }
    const row = { ...found.row, regionCode: found.regionCode };
    if (row.version !== input.version) return refuse(problems.conflict());
    if (await belongsTo(tx, user.id, row.organizationId)) return refuse(identityProblems.ownOrganization());
    const reasons = input.outcome === "return" ? input.reasons : "";
    await move(tx, ctx, verificationProcess, verification, row, {
      transition: input.outcome,
      reason: reasons,
    });
    const now = ctx.clock.now();
    await tx
      .update(verification)
      .set({ decidedBy: user.id, decidedAt: now, reasons })
      .where(eq(verification.id, id));
    if (input.outcome === "verify") await markVerified(tx, row, now);
  });
}

async function markVerified(
  tx: Tx,
  row: { organizationId: string; regionCode: string },
  now: Date,
): Promise<void> {
  const months = await readParameter(
    tx,
    "verification_months",
    row.regionCode,
    now.toISOString().slice(0, 10),
  );
  const until = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO("Asia/Shanghai")
    .add({ months });
  await tx
    .update(organization)
    .set({ verifiedAt: now, reverifyAt: new Date(until.epochMilliseconds) })
    .where(eq(organization.id, row.organizationId));
}

async function belongsTo(tx: Tx, userId: string, organizationId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: membership.id })
    .from(membership)
    .where(
      and(
        eq(membership.userId, userId),
        eq(membership.organizationId, organizationId),
        isNull(membership.endedAt),
      ),
    );
  return rows.length > 0;
}
