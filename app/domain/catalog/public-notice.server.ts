import { and, desc, eq } from "drizzle-orm";
import { listingVersion, review } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { differences } from "./diff.ts";
import { loadSnapshot } from "./snapshot.server.ts";

/** What a public notice must name (Art. 17): the result, its summary, the manner, the intended price, an insider buyer. */
export const announcedFields: readonly string[] = [
  "titleZh",
  "summaryZh",
  "technology.priceForm",
  "technology.askingPrice",
  "technology.transferModes",
  "technology.insiderDeal",
];

/** Whether the listing went through a notice that named what it says now. */
export async function hasBeenAnnounced(tx: Tx, listingId: string): Promise<boolean> {
  const [notice] = await tx
    .select({ snapshot: listingVersion.snapshot })
    .from(review)
    .innerJoin(
      listingVersion,
      and(eq(listingVersion.listingId, review.listingId), eq(listingVersion.n, review.seenVersion)),
    )
    .where(and(eq(review.listingId, listingId), eq(review.outcome, "public_notice")))
    .orderBy(desc(review.createdAt), desc(review.id))
    .limit(1);
  if (!notice) return false;
  const changed = differences(notice.snapshot, await loadSnapshot(tx, listingId));
  return !changed.some(({ path }) => announcedFields.includes(path));
}
