import type { voucherHold } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { charge } from "../money/charges/charge.server.ts";
import { lockChargesOf } from "../money/charges/find-charge.server.ts";
import { payCharge } from "../money/charges/pay-charge.server.ts";
import { outstanding } from "../money/charges/policy.ts";
import { paymentIdOf } from "./reopen-hold.server.ts";

/** What a use is charged under, by whoever charges it. */
const purpose = "use";

/**
 * Pays up to `covered` fen of what is charged for a hold's use and is still owed; returns what was paid. A use that nobody has
 * charged is charged now, so that its voucher has something to pay and the rest is owed.
 */
export async function payByHold(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  hold: typeof voucherHold.$inferSelect,
  { covered, price }: { covered: number; price: number },
): Promise<number> {
  const { causeType, causeId, organizationId, providerId } = hold;
  const cause = { type: causeType, id: causeId };
  const live = await lockChargesOf(tx, cause);
  // Where part of it was paid ahead, what is owed now is a charge of its own.
  const owed =
    live.find((one) => outstanding(one) > 0) ??
    live[0] ??
    (await charge(tx, ctx, {
      payerId: organizationId,
      payeeId: providerId,
      ...{ cause, purpose, lines: [{ reason: "agreed", amount: price }] },
    }));
  const amount = Math.min(covered, outstanding(owed));
  const externalId = paymentIdOf(hold);
  if (amount > 0) await payCharge(tx, ctx, owed.id, { method: "voucher", externalId, amount });
  return amount;
}
