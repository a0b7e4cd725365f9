import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { refund } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import type { ChargeRow } from "../charges/find-charge.server.ts";

/**
 * Fen of these charges that went back by no rule: somebody of the payee gave them, or the payer's bank took them in a dispute.
 * A rule that reckons anew what is owed neither asks for them again nor gives them twice.
 */
export async function givenBack(tx: Tx, charges: readonly ChargeRow[]): Promise<number> {
  const ids = charges.filter(({ refunded }) => refunded > 0).map(({ id }) => id);
  if (ids.length === 0) return 0;
  const [row] = await tx
    .select({ sum: sql<string>`coalesce(sum(${refund.amount}), 0)` })
    .from(refund)
    .where(
      and(
        inArray(refund.chargeId, ids),
        inArray(refund.state, ["approved", "settled", "failed"]),
        or(eq(refund.kind, "dispute"), and(eq(refund.kind, "refund"), isNotNull(refund.proposedBy))),
      ),
    );
  return Number(row?.sum ?? 0);
}
