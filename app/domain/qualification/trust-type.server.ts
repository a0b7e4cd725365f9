import { and, eq, isNull, ne } from "drizzle-orm";
import { qualificationTrust, qualificationType } from "#db/schema/qualification.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { lockOwnType } from "./own-type.server.ts";

const entity = "qualification_type";

/**
 * Another organisation's qualification counts as one's own from now on, by that organisation's terms of validity. Not
 * handed on: what the other trusts does not count. Refuses with `not_found` for one's own or a retired type.
 */
export async function trustType(ctx: Context, typeId: string, trustedId: string): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const own = await lockOwnType(tx, ctx, typeId);
    const [other] = await tx
      .select({ id: qualificationType.id })
      .from(qualificationType)
      .where(
        and(
          eq(qualificationType.id, trustedId),
          ne(qualificationType.organizationId, own.organizationId),
          isNull(qualificationType.retiredAt),
        ),
      );
    if (!other) return refuse(problems.notFound("qualification_type"));
    const values = { typeId, trustedId, createdAt: ctx.clock.now(), createdBy: ctx.actor.user?.id };
    const made = await tx.insert(qualificationTrust).values(values).onConflictDoNothing().returning();
    if (made.length === 0) return;
    const detail = { trustedId };
    await recordAudit(tx, ctx, { entity, entityId: typeId, transition: "trust_type", detail });
  });
}

/** Ends the trust; bookings that stand are not touched. */
export async function distrustType(ctx: Context, typeId: string, trustedId: string): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    await lockOwnType(tx, ctx, typeId);
    const gone = await tx
      .delete(qualificationTrust)
      .where(and(eq(qualificationTrust.typeId, typeId), eq(qualificationTrust.trustedId, trustedId)))
      .returning();
    if (gone.length === 0) return;
    const detail = { trustedId };
    await recordAudit(tx, ctx, { entity, entityId: typeId, transition: "distrust_type", detail });
  });
}
