import type { Context } from "#app/domain/context.ts";
import { checkIndex, indexListing as writeIndex } from "#search/indexing.ts";

/** Makes the search index say what the listing's row says. Safe to repeat. */
export const indexListing = (ctx: Context, listingId: string): Promise<void> =>
  writeIndex(ctx.db, listingId, ctx.clock.now());

/** Nightly: repairs whatever the index says differently from the rows, and counts anew how frequent each term is. */
export async function checkSearchDrift(ctx: Context): Promise<void> {
  await checkIndex(ctx.db, ctx.clock.now());
}
