import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import { importBatch } from "#db/schema/imports.ts";
import { fileContent } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { UnreadableTable } from "#app/integrations/csv.server.ts";
import { isWorkbook } from "#app/integrations/tables.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, type Problem, problems, type Result } from "#app/runtime/problem.ts";
import type { Asked } from "./inputs.ts";
import { tableLimits } from "./open-table.server.ts";
import { settleTable } from "./settle-table.server.ts";

export interface Upload extends Asked {
  name: string;
  content: Uint8Array;
  submit?: boolean;
  /** Import what is right without waiting for a person; needs headers that are known. */
  confirm?: boolean;
  /** The caller reads and imports it itself; no job is asked to. */
  byHand?: boolean;
}

/**
 * Takes a list of facilities in: looks at its headers, keeps the file and has it read. Refuses with `forbidden`, or
 * `invalid` naming `file` and why it cannot be read; then nothing is kept.
 */
export async function uploadImport(ctx: Context, upload: Upload): Promise<Result<{ id: string }>> {
  const owner = ctx.actor.organization;
  if (!owner || !may(ctx.actor, "import.run", { organizationId: owner.id }))
    return fail(problems.forbidden("import.run"));
  const { content, name, format, encoding, delimiter, submit, confirm } = upload;
  if (content.byteLength > tableLimits.bytes) return fail(unreadable("file_too_big", { megabytes: 20 }));
  const options = { format, encoding, delimiter, submit, confirm, revision: 1 };
  const table = await settleTable(ctx.db, owner.id, content, options).catch(unreadableProblem);
  if ("code" in table) return fail(table);
  await table.rows.return(undefined);
  if (confirm && !table.recognised) return fail(unreadable("headers_unknown"));
  const sha = encodeHexLowerCase(sha256(content));
  const mediaType = isWorkbook(content) ? "application/vnd.ms-excel" : "text/csv";
  return transact(ctx.db, async (tx) => {
    await tx
      .insert(fileContent)
      .values({ sha256: sha, mediaType, bytes: content.byteLength, content: Buffer.from(content) })
      .onConflictDoNothing();
    const [row] = await tx
      .insert(importBatch)
      .values({
        organizationId: owner.id,
        createdBy: ctx.actor.user?.id ?? null,
        createdAt: ctx.clock.now(),
        format: table.format.name,
        fileName: shownName(name),
        sha256: sha,
        mediaType,
        encoding: table.encoding,
        headers: table.headers,
        mapping: { ...table.mapping },
        options,
        state: "mapping",
      })
      .returning({ id: importBatch.id });
    if (!row) throw new Error("import was not inserted");
    await recordAudit(tx, ctx, {
      entity: "import",
      entityId: row.id,
      transition: "upload",
      toState: "mapping",
    });
    if (!upload.byHand)
      await enqueue(tx, "preview-import", { batchId: row.id }, { key: `preview:${row.id}`, maxAttempts: 5 });
    return row;
  });
}

/** The problem for a file that cannot be read; anything unforeseen is thrown on. */
export function unreadableProblem(error: unknown): Problem {
  if (!(error instanceof UnreadableTable)) throw error;
  return unreadable(error.code, error.line === undefined ? undefined : { line: error.line });
}

const unreadable = (code: string, params?: Record<string, number>): Problem =>
  problems.invalid([{ path: "file", code, params }]);

/** The file's name without folders and characters that mislead, to be shown. */
function shownName(name: string): string {
  const base = name
    .normalize("NFC")
    .replace(/^.*[/\\]/, "")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  return [...base].slice(0, 120).join("") || "import";
}
