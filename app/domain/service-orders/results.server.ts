import { documentRules, inspectUpload } from "#app/runtime/files.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { hangResult, type ResultOwner, takeResultOff } from "../orders/results.server.ts";
import { changeOrder, isProvider, type OrderRow } from "./change-order.server.ts";

const ownerOf = ({ id, providerId }: OrderRow): ResultOwner => ({ type: "service_order", id, providerId });

/** Adds a file to what will be delivered; it is for the two organisations alone. Refuses by type, size and number. */
export async function addDeliverable(ctx: Context, id: string, file: File): Promise<Result<{ id: string }>> {
  const inspected = await inspectUpload(file, documentRules);
  if (!inspected.ok) return inspected;
  return changeOrder(ctx, id, async (tx, row) => {
    demandOpen(ctx, row);
    return hangResult(tx, ctx, ownerOf(row), inspected.value);
  });
}

/** Takes a file off before it is delivered. The log keeps its name. */
export async function removeDeliverable(
  ctx: Context,
  id: string,
  fileId: string,
): Promise<Result<{ id: string }>> {
  return changeOrder(ctx, id, async (tx, row) => {
    demandOpen(ctx, row);
    return takeResultOff(tx, ctx, ownerOf(row), fileId);
  });
}

/** What was delivered stays as it is: the client judges that, not something put in its place. */
function demandOpen(ctx: Context, row: OrderRow): void {
  if (!isProvider(ctx, row)) refuse(problems.forbidden("add_result"));
  if (row.state !== "accepted") refuse(problems.notAllowedNow("add_result", row.state));
}
