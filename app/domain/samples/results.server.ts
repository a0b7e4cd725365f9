import { documentRules, inspectUpload } from "#app/runtime/files.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { hangResult, type ResultOwner, takeResultOff } from "../orders/results.server.ts";
import { changeOrder, isProvider, type OrderRow } from "./change-order.server.ts";

/** While samples are worked on and afterwards: a result may have to be replaced. */
const open: readonly string[] = ["accepted", "in_progress", "completed"];

const ownerOf = ({ id, providerId }: OrderRow): ResultOwner => ({ type: "sample_order", id, providerId });

/** Hangs a result on an order; it is for the two organisations alone. Refuses by type, size and number. */
export async function addResult(ctx: Context, id: string, file: File): Promise<Result<{ id: string }>> {
  const inspected = await inspectUpload(file, documentRules);
  if (!inspected.ok) return inspected;
  return changeOrder(ctx, id, async (tx, row) => {
    demandOpen(ctx, row);
    return hangResult(tx, ctx, ownerOf(row), inspected.value);
  });
}

/** Takes a result off an order. The log keeps its name. */
export async function removeResult(
  ctx: Context,
  id: string,
  fileId: string,
): Promise<Result<{ id: string }>> {
  return changeOrder(ctx, id, async (tx, row) => {
    demandOpen(ctx, row);
    return takeResultOff(tx, ctx, ownerOf(row), fileId);
  });
}

function demandOpen(ctx: Context, row: OrderRow): void {
  if (!isProvider(ctx, row)) refuse(problems.forbidden("add_result"));
  if (!open.includes(row.state)) refuse(problems.notAllowedNow("add_result", row.state));
}
