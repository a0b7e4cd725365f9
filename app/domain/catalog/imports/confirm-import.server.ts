import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Result } from "#app/runtime/problem.ts";
import { advance, lockBatch } from "./batch.server.ts";
import { rememberMapping } from "./mappings.server.ts";

/**
 * Begins to import what the preview showed; rows with errors stay out. With `submit`, what may be published goes
 * before the moderator, the rest stays a draft. `byHand`: the caller does the work, a job only takes over after
 * ten minutes if the caller was killed.
 */
export async function confirmImport(
  ctx: Context,
  id: string,
  { submit, byHand = false }: { submit: boolean; byHand?: boolean },
): Promise<Result<{ id: string }>> {
  return transact(ctx.db, async (tx) => {
    const batch = await lockBatch(tx, ctx, id);
    await advance(tx, ctx, batch, "queued", {
      transition: "confirm",
      options: { ...batch.options, submit },
      processed: 0,
    });
    await rememberMapping(tx, batch.organizationId, batch);
    const runAt = byHand ? new Date(ctx.clock.now().getTime() + 600_000) : undefined;
    await enqueue(tx, "run-import", { batchId: id }, { key: `import:${id}`, maxAttempts: 5, runAt });
    return { id };
  });
}
