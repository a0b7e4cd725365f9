import { viewLog } from "#db/schema/audit.ts";
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
