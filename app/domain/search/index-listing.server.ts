import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import {
  checkIndex,
  hasSecondEngine,
  indexListing as writeIndex,
  marketDeliverer,
} from "#search/indexing.ts";

const deliver = (tx: Tx, runAt?: Date): Promise<void> =>
  enqueue(tx, "deliver-search", {}, { key: "deliver-search", ...(runAt && { runAt }) });

/** Makes the search index say what the listing's row says. Safe to repeat. */
export const indexListing = (ctx: Context, listingId: string): Promise<void> =>
  writeIndex(ctx.db, listingId, ctx.clock.now(), hasSecondEngine(ctx.db) ? deliver : undefined);

/** Asks for Meilisearch, where there is one, to be told what has changed. */
export async function askForDelivery(ctx: Pick<Context, "db">): Promise<void> {
  if (hasSecondEngine(ctx.db)) await deliver(ctx.db);
}

/** Tells Meilisearch what it has not been told, and asks to be called again while something waits. */
export async function deliverSearch(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const againMs = await marketDeliverer(ctx.db, now)?.run();
  if (againMs !== undefined) await deliver(ctx.db, new Date(ctx.clock.now().getTime() + againMs));
}

/** Nightly: repairs whatever the indexes say differently from the rows, and counts anew how frequent each term is. */
export async function checkSearchDrift(ctx: Context): Promise<void> {
  await checkIndex(ctx.db, ctx.clock.now());
  await askForDelivery(ctx);
}
