import { and, asc, count, eq, inArray } from "drizzle-orm";
import { attachment } from "#db/schema/catalog.ts";
import { qualification, qualificationType } from "#db/schema/qualification.ts";
import type { Tx } from "#db/client.ts";
import { attachFile, type InspectedFile, inspectUpload, proofRules } from "#app/runtime/files.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { issuerOf } from "./own-type.server.ts";

/** Files that one qualification may rest on. */
const most = 5;

/** A file as lists show it; who may read it, the file's own address checks. */
export interface EvidenceFile {
  id: string;
  name: string;
  bytes: number;
}

/**
 * Hangs a file on a qualification that the actor's organisation has granted: the record of the examination, the
 * certificate. For its holder, for the staff who grant it, and for the staff of a facility that its holder is about to use by
 * it. Refuses with `not_found`, or `invalid` by type, size and number.
 */
export async function addEvidence(ctx: Context, id: string, file: File): Promise<Result<string>> {
  const inspected = await inspectUpload(file, proofRules);
  if (!inspected.ok) return inspected;
  return transact(ctx.db, async (tx) => {
    const issuer = await lockGranted(tx, ctx, id);
    const [held] = await tx.select({ n: count() }).from(attachment).where(ofOne(id));
    if ((held?.n ?? 0) >= most)
      return refuse(
        problems.invalid([{ path: "file", code: "attachments_full", params: { maximum: most } }]),
      );
    return keepEvidence(tx, ctx, { id, issuer }, inspected.value);
  });
}

/** Takes a file off again, one of somebody else, say. The log keeps its name. Refuses with `not_found`. */
export async function removeEvidence(ctx: Context, id: string, fileId: string): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    await lockGranted(tx, ctx, id);
    const [removed] = await tx
      .delete(attachment)
      .where(and(ofOne(id), eq(attachment.id, fileId)))
      .returning({ name: attachment.name });
    if (!removed) return refuse(problems.notFound("file"));
    await note(tx, ctx, id, "remove_evidence", { file: fileId, name: removed.name });
  });
}

/** Stores what was inspected and hangs it on a qualification, in the transaction that grants or changes it. */
export async function keepEvidence(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  { id, issuer }: { id: string; issuer: string },
  file: InspectedFile,
): Promise<string> {
  const fileId = await attachFile(tx, file, {
    ...{ ownerType: "qualification", ownerId: id, organizationId: issuer },
    ...{ role: "proof", visibility: "organization", uploadedBy: ctx.actor.user?.id ?? null },
  });
  await note(tx, ctx, id, "add_evidence", { file: fileId, name: file.name });
  return fileId;
}

/** The files of these qualifications, by qualification, in the order in which they came. */
export async function evidenceOf(tx: Tx, ids: readonly string[]): Promise<Map<string, EvidenceFile[]>> {
  const found = new Map<string, EvidenceFile[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const rows = await tx
    .select({ of: attachment.ownerId, id: attachment.id, name: attachment.name, bytes: attachment.bytes })
    .from(attachment)
    .where(and(eq(attachment.ownerType, "qualification"), inArray(attachment.ownerId, [...ids])))
    .orderBy(asc(attachment.createdAt), asc(attachment.id));
  for (const { of, ...file } of rows) found.get(of)?.push(file);
  return found;
}

const ofOne = (id: string) => and(eq(attachment.ownerType, "qualification"), eq(attachment.ownerId, id));

/** Locks a qualification that the actor's organisation has granted, and returns that organisation. */
async function lockGranted(tx: Tx, ctx: Context, id: string): Promise<string> {
  const issuer = issuerOf(ctx);
  const [row] = await tx
    .select({ id: qualification.id })
    .from(qualification)
    .innerJoin(qualificationType, eq(qualificationType.id, qualification.typeId))
    .where(and(eq(qualification.id, id), eq(qualificationType.organizationId, issuer)))
    .for("no key update", { of: qualification });
  return row ? issuer : refuse(problems.notFound("qualification"));
}

const note = (
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  entityId: string,
  transition: string,
  detail: Record<string, string>,
) => recordAudit(tx, ctx, { entity: "qualification", entityId, transition, detail });
