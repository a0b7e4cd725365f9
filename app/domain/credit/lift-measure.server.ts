import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { measure, measureChange } from "#db/schema/credit.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";

interface Lift {
  measureId: string;
  from: Date;
  reason: string;
}

/** Ends a measure early, in the caller's transaction. What it hid is shown again by a job. */
export async function liftMeasure(tx: Tx, { measureId, from, reason }: Lift): Promise<void> {
  const [lifted] = await tx.select().from(measure).where(eq(measure.id, measureId));
  if (!lifted) throw new Error(`measure: there is no ${measureId}`);
  await tx.insert(measureChange).values({ measureId, kind: "lift", from, reason });
  const { organizationId } = lifted;
  await enqueue(tx, "index-owned", { organizationId }, { key: `standing:${measureId}:lift`, runAt: from });
}
