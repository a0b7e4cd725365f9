import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { charge } from "#db/schema/money.ts";
import { paymentReminder } from "#db/schema/transfer.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { today } from "#app/domain/working-days.ts";
import { dueOnSql, payee, payer, paymentLawNumbers } from "../overview/law.server.ts";
import { type Reminder, reminderOn } from "./payment-law.ts";

const batch = 500;

const words: Record<Reminder, { template: string; parties: string[] }> = {
  due_soon: { template: "charge-due-soon", parties: ["payer"] },
  overdue: { template: "charge-overdue", parties: ["payer", "payee"] },
  still_overdue: { template: "charge-overdue", parties: ["payer", "payee"] },
};

/**
 * Job: reminds payers of charges that fall due by agreement or by law, and both sides of those that are late. A reminder
 * of each kind and round is sent once, however often the job runs. Returns how many were sent.
 */
export async function remindPayments(ctx: Pick<Context, "db" | "clock">): Promise<number> {
  const now = ctx.clock.now();
  const day = today(now);
  const [numbers, aheadDays, againDays] = await Promise.all([
    paymentLawNumbers(ctx.db, day),
    readParameter(ctx.db, "payment_reminder_days", "33", day),
    readParameter(ctx.db, "payment_reminder_again_days", "33", day),
  ]);
  let sent = 0;
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const due = dueOnSql(numbers);
    const rows = await ctx.db
      .select({ id: charge.id, dueOn: sql<string>`to_char(${due}, 'YYYY-MM-DD')` })
      .from(charge)
      .innerJoin(payer, eq(payer.id, charge.payerId))
      .innerJoin(payee, eq(payee.id, charge.payeeId))
      .where(
        and(
          inArray(charge.state, ["open", "partly_paid"]),
          sql`${due} <= ${day}::date + ${aheadDays}::int`,
          gt(charge.id, after),
        ),
      )
      .orderBy(asc(charge.id))
      .limit(batch);
    for (const { id, dueOn } of rows) {
      const reminder = reminderOn(dueOn, day, { aheadDays, againDays });
      if (reminder && (await send(ctx, id, reminder, now))) sent++;
    }
    const last = rows.at(-1);
    if (!last || rows.length < batch) return sent;
    after = last.id;
  }
}

/** Whether it was sent now: once per charge, kind and round. */
const send = (
  { db }: Pick<Context, "db">,
  chargeId: string,
  { kind, round }: { kind: Reminder; round: number },
  at: Date,
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const made = await tx
      .insert(paymentReminder)
      .values({ chargeId, kind, round, at })
      .onConflictDoNothing()
      .returning({ round: paymentReminder.round });
    if (made.length === 0) return false;
    await enqueue(tx, "notify", { ...words[kind], entity: "charge", entityId: chargeId, reason: "" });
    return true;
  });
