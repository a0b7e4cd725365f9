import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { charge } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { today } from "#app/domain/working-days.ts";
import { lockCharge } from "../charges/find-charge.server.ts";
import { undoCharge } from "../refunds/refund-charge.server.ts";

const dayMs = 86_400_000;

/**
 * Job `return-overdue-held`: money that has been held for as long as it may be goes back to its payer; both sides are told
 * some days before. Run once a day. Returns how many charges were returned.
 */
export async function returnOverdueHeld(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const days = await readParameter(ctx.db, "held_money_notice_days", "", today(now));
  await tellOf(ctx.db, new Date(now.getTime() + days * dayMs));
  const due = await holding(ctx.db, now);
  for (const { id } of due) {
    const result = await transact(ctx.db, async (tx) => {
      const row = await lockCharge(tx, id);
      if (row.releasedAt === null) await undoCharge(tx, ctx, row, "hold_over");
    });
    if (!result.ok) throw new Error(`held charge ${id}: ${result.problem.code}`);
  }
  return due.length;
}

const holding = (tx: Tx, until: Date) =>
  tx
    .select({ id: charge.id, holdUntil: charge.holdUntil })
    .from(charge)
    .where(
      and(
        eq(charge.held, true),
        isNull(charge.releasedAt),
        lte(charge.holdUntil, until),
        sql`${charge.paid} > ${charge.refunded}`,
      ),
    )
    .orderBy(charge.id);

/** Both sides hear of it once: on the first run within the last days. */
async function tellOf(tx: Tx, until: Date): Promise<void> {
  const before = new Date(until.getTime() - dayMs);
  for (const { id, holdUntil } of await holding(tx, until))
    if (holdUntil && holdUntil > before)
      await enqueue(
        tx,
        "notify",
        {
          template: "charge-hold-ending",
          entity: "charge",
          entityId: id,
          parties: ["payer", "payee"],
          reason: "",
        },
        { key: `hold-ending-${id}` },
      );
}
