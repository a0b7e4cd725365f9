import { eq } from "drizzle-orm";
import { trainingSession } from "#db/schema/qualification.ts";
import type { Tx } from "#db/client.ts";

/** A training session, locked until the transaction ends: its seats are counted and taken by one person at a time. */
export async function lockSession(
  tx: Tx,
  id: string,
): Promise<typeof trainingSession.$inferSelect | undefined> {
  const [session] = await tx.select().from(trainingSession).where(eq(trainingSession.id, id)).for("update");
  return session;
}
