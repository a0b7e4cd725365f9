import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { currentBankAccount } from "../transfer/bank-account.server.ts";
import type { RefundRow } from "./refund-row.ts";

/**
 * What of these refunds comes by transfer since the card did not take it, and to which account of the payer; null when
 * nothing does. The caller has checked that its reader is of either side.
 */
export async function payBackOf(ctx: Context, payerId: string, refunds: readonly RefundRow[]) {
  const due = refunds.filter(
    ({ transferBy, method, state }) => transferBy && method === "transfer" && state !== "settled",
  );
  if (due.length === 0) return null;
  const account = await currentBankAccount(ctx.db, payerId);
  const { holder = "", bank = "", branch = "", number = "" } = account ?? {};
  return {
    amount: due.reduce((sum, row) => sum + row.amount, 0),
    edits: may(ctx.actor, "bank_account.edit", { organizationId: payerId }),
    account: account ? { holder, bank, branch, number } : null,
  };
}
