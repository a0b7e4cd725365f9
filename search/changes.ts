import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

/** What PostgreSQL tells every process, once what changed is committed: something that searches answer has changed. */
export const marketChanged = "market_changed";

/** Tells it, when `tx` commits. */
export async function tellMarketChanged(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_notify(${marketChanged}, '')`);
}
