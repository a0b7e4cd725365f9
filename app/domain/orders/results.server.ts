import { and, asc, count, eq } from "drizzle-orm";
import { attachment } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { type AttachmentPlace, attachFile, type InspectedFile } from "#app/runtime/files.server.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";

const most = 40;

/** An order with results, by its table; they are stored for its provider. */
export interface ResultOwner {
  type: Extract<AttachmentPlace["ownerType"], "sample_order" | "service_order">;
  id: string;
  providerId: string;
}

const ofOrder = ({ type, id }: Pick<ResultOwner, "type" | "id">) =>
  and(eq(attachment.ownerType, type), eq(attachment.ownerId, id));

/** Hangs a result on an order that the caller has locked; it is for the two organisations alone. Refuses by number. */
export async function hangResult(
  tx: Tx,
  ctx: Context,
  owner: ResultOwner,
  file: InspectedFile,
): Promise<{ id: string }> {
  const [held] = await tx.select({ n: count() }).from(attachment).where(ofOrder(owner));
  const position = held?.n ?? 0;
  if (position >= most)
    return refuse(problems.invalid([{ path: "file", code: "attachments_full", params: { maximum: most } }]));
  const id = await attachFile(tx, file, {
    ...{ ownerType: owner.type, ownerId: owner.id, organizationId: owner.providerId },
    ...{ role: "document", visibility: "organization" },
    uploadedBy: ctx.actor.user?.id ?? null,
    position,
  });
  await note(tx, ctx, owner, "add_result", { file: id, name: file.name });
  return { id };
}

/** Takes a result off an order that the caller has locked. The log keeps its name. */
export async function takeResultOff(
  tx: Tx,
  ctx: Context,
  owner: ResultOwner,
  fileId: string,
): Promise<{ id: string }> {
  const [removed] = await tx
    .delete(attachment)
    .where(and(ofOrder(owner), eq(attachment.id, fileId)))
    .returning({ id: attachment.id, name: attachment.name });
  if (!removed) return refuse(problems.notFound("file"));
  await note(tx, ctx, owner, "remove_result", { file: fileId, name: removed.name });
  return { id: fileId };
}

const note = (
  tx: Tx,
  ctx: Context,
  { type, id }: ResultOwner,
  transition: string,
  detail: { file: string; name: string },
) => recordAudit(tx, ctx, { entity: type, entityId: id, transition, detail });

/** A result as lists show it. */
export interface ResultFile {
  id: string;
  name: string;
  bytes: number;
}

export const resultsOf = (tx: Tx, owner: Pick<ResultOwner, "type" | "id">): Promise<ResultFile[]> =>
  tx
    .select({ id: attachment.id, name: attachment.name, bytes: attachment.bytes })
    .from(attachment)
    .where(ofOrder(owner))
    .orderBy(asc(attachment.position), asc(attachment.id));
