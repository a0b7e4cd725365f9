import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { listing } from "#db/schema/catalog.ts";
import { indexListing } from "#app/domain/catalog/touch.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { marketEngine } from "#search/indexing.ts";
import { type Bench, type Figure, rounds } from "../bench.ts";
import { withMarket } from "../http/servers.ts";
import { percentile } from "../search/metrics.ts";

const changesPerRound = 40;
const goalMs = 300;
const givenUpMs = 10_000;

/** From the commit of a changed listing until a search finds the change, through the job and the worker of a running server. */
export const indexLag: Bench = {
  id: "index-lag",
  run: (tools) =>
    withMarket(tools, async (_url, { db }) => {
      const ids = await db.execute<{ id: string }>(
        sql`select id from listing where state = 'published' order by id limit ${changesPerRound}`,
      );
      const medians: { p50: number; p99: number }[] = [];
      for (let round = 1; round <= rounds; round++) {
        const lags: number[] = [];
        for (const [i, { id }] of ids.entries()) lags.push(await lagOf(db, id, `lag${round}x${i}word`));
        medians.push({ p50: percentile(lags, 0.5), p99: percentile(lags, 0.99) });
        tools.say(`index-lag: round ${round} of ${rounds}`);
      }
      return (["p50", "p99"] as const).map((name) =>
        figureOf(
          name,
          medians.map((one) => one[name]),
        ),
      );
    }),
};

function figureOf(name: "p50" | "p99", values: readonly number[]): Figure {
  const measured = percentile(values, 0.5);
  return {
    what: `${name} from commit to found`,
    measured: `${measured.toFixed(0)} ms`,
    baseline: `${goalMs} ms, the promise`,
    ratio: measured / goalMs,
    ...(name === "p99" && { goal: { atMost: 1 } }),
  };
}

/** Gives the listing a word that nothing else has, as its editing does, and waits until it is found by it. */
async function lagOf(db: Database, id: string, word: string): Promise<number> {
  await transact(db, async (tx) => {
    await tx
      .update(listing)
      .set({ keywords: [word], updatedAt: sql`now()` })
      .where(eq(listing.id, id));
    await indexListing(tx, id);
  });
  const started = performance.now();
  while (performance.now() - started < givenUpMs) {
    const { hits } = await marketEngine(db).search({
      index: "listing",
      q: word,
      scope: { field: "visible", op: "eq", value: true },
      offset: 0,
      limit: 1,
    });
    if (hits[0]?.id === id) return performance.now() - started;
    await sleep(2);
  }
  throw new Error(`a change was not found within ${givenUpMs} ms`);
}
