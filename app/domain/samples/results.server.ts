import { and, asc, count, eq } from "drizzle-orm";
import { attachment } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { attachFile, documentRules, inspectUpload } from "#app/runtime/files.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { changeOrder, isProvider, type OrderRow } from "./change-order.server.ts";

const most = 40;

/** While samples are worked on and afterwards: a result may have to be replaced. */
const open: readonly string[] = ["accepted", "in_progress", "completed"];

const ofOrder = (id: string) => and(eq(attachment.ownerType, "sample_order"), eq(attachment.ownerId, id));

/** Hangs a result on an order; it is for the two organisations alone. Refuses by type, size and number. */
export async function addResult(ctx: Context, id: string, file: File): Promise<Result<{ id: string }>> {
  const inspected = await inspectUpload(file, documentRules);
  if (!inspected.ok) return inspected;
  return changeOrder(ctx, id, async (tx, row) => {
    demandOpen(ctx, row);
    const [held] = await tx.select({ n: count() }).from(attachment).where(ofOrder(id));
    const position = held?.n ?? 0;
    if (position >= most)
      return refuse(
        problems.invalid([{ path: "file", code: "attachments_full", params: { maximum: most } }]),
      );
    const attachmentId = await attachFile(tx, inspected.value, {
      ...{ ownerType: "sample_order", ownerId: id, organizationId: row.providerId },
      ...{ role: "document", visibility: "organization" },
      uploadedBy: ctx.actor.user?.id ?? null,
      position,
    });
    await note(tx, ctx, id, "add_result", attachmentId, inspected.value.name);
    return { id: attachmentId };
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
    const [removed] = await tx
      .delete(attachment)
      .where(and(ofOrder(id), eq(attachment.id, fileId)))
      .returning({ id: attachment.id, name: attachment.name });
    if (!removed) return refuse(problems.notFound("file"));
    await note(tx, ctx, id, "remove_result", fileId, removed.name);
    return { id: fileId };
  });
}

function demandOpen(ctx: Context, row: OrderRow): void {
  if (!isProvider(ctx, row)) refuse(problems.forbidden("add_result"));
  if (!open.includes(row.state)) refuse(problems.notAllowedNow("add_result", row.state));
}

function note(tx: Tx, ctx: Context, entityId: string, transition: string, file: string, name: string) {
  return recordAudit(tx, ctx, { entity: "sample_order", entityId, transition, detail: { file, name } });
}

/** A result as lists show it. */
export interface ResultFile {
  id: string;
  name: string;
  bytes: number;
}

export const resultsOf = (tx: Tx, id: string): Promise<ResultFile[]> =>
  tx
    .select({ id: attachment.id, name: attachment.name, bytes: attachment.bytes })
    .from(attachment)
    .where(ofOrder(id))
    .orderBy(asc(attachment.position), asc(attachment.id));
