import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";

/** The connection is closed when it says nothing for a minute. */
const heartbeatMs = 15_000;
const retryMs = 250;

/** Throws when the lock has been lost: somebody else may deliver by now. */
export type StillHeld = () => Promise<void>;

/**
 * Does `work` as the only one in all processes that tells Meilisearch about this index. Returns undefined, without having
 * begun, when another one does for longer than `waitMs`.
 */
export function asOnlyDeliverer<T>(
  db: Database,
  index: string,
  waitMs: number,
  work: (stillHeld: StillHeld) => Promise<T>,
): Promise<T | undefined> {
  return db.transaction(async (tx) => {
    const end = performance.now() + waitMs;
    for (;;) {
      const [row] = await tx.execute<{ got: boolean }>(
        sql`select pg_try_advisory_xact_lock(hashtextextended(${`deliver:${index}`}, 0)) as got`,
      );
      if (row?.got) break;
      if (performance.now() >= end) return undefined;
      await sleep(retryMs);
    }
    let lost: unknown;
    const beat = async () => {
      await tx.execute(sql`select 1`).catch((error: unknown) => {
        lost ??= error;
      });
    };
    const heart = setInterval(() => void beat(), heartbeatMs);
    try {
      return await work(async () => {
        await beat();
        if (lost) throw lost;
      });
    } finally {
      clearInterval(heart);
    }
  });
}
