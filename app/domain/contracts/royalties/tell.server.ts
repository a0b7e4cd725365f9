import { and, asc, eq, isNull, lt, lte } from "drizzle-orm";
import { royaltyPeriod } from "#db/schema/royalties.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "../../context.ts";
import { type DueRows, settleDue } from "../../due.server.ts";
import { transact } from "../../transact.server.ts";
import { today } from "../../working-days.ts";

const batch = 200;

/**
 * Job `tell-royalties`: tells licensees that a period is over and to be reported, and both sides once that is late; each once.
 * Changes nothing else: that a report is late is read from its deadline.
 */
export async function tellRoyalties(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const due = eq(royaltyPeriod.state, "due");
  const over = and(due, isNull(royaltyPeriod.toldAt), lt(royaltyPeriod.endsOn, today(now)));
  const late = and(due, isNull(royaltyPeriod.toldLateAt), lte(royaltyPeriod.deadline, now));
  await settleDue(ctx, "tell-royalties", [
    tell(ctx, over, { template: "royalty-due", parties: ["client"], set: { toldAt: now } }),
    tell(ctx, late, { template: "royalty-late", parties: ["client", "developer"], set: { toldLateAt: now } }),
  ]);
}

interface Told {
  template: string;
  parties: string[];
  set: Partial<typeof royaltyPeriod.$inferInsert>;
}

const tell = (ctx: Context, which: ReturnType<typeof and>, { template, parties, set }: Told): DueRows => ({
  entity: "royalty_period",
  find: (isReady) =>
    ctx.db
      .select({ id: royaltyPeriod.id })
      .from(royaltyPeriod)
      .where(and(which, isReady(royaltyPeriod.id)))
      .orderBy(asc(royaltyPeriod.deadline))
      .limit(batch),
  work: (id) =>
    transact(ctx.db, async (tx) => {
      const told = await tx
        .update(royaltyPeriod)
        .set(set)
        .where(and(eq(royaltyPeriod.id, id), which))
        .returning({ id: royaltyPeriod.id });
      if (told.length === 0) return;
      await enqueue(tx, "notify", { template, parties, entity: "royalty_period", entityId: id, reason: "" });
    }),
});
