import { and, eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";

/** Asks for new index entries of all that an organisation has published: its name is part of each. */
export async function indexOwned(tx: Tx, organizationId: string): Promise<void> {
  const published = await tx
    .select({ id: listing.id })
    .from(listing)
    .where(and(eq(listing.organizationId, organizationId), eq(listing.state, "published")));
  for (const { id } of published)
    await enqueue(tx, "index-listing", { listingId: id }, { key: `index:${id}` });
}
