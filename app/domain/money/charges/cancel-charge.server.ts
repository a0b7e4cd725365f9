import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { endCharge } from "../refunds/refund-charge.server.ts";
import { asPayee } from "../refunds/propose-refund.server.ts";
import { settlementOf } from "../settlement.server.ts";
import type { ChargeRow } from "./find-charge.server.ts";
import { changeCharge } from "./move-charge.server.ts";

/**
 * The payee no longer asks for what is not paid in full, with a reason; what was paid of it goes back. No rule charges it again:
 * only what the same thing costs beyond it (`askAgain`).
 */
export const cancelCharge = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<ChargeRow>> =>
  asPayee(ctx, id, async (tx) => {
    const { amount } = await endCharge(tx, ctx, id, { transition: "cancel-charge", reason });
    const withdrawn = await changeCharge(tx, id, { waived: amount });
    await settlementOf(withdrawn.causeType).withdrawn?.(tx, ctx, withdrawn);
    return withdrawn;
  });
