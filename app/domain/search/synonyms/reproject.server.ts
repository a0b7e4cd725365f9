import type { Context } from "#app/domain/context.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { listingsHolding } from "#search/synonyms.ts";

/**
 * Job `reproject-synonyms`: asks for new index entries of all listings that name any of the terms, whose other names have
 * changed. Each listing waits at most once, however many groups were edited.
 */
export async function reprojectSynonyms(
  { db }: Pick<Context, "db">,
  terms: readonly string[],
): Promise<void> {
  await db.transaction(async (tx) => {
    for (const id of await listingsHolding(tx, terms))
      await enqueue(tx, "index-listing", { listingId: id }, { key: `index:${id}` });
  });
}
