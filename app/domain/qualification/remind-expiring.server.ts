import { and, eq, isNotNull, isNull, or } from "drizzle-orm";
import { qualification, qualificationType } from "#db/schema/qualification.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "../context.ts";
import { readParameter } from "../parameters.server.ts";
import { isReminderDue } from "./policy.ts";

/**
 * Job `remind-expiring-qualifications`: tells holders once that a qualification is about to end, by its date or by
 * disuse, type by type. Running twice changes nothing. Returns how many were told.
 */
export async function remindExpiring(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const days = await readParameter(ctx.db, "qualification_reminder_days", "", now.toISOString().slice(0, 10));
  const types = await ctx.db
    .select({ id: qualificationType.id, unusedDays: qualificationType.unusedDays })
    .from(qualificationType)
    .where(or(isNotNull(qualificationType.validDays), isNotNull(qualificationType.unusedDays)));
  let told = 0;
  for (const type of types) told += await remindHolders(ctx, type, now, days);
  return told;
}

async function remindHolders(
  { db }: Context,
  { id: typeId, unusedDays }: { id: string; unusedDays: number | null },
  now: Date,
  days: number,
): Promise<number> {
  const unreminded = and(isNull(qualification.remindedAt), isNull(qualification.revokedAt));
  return db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(qualification)
      .where(and(eq(qualification.typeId, typeId), unreminded))
      .for("update", { skipLocked: true });
    const due = rows.filter((row) => isReminderDue({ ...row, unusedDays }, now, days));
    const ending = due.filter((row) => !rows.some((other) => renews(other, row)));
    for (const { id } of ending) {
      await tx.update(qualification).set({ remindedAt: now }).where(eq(qualification.id, id));
      const about = { entity: "qualification", entityId: id, template: "qualification-expiring" };
      await enqueue(tx, "notify", { ...about, parties: ["holder"], reason: "" });
    }
    return ending.length;
  });
}

type Row = typeof qualification.$inferSelect;

/** Whether the holder has got the same qualification anew, so that this one may end. */
const renews = (other: Row, row: Row): boolean =>
  other.userId === row.userId && other.grantedAt > row.grantedAt;
