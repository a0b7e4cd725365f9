import { desc, eq } from "drizzle-orm";
import { listing, listingVersion } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { isIn } from "#app/domain/process.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { differences, isMaterial } from "./diff.ts";
import type { ListingRow } from "./listing-row.server.ts";
import { loadSnapshot } from "./snapshot.server.ts";
import { versionedStates } from "./states.ts";

/**
 * Closes a change of what a listing says: raises its version, keeps the new content as a version when others than the
 * owner have seen the old, writes the audit log and asks for a new index entry. The caller holds the row's lock.
 * Returns the new version.
 */
export async function touchListing(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: ListingRow,
  change: string,
  detail?: Record<string, unknown>,
): Promise<number> {
  const version = row.version + 1;
  await tx.update(listing).set({ updatedAt: ctx.clock.now(), version }).where(eq(listing.id, row.id));
  await recordAudit(tx, ctx, { entity: row.kind, entityId: row.id, transition: change, detail });
  if (isIn(versionedStates, row.state)) await keepVersion(tx, ctx, row.id);
  await indexListing(tx, row.id);
  return version;
}

/** Keeps what the listing says now as its next version, unless the last one says the same. Returns the number. */
export async function keepVersion(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  listingId: string,
): Promise<number> {
  const snapshot = await loadSnapshot(tx, listingId);
  const [last] = await tx
    .select()
    .from(listingVersion)
    .where(eq(listingVersion.listingId, listingId))
    .orderBy(desc(listingVersion.n))
    .limit(1);
  const found = last ? differences(last.snapshot, snapshot) : undefined;
  if (last && found?.length === 0) return last.n;
  const n = (last?.n ?? 0) + 1;
  await tx.insert(listingVersion).values({
    listingId,
    n,
    at: ctx.clock.now(),
    by: ctx.actor.user?.id ?? null,
    material: found === undefined || isMaterial(found),
    snapshot,
  });
  return n;
}

/** Asks for the search index to say what the row says; many changes in a moment are one job. */
export const indexListing = (tx: Tx, listingId: string): Promise<void> =>
  enqueue(tx, "index-listing", { listingId }, { key: `index:${listingId}` });
