import { desc, sql } from "drizzle-orm";
import { listing, listingVersion } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { idList } from "#db/compiled.ts";
import { insertRows } from "#db/insert-rows.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudits } from "#app/domain/move.server.ts";
import { isIn } from "#app/domain/process.ts";
import { enqueueAll } from "#app/runtime/jobs.server.ts";
import { differences, isMaterial } from "./diff.ts";
import type { ListingRow } from "./listing-row.server.ts";
import { loadSnapshots } from "./snapshot.server.ts";
import { versionedStates } from "./states.ts";

/** One listing whose content has changed. */
export interface Touch {
  row: ListingRow;
  /** What was done, as the audit log names it. */
  change: string;
  detail?: Record<string, unknown>;
}

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
  await touchListings(tx, ctx, [{ row, change, detail }]);
  return row.version + 1;
}

/** The same for several listings, each of which gets the next version. */
export async function touchListings(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  touched: readonly Touch[],
): Promise<void> {
  if (touched.length === 0) return;
  const ids = touched.map(({ row }) => row.id);
  await tx
    .update(listing)
    .set({ updatedAt: ctx.clock.now(), version: sql`${listing.version} + 1` })
    .where(sql`${listing.id} = any(${idList(ids)}::uuid[])`);
  const facts = touched.map(({ row, change, detail }) => ({
    ...{ entity: row.kind, entityId: row.id, transition: change, detail },
  }));
  await recordAudits(tx, ctx, facts);
  const seen = touched.flatMap(({ row }) => (isIn(versionedStates, row.state) ? [row.id] : []));
  await keepVersions(tx, ctx, seen);
  await enqueueAll(tx, "index-listing", ids.map(indexJob));
}

/** Keeps what the listing says now as its next version, unless the last one says the same. Returns the number. */
export async function keepVersion(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  listingId: string,
): Promise<number> {
  const kept = (await keepVersions(tx, ctx, [listingId])).get(listingId);
  if (kept === undefined) throw new Error(`listing ${listingId} vanished`);
  return kept;
}

async function keepVersions(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  if (ids.length === 0) return numbers;
  const snapshots = await loadSnapshots(tx, ids);
  const lasts = await loadLastVersions(tx, ids);
  const fresh: (typeof listingVersion.$inferInsert)[] = [];
  for (const [listingId, snapshot] of snapshots) {
    const last = lasts.get(listingId);
    const found = last ? differences(last.snapshot, snapshot) : undefined;
    const n = last && found?.length === 0 ? last.n : (last?.n ?? 0) + 1;
    numbers.set(listingId, n);
    if (n === last?.n) continue;
    const material = found === undefined || isMaterial(found);
    fresh.push({ listingId, n, at: ctx.clock.now(), by: ctx.actor.user?.id ?? null, material, snapshot });
  }
  await insertRows(tx, listingVersion, fresh);
  return numbers;
}

async function loadLastVersions(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .selectDistinctOn([listingVersion.listingId])
    .from(listingVersion)
    .where(sql`${listingVersion.listingId} = any(${idList(ids)}::uuid[])`)
    .orderBy(listingVersion.listingId, desc(listingVersion.n));
  return new Map(rows.map((row) => [row.listingId, row]));
}

const indexJob = (listingId: string) => ({ payload: { listingId }, key: `index:${listingId}` });

/** Asks for the search index to say what the row says; many changes in a moment are one job. */
export const indexListing = (tx: Tx, listingId: string): Promise<void> =>
  enqueueAll(tx, "index-listing", [indexJob(listingId)]);
