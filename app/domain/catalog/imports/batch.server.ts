import { and, eq } from "drizzle-orm";
import { validate } from "uuid";
import { importBatch } from "#db/schema/imports.ts";
import type { Tx } from "#db/client.ts";
import type { ImportState } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import { formats } from "./formats/index.ts";
import { type Lens, makeLens } from "./examine.ts";
import { importSteps } from "./states.ts";
import type { Words } from "./words.ts";

export type Batch = typeof importBatch.$inferSelect;

/** The import, locked until the transaction ends. Refuses with `not_found` when it is not the actor's organisation's. */
export async function lockBatch(tx: Tx, { actor }: Pick<Context, "actor">, id: string): Promise<Batch> {
  if (!validate(id)) return refuse(problems.notFound("import"));
  const [row] = await tx.select().from(importBatch).where(eq(importBatch.id, id)).for("no key update");
  if (!row || !may(actor, "import.run", row)) return refuse(problems.notFound("import"));
  return row;
}

/** Takes an import to `to` with whatever else changes, and notes it in the audit log. Refuses with `not_allowed_now`. */
export async function advance(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  batch: Pick<Batch, "id" | "state">,
  to: ImportState,
  { transition, ...set }: Partial<Omit<Batch, "id" | "state">> & { transition: string },
): Promise<void> {
  if (!importSteps[batch.state].includes(to)) return refuse(problems.notAllowedNow(transition, batch.state));
  const changed = await tx
    .update(importBatch)
    .set({ ...set, state: to })
    .where(and(eq(importBatch.id, batch.id), eq(importBatch.state, batch.state)))
    .returning({ id: importBatch.id });
  if (changed.length === 0) return refuse(problems.conflict());
  await recordAudit(tx, ctx, {
    entity: "import",
    entityId: batch.id,
    transition,
    fromState: batch.state,
    toState: to,
  });
}

/** How the batch's rows are read. */
export const lensOf = (batch: Pick<Batch, "format" | "mapping">, words: Words): Lens =>
  makeLens(formats[batch.format], batch.mapping, words);
