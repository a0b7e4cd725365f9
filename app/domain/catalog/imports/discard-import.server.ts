import { eq, sql } from "drizzle-orm";
import { importBatch } from "#db/schema/imports.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { lockBatch } from "./batch.server.ts";
import { isOpen } from "./states.ts";

/** Throws away an import that has not begun, with its file unless something else has the same. */
export async function discardImport(ctx: Context, id: string): Promise<Result<null>> {
  return transact(ctx.db, async (tx) => {
    const batch = await lockBatch(tx, ctx, id);
    if (!isOpen(batch)) return refuse(problems.notAllowedNow("discard", batch.state));
    await tx.delete(importBatch).where(eq(importBatch.id, id));
    await tx.execute(sql`
      delete from file_content where sha256 = ${batch.sha256}
        and not exists (select from import_batch where sha256 = ${batch.sha256})
        and not exists (select from attachment where sha256 = ${batch.sha256})`);
    await recordAudit(tx, ctx, {
      entity: "import",
      entityId: id,
      transition: "discard",
      fromState: batch.state,
    });
    return null;
  });
}
