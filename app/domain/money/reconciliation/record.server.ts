import { and, eq, isNull } from "drizzle-orm";
import { reconciliationDifference } from "#db/schema/transfer.ts";
import type { DifferenceSource } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { type Context, systemActor } from "#app/domain/context.ts";
import { move, recordAudit } from "#app/domain/move.server.ts";
import type { Difference } from "./compare.ts";
import { differenceProcess } from "./states.ts";

export interface Compared {
  /** Fresh ones, or ones that were gone. */
  appeared: number;
  vanished: number;
  standing: number;
}

/**
 * Writes down what a comparison found for one organisation (null: the platform as a whole) and source: all of it, each
 * time. What is no longer among it is gone; what was explained stays explained while it is the same to the fen.
 */
export async function recordDifferences(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  organizationId: string | null,
  source: DifferenceSource,
  differences: readonly Difference[],
): Promise<Compared> {
  const timer = { actor: systemActor(ctx.actor.requestId), clock: ctx.clock };
  const now = ctx.clock.now();
  const known = await tx
    .select()
    .from(reconciliationDifference)
    .where(
      and(
        organizationId === null
          ? isNull(reconciliationDifference.organizationId)
          : eq(reconciliationDifference.organizationId, organizationId),
        eq(reconciliationDifference.source, source),
      ),
    )
    .for("update");
  const byKey = new Map(known.map((row) => [row.key, row]));
  const result: Compared = { appeared: 0, vanished: 0, standing: 0 };
  const step = (row: (typeof known)[number], transition: string) =>
    move(tx, timer, differenceProcess, reconciliationDifference, row, { transition });
  for (const difference of differences) {
    const row = byKey.get(difference.key);
    byKey.delete(difference.key);
    if (row === undefined) {
      const [made] = await tx
        .insert(reconciliationDifference)
        .values({ ...difference, organizationId, source, lastSeenAt: now, createdAt: now, stateSince: now })
        .returning({ id: reconciliationDifference.id });
      if (!made) throw new Error("a difference was not written");
      await recordAudit(tx, timer, {
        ...{
          entity: "reconciliation_difference",
          entityId: made.id,
          transition: "find-difference",
          toState: "found",
        },
        detail: { kind: difference.kind, booked: difference.booked, found: difference.found },
      });
      result.appeared++;
      continue;
    }
    if (row.state === "gone") {
      await step(row, "find-again");
      result.appeared++;
    } else result.standing++;
    const { booked, found, what = "", href = "", day } = difference;
    await tx
      .update(reconciliationDifference)
      .set({ booked, found, what, href, day, lastSeenAt: now })
      .where(eq(reconciliationDifference.id, row.id));
  }
  for (const row of byKey.values()) {
    if (row.state === "gone") continue;
    await step(row, "vanish");
    result.vanished++;
  }
  return result;
}
