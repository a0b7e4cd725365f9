import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { asPayee } from "../refunds/propose-refund.server.ts";
import { settlementOf } from "../settlement.server.ts";
import type { ChargeRow } from "./find-charge.server.ts";
import { moveCharge } from "./move-charge.server.ts";

/** Whether somebody has withdrawn it, and can ask for its sum after all. */
export const isAskable = ({ waived, causeType }: Pick<ChargeRow, "waived" | "causeType">): boolean =>
  waived > 0 && settlementOf(causeType).reckon !== undefined;

/**
 * Somebody of the payee asks after all for what somebody had withdrawn: what it was for is reckoned anew, and charged where it
 * still costs something. Refuses with `not_allowed_now` where nothing was withdrawn.
 */
export const askAgain = (ctx: Context, id: string): Promise<Result<ChargeRow>> =>
  asPayee(ctx, id, async (tx, row) => {
    const { reckon } = settlementOf(row.causeType);
    if (!reckon || !isAskable(row)) return refuse(problems.notAllowedNow("ask-again", row.state));
    const asked = await moveCharge(tx, ctx, row, { transition: "ask-again" }, { waived: 0 });
    await reckon(tx, ctx, asked);
    return asked;
  });
