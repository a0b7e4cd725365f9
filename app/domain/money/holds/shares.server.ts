import { sql } from "drizzle-orm";
import { payment, refund } from "#db/schema/money.ts";
import type { PaymentMethod } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";

/** What of a charge's money is still there by the way it came, fen: what was taken in less what goes or went back. */
export async function heldShares(
  tx: Tx,
  chargeId: string,
): Promise<{ method: PaymentMethod; amount: number }[]> {
  const rows = await tx.execute<{ method: PaymentMethod; amount: string }>(sql`
    select p.method, sum(p.accepted - coalesce((select sum(r.amount) from ${refund} r
      where r.payment_id = p.id and r.kind not in ('late', 'excess')
        and r.state in ('approved', 'settled', 'failed')), 0)) as amount
    from ${payment} p where p.charge_id = ${chargeId} group by p.method`);
  return rows
    .map(({ method, amount }) => ({ method, amount: Number(amount) }))
    .filter(({ amount }) => amount > 0);
}
