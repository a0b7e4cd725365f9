import type { Tx } from "#db/client.ts";
import { measure } from "#db/schema/credit.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";

/**
 * Lays a measure on an organisation in the caller's transaction, which is that of a decision. What the market shows
 * follows by a job when the measure begins and when it ends.
 */
export async function imposeMeasure(tx: Tx, imposed: typeof measure.$inferInsert): Promise<string> {
  const [row] = await tx.insert(measure).values(imposed).returning();
  if (!row) throw new Error("measure: nothing was written");
  const { id, organizationId, from, until } = row;
  for (const [edge, runAt] of Object.entries({ from, until })) {
    if (runAt) await enqueue(tx, "index-owned", { organizationId }, { key: `standing:${id}:${edge}`, runAt });
  }
  // What the organisation has booked, or let others book, goes by the published rule of the measure.
  for (const job of ["stop-bookings", "stop-sample-orders", "stop-service-orders"] as const)
    await enqueue(tx, job, { measureId: id }, { key: `${job}:${id}`, runAt: from });
  return id;
}
