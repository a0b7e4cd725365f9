import { and, eq } from "drizzle-orm";
import { attachment } from "#db/schema/catalog.ts";
import { disputeFile } from "#db/schema/stripe.ts";
import type { EvidenceKind } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { attachFile, evidenceRules, inspectUpload } from "#app/runtime/files.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { onDispute } from "./on-dispute.server.ts";
import { mostEvidenceBytes } from "./policy.ts";
import { filesOf } from "./queries.server.ts";

/**
 * Somebody of the payee puts a file to the evidence; under each heading Stripe takes one, so a second takes the place of the
 * first. It is for the payee alone until the evidence is given. Refuses by type and size (`file_type`, `file_too_big`,
 * `files_too_big`) and as `onDispute` does.
 */
export async function addEvidenceFile(
  ctx: Context,
  chargeId: string,
  { disputeId, kind, file }: { disputeId: string; kind: EvidenceKind; file: File },
): Promise<Result<{ id: string; sha256: string }>> {
  const inspected = await inspectUpload(file, evidenceRules);
  if (!inspected.ok) return inspected;
  const { name, sha256, content } = inspected.value;
  return onDispute(ctx, chargeId, disputeId, async (tx, _, organizationId) => {
    const held = await filesOf(tx, [disputeId]);
    const stay = held.filter((one) => one.kind !== kind);
    demandRoom(stay.reduce((sum, { bytes }) => sum + bytes, content.byteLength));
    for (const one of held) if (one.kind === kind) await take(tx, one.id);
    const id = await attachFile(tx, inspected.value, {
      ...{ ownerType: "dispute", ownerId: disputeId, organizationId },
      ...{ role: "proof", visibility: "organization", uploadedBy: ctx.actor.user?.id ?? null },
    });
    await tx.insert(disputeFile).values({ attachmentId: id, disputeId, kind });
    await note(tx, ctx, chargeId, "add-evidence-file", { file: id, name, sha256, kind });
    return { id, sha256 };
  });
}

/** Takes a file off the evidence before that is given. The log keeps its name. Refuses as `onDispute` does. */
export async function removeEvidenceFile(
  ctx: Context,
  chargeId: string,
  { disputeId, fileId }: { disputeId: string; fileId: string },
): Promise<Result<{ id: string }>> {
  return onDispute(ctx, chargeId, disputeId, async (tx) => {
    const found = (await filesOf(tx, [disputeId])).find(({ id }) => id === fileId);
    if (!found) return refuse(problems.notFound("file"));
    await take(tx, fileId);
    await note(tx, ctx, chargeId, "remove-evidence-file", { file: fileId, name: found.name });
    return { id: fileId };
  });
}

function demandRoom(bytes: number): void {
  const params = { megabytes: mostEvidenceBytes / 1_000_000 };
  if (bytes > mostEvidenceBytes) refuse(problems.invalid([{ path: "file", code: "files_too_big", params }]));
}

const take = (tx: Tx, id: string) =>
  tx.delete(attachment).where(and(eq(attachment.id, id), eq(attachment.ownerType, "dispute")));

const note = (
  tx: Tx,
  ctx: Context,
  entityId: string,
  transition: string,
  detail: Record<string, unknown>,
): Promise<void> => recordAudit(tx, ctx, { entity: "charge", entityId, transition, detail });
