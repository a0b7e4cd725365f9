import { and, inArray } from "drizzle-orm";
import { viewLog } from "#db/schema/audit.ts";
import { misconductCase } from "#db/schema/cases.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";

export interface Viewed {
  entity: string;
  entityId: string;
}

/**
 * Writes down that the actor looks at something confidential; called by the query that shows it, before it answers.
 * Kept like the audit log: never changed, sealed, shown to auditors.
 */
export async function recordView(
  tx: Tx,
  { actor, clock }: Pick<Context, "actor" | "clock">,
  ...viewed: readonly Viewed[]
): Promise<void> {
  if (viewed.length === 0) return;
  await tx.insert(viewLog).values(
    viewed.map(({ entity, entityId }) => ({
      at: clock.now(),
      actorId: actor.user?.id ?? null,
      actorName: actor.user?.name ?? actor.via,
      organizationId: actor.organization?.id ?? null,
      via: actor.via,
      requestId: actor.requestId,
      entity,
      entityId,
    })),
  );
}

/** Writes down which confidential cases these entries of the audit log show to the actor, each once. */
export async function recordConfidential(
  ctx: Pick<Context, "db" | "actor" | "clock">,
  shown: readonly Viewed[],
): Promise<void> {
  const entity = "misconduct_case";
  const ids = [...new Set(shown.filter((row) => row.entity === entity).map(({ entityId }) => entityId))];
  if (ids.length === 0) return;
  const cases = await ctx.db
    .select({ id: misconductCase.id })
    .from(misconductCase)
    .where(and(inArray(misconductCase.id, ids), misconductCase.confidential));
  await recordView(ctx.db, ctx, ...cases.map(({ id }) => ({ entity, entityId: id })));
}
