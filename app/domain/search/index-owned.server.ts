import { and, eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { showOrHide } from "#search/indexing.ts";
import { askForDelivery } from "./index-listing.server.ts";

/**
 * Makes the index say of all that an organisation has published what is so now: whether it may appear at once, the rest
 * (its name is part of each document) by a job a listing.
 */
export async function indexOwned(
  { db, clock }: Pick<Context, "db" | "clock">,
  organizationId: string,
): Promise<void> {
  await showOrHide(db, organizationId, clock.now());
  await askForDelivery({ db });
  await db.transaction(async (tx) => {
    for (const id of await publishedBy(tx, organizationId))
      await enqueue(tx, "index-listing", { listingId: id }, { key: `index:${id}` });
  });
}

async function publishedBy(tx: Tx, organizationId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: listing.id })
    .from(listing)
    .where(and(eq(listing.organizationId, organizationId), eq(listing.state, "published")));
  return rows.map(({ id }) => id);
}
