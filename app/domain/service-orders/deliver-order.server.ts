import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { calendarDeadline } from "../working-days.server.ts";
import { changeOrder, type MovedOrder, takeStep } from "./change-order.server.ts";
import type { DeliverInput } from "./inputs.ts";
import { silenceDays } from "./policy.ts";

/** The provider hands over what was ordered: the client accepts it, asks for changes, or is silent for 14 days. */
export async function deliverOrder(
  ctx: Context,
  id: string,
  { delivery }: DeliverInput,
): Promise<Result<MovedOrder>> {
  return changeOrder(ctx, id, async (tx, row) => {
    const deadline = await calendarDeadline(tx, ctx.clock.now(), silenceDays);
    return takeStep(tx, ctx, row, { transition: "deliver", deadline }, { delivery });
  });
}
