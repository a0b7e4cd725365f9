import { eq } from "drizzle-orm";
import { qualificationType } from "#db/schema/qualification.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import type { TypeInput } from "./inputs.ts";
import { issuerOf, lockOwnType } from "./own-type.server.ts";

const entity = "qualification_type";

/** Defines a kind of qualification that the actor's organisation gives. Returns its id. */
export async function defineType(ctx: Context, input: TypeInput): Promise<Result<string>> {
  return transact(ctx.db, async (tx) => {
    const organizationId = issuerOf(ctx);
    const [row] = await tx
      .insert(qualificationType)
      .values({ ...input, organizationId, createdAt: ctx.clock.now() })
      .returning({ id: qualificationType.id });
    if (!row) throw new Error("a qualification type was not returned by its insert");
    await recordAudit(tx, ctx, { entity, entityId: row.id, transition: "define_type", detail: input });
    return row.id;
  });
}

/**
 * Changes a type. Qualifications that have been granted keep the end they were granted with; the days without use hold
 * for them too.
 */
export async function changeType(ctx: Context, typeId: string, input: TypeInput): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const { nameZh, nameEn, description, validDays, unusedDays } = await lockOwnType(tx, ctx, typeId);
    await tx.update(qualificationType).set(input).where(eq(qualificationType.id, typeId));
    const before = { nameZh, nameEn, description, validDays, unusedDays };
    const detail = { before, after: input };
    await recordAudit(tx, ctx, { entity, entityId: typeId, transition: "change_type", detail });
  });
}

/** Takes a type out of use: it is asked for and granted no more. What was granted stays on record. */
export async function retireType(ctx: Context, typeId: string): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockOwnType(tx, ctx, typeId);
    if (row.retiredAt) return;
    await tx
      .update(qualificationType)
      .set({ retiredAt: ctx.clock.now() })
      .where(eq(qualificationType.id, typeId));
    await recordAudit(tx, ctx, { entity, entityId: typeId, transition: "retire_type" });
  });
}
