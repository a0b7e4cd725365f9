import { and, asc, count, eq } from "drizzle-orm";
import { attachment } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { attachFile, documentRules, imageRules, inspectUpload } from "#app/runtime/files.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { limits } from "./limits.ts";
import { lockForEdit } from "./listing-row.server.ts";
import { touchListing } from "./touch.server.ts";

type Role = "image" | "document";

const ofListing = (listingId: string, role: Role) =>
  and(eq(attachment.ownerType, "listing"), eq(attachment.ownerId, listingId), eq(attachment.role, role));

/** Hangs a picture or document on a listing, behind the others. Refuses by type, size and number. */
export async function addAttachment(
  ctx: Context,
  id: string,
  { role, file }: { role: Role; file: File },
): Promise<Result<{ id: string }>> {
  const inspected = await inspectUpload(file, role === "image" ? imageRules : documentRules);
  if (!inspected.ok) return inspected;
  return transact(ctx.db, async (tx) => {
    const row = await lockForEdit(tx, ctx, id);
    const [held] = await tx.select({ n: count() }).from(attachment).where(ofListing(id, role));
    const most = role === "image" ? limits.images : limits.documents;
    const position = held?.n ?? 0;
    if (position >= most) {
      return refuse(
        problems.invalid([{ path: "file", code: "attachments_full", params: { maximum: most } }]),
      );
    }
    const attachmentId = await attachFile(tx, inspected.value, {
      ownerType: "listing",
      ownerId: id,
      organizationId: row.organizationId,
      role,
      visibility: "public",
      uploadedBy: ctx.actor.user?.id ?? null,
      position,
    });
    await touchListing(tx, ctx, row, "add_attachment", { attachmentId });
    return { id: attachmentId };
  });
}

/** Takes an attachment off a listing. The bytes stay while something else refers to them. */
export async function removeAttachment(
  ctx: Context,
  id: string,
  attachmentId: string,
): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockForEdit(tx, ctx, id);
    const removed = await tx
      .delete(attachment)
      .where(
        and(eq(attachment.ownerType, "listing"), eq(attachment.ownerId, id), eq(attachment.id, attachmentId)),
      )
      .returning({ role: attachment.role });
    if (removed.length === 0) return refuse(problems.notFound("attachment"));
    await touchListing(tx, ctx, row, "remove_attachment", { attachmentId });
  });
}

/** Moves a picture one place towards the front. The first picture stands for the listing. */
export async function promoteImage(ctx: Context, id: string, attachmentId: string): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockForEdit(tx, ctx, id);
    const images = await orderedImages(tx, id);
    const place = images.indexOf(attachmentId);
    const before = images[place - 1];
    if (place < 0) return refuse(problems.notFound("attachment"));
    if (before === undefined) return;
    images.splice(place - 1, 2, attachmentId, before);
    for (const [position, imageId] of images.entries()) {
      await tx.update(attachment).set({ position }).where(eq(attachment.id, imageId));
    }
    await touchListing(tx, ctx, row, "order_images");
  });
}

async function orderedImages(tx: Tx, listingId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: attachment.id })
    .from(attachment)
    .where(ofListing(listingId, "image"))
    .orderBy(asc(attachment.position), asc(attachment.id));
  return rows.map(({ id }) => id);
}
