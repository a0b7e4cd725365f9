import { and, count, eq } from "drizzle-orm";
import { validate } from "uuid";
import { contractFile } from "#db/schema/contracts.ts";
import type { ContractFilePurpose } from "#db/schema/vocabulary.ts";
import { documentRules, inspectUpload, readContent, storeContent } from "#app/runtime/files.server.ts";
import { fail, ok, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { contractRowFor } from "./read.server.ts";
import { idOf, onContract } from "./scene.server.ts";

const most = 200;

/** Puts a file to a contract, for good, with its SHA-256: an annex, a result, a certificate. Both sides can read it. */
export async function addFile(
  ctx: Context,
  id: string,
  upload: File,
  purpose: ContractFilePurpose,
): Promise<Result<{ id: string; sha256: string }>> {
  const inspected = await inspectUpload(upload, documentRules, "files");
  if (!inspected.ok) return inspected;
  const { sha256, name, mediaType, content } = inspected.value;
  return onContract(ctx, id, async ({ tx, row, side, user, now }) => {
    const [held] = await tx.select({ n: count() }).from(contractFile).where(eq(contractFile.contractId, id));
    if ((held?.n ?? 0) >= most)
      return refuse(
        problems.invalid([{ path: "files", code: "attachments_full", params: { maximum: most } }]),
      );
    await storeContent(tx, inspected.value);
    const [made] = await tx
      .insert(contractFile)
      .values({
        ...{ contractId: id, purpose, sha256, name, mediaType, bytes: content.byteLength },
        ...{ byId: user.id, organizationId: idOf(row, side), at: now, createdAt: now },
      })
      .returning({ id: contractFile.id });
    if (!made) throw new Error("the file was not written");
    await recordAudit(tx, ctx, {
      ...{ entity: "contract", entityId: id, transition: "add-file" },
      detail: { file: made.id, name, sha256, purpose },
    });
    return { id: made.id, sha256 };
  });
}

export interface ReadFile {
  name: string;
  mediaType: string;
  sha256: string;
  content: Buffer;
}

/** A file of a contract, for its sides and whoever mediates in it. */
export async function readFile(ctx: Context, id: string, fileId: string): Promise<Result<ReadFile>> {
  const row = await contractRowFor(ctx, id);
  if (!row || !validate(fileId)) return fail(problems.notFound("file"));
  const [file] = await ctx.db
    .select()
    .from(contractFile)
    .where(and(eq(contractFile.id, fileId), eq(contractFile.contractId, id)));
  const content = file && (await readContent(ctx.db, file.sha256));
  if (!file || !content) return fail(problems.notFound("file"));
  return ok({ name: file.name, mediaType: file.mediaType, sha256: file.sha256, content });
}
