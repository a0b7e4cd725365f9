import { and, eq, isNull } from "drizzle-orm";
import { qualification, qualificationType } from "#db/schema/qualification.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { issuerOf } from "./own-type.server.ts";

/**
 * Takes a qualification back, for a reason that its holder reads; it no longer counts anywhere. Refuses with `not_found`
 * when the actor's organisation did not give it or it has been revoked.
 */
export async function revokeQualification(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const organizationId = issuerOf(ctx);
    const [own] = await tx
      .select({ id: qualification.id })
      .from(qualification)
      .innerJoin(qualificationType, eq(qualificationType.id, qualification.typeId))
      .where(and(eq(qualification.id, id), eq(qualificationType.organizationId, organizationId)));
    if (!own) return refuse(problems.notFound("qualification"));
    const gone = await tx
      .update(qualification)
      .set({ revokedAt: ctx.clock.now(), revokedReason: reason })
      .where(and(eq(qualification.id, id), isNull(qualification.revokedAt)))
      .returning({ id: qualification.id });
    if (gone.length === 0) return refuse(problems.notFound("qualification"));
    const about = { entity: "qualification", entityId: id };
    await recordAudit(tx, ctx, { ...about, transition: "revoke", reason });
    await enqueue(tx, "notify", { ...about, template: "qualification-revoked", parties: ["holder"], reason });
  });
}
