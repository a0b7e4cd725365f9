import { eq } from "drizzle-orm";
import { importRow } from "#db/schema/imports.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { advance, lockBatch } from "./batch.server.ts";
import { formats } from "./formats/index.ts";
import type { ReviseInput } from "./inputs.ts";
import { rememberMapping, validMapping } from "./mappings.server.ts";
import { isOpen } from "./states.ts";

/**
 * Has the file of an import read again in another way: another format, encoding or delimiter, or other columns. A
 * mapping is remembered for the organisation's next file with the same headers. Refuses with `not_allowed_now` once
 * the import has begun.
 */
export async function reviseImport(
  ctx: Context,
  id: string,
  input: ReviseInput,
): Promise<Result<{ id: string }>> {
  return transact(ctx.db, async (tx) => {
    const batch = await lockBatch(tx, ctx, id);
    if (!isOpen(batch)) return refuse(problems.notAllowedNow("revise", batch.state));
    const format = input.format ?? batch.format;
    const mapping =
      input.columns && validMapping(byHeader(batch.headers, input.columns), batch.headers, formats[format]);
    if (mapping) await rememberMapping(tx, batch.organizationId, { format, headers: batch.headers, mapping });
    const { encoding, delimiter } = input;
    const revision = (batch.options.revision ?? 0) + 1;
    const options = {
      ...batch.options,
      format: mapping ? format : input.format,
      encoding,
      delimiter,
      mapping,
      revision,
    };
    await tx.delete(importRow).where(eq(importRow.batchId, id));
    await advance(tx, ctx, batch, "mapping", {
      transition: "revise",
      options,
      failure: null,
      total: 0,
      processed: 0,
    });
    await enqueue(tx, "preview-import", { batchId: id }, { key: `preview:${id}`, maxAttempts: 5 });
    return { id };
  });
}

/** Fields by header from fields by position; keys that no format has fall out in `validMapping`. */
const byHeader = (headers: readonly string[], columns: readonly string[]): Record<string, string> =>
  Object.fromEntries(headers.map((header, at) => [header, columns[at] ?? "-"]));
