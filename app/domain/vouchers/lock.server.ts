import { eq, sql } from "drizzle-orm";
import { budget, voucher } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";

/*
 * Money is taken in this order, so that nobody waits in a circle: the facility, the voucher, the budget. What was read of a
 * row before its lock was had is not used.
 */

/** A voucher, locked until the transaction ends: what is left of it is read and set aside by one at a time. */
export async function lockVoucher(tx: Tx, id: string): Promise<typeof voucher.$inferSelect | undefined> {
  const [row] = await tx.select().from(voucher).where(eq(voucher.id, id)).for("no key update");
  return row;
}

/** A budget, locked until the transaction ends: what is free of it is read and promised by one at a time. */
export async function lockBudget(tx: Tx, id: string): Promise<typeof budget.$inferSelect | undefined> {
  const [row] = await tx.select().from(budget).where(eq(budget.id, id)).for("no key update");
  return row;
}

/** Lets one application of an organisation to a programme be judged at a time: its year's cap counts the others. */
export async function lockApplicant(tx: Tx, programId: string, organizationId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`voucher:${programId}:${organizationId}`}, 0))`,
  );
}
