import { and, asc, count, eq, inArray, isNotNull } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { facility, listing } from "#db/schema/catalog.ts";
import { importRow } from "#db/schema/imports.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { recallListing } from "../recall-listing.server.ts";
import { submitListing } from "../submit-listing.server.ts";
import { updateListing } from "../update-listing.server.ts";
import { withdrawListing } from "../withdraw-listing.server.ts";
import { writeInterchange } from "./apply-row.server.ts";
import { advance, lockBatch } from "./batch.server.ts";
import { joinRecord, type FacilityPatch, splitPatch } from "./record.ts";
import { isUndoable } from "./states.ts";
import { type Touched, undoReasons, undoStep } from "./undo-policy.ts";

interface TouchedRow extends Touched {
  listingId: string;
  values: FacilityPatch;
}

/**
 * Takes back what an import did. Refuses with `import_in_use` and the names of facilities that have been booked or
 * changed since; then nothing is taken back.
 */
export async function undoImport(ctx: Context, id: string): Promise<Result<{ id: string }>> {
  return transact(ctx.db, async (tx) => {
    const batch = await lockBatch(tx, ctx, id);
    if (!isUndoable(batch)) return refuse(problems.notAllowedNow("undo", batch.state));
    await advance(tx, ctx, batch, "undone", { transition: "undo" });
    const touched = await loadTouched(tx, id);
    const reasons = undoReasons(touched);
    if (reasons.length > 0) return refuse({ code: "import_in_use", status: 409, reasons });
    const inner: Context = { ...ctx, db: tx };
    const deleted = touched.filter((one) => undoStep(one) === "delete");
    await deleteUnseen(tx, ctx, deleted);
    for (const one of touched) {
      if (undoStep(one) === "withdraw") demand(await withdrawListing(inner, { id: one.listingId }));
      if (undoStep(one) === "restore") await restore(tx, inner, one);
    }
    return { id };
  });
}

async function loadTouched(tx: Tx, batchId: string): Promise<TouchedRow[]> {
  const rows = await tx
    .select({ listing, outcome: importRow.outcome, before: importRow.before })
    .from(importRow)
    .innerJoin(listing, eq(listing.id, importRow.listingId))
    .where(
      and(
        eq(importRow.batchId, batchId),
        inArray(importRow.outcome, ["created", "updated"]),
        isNotNull(importRow.before),
      ),
    )
    .orderBy(asc(listing.id))
    .for("no key update", { of: listing });
  const booked = await countBookings(tx, batchId);
  return rows.map(({ listing: row, outcome, before }) => ({
    listingId: row.id,
    title: row.titleZh,
    outcome: outcome === "created" ? "created" : "updated",
    state: row.state,
    version: row.version,
    leftVersion: Number(before?.version),
    bookings: booked.get(row.id) ?? 0,
    values: isPatch(before?.values) ? before.values : {},
  }));
}

const isPatch = (value: unknown): value is FacilityPatch => typeof value === "object" && value !== null;

async function countBookings(tx: Tx, batchId: string): Promise<Map<string, number>> {
  const rows = await tx
    .select({ id: booking.facilityId, n: count() })
    .from(booking)
    .innerJoin(importRow, and(eq(importRow.listingId, booking.facilityId), eq(importRow.batchId, batchId)))
    .groupBy(booking.facilityId);
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** Drafts that only their owner has seen leave no trace but the audit log's. */
async function deleteUnseen(tx: Tx, { actor, clock }: Context, rows: readonly TouchedRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) {
    const some = rows.slice(at, at + 500);
    await tx.delete(listing).where(
      inArray(
        listing.id,
        some.map(({ listingId }) => listingId),
      ),
    );
    await tx.insert(auditEntry).values(
      some.map(({ listingId, state, title }) => ({
        at: clock.now(),
        actorId: actor.user?.id ?? null,
        actorName: actor.user?.name ?? actor.via,
        organizationId: actor.organization?.id ?? null,
        via: actor.via,
        requestId: actor.requestId,
        entity: "facility",
        entityId: listingId,
        transition: "undo_import",
        fromState: state,
        detail: { title },
      })),
    );
  }
}

/** Says again what it said before; what lay before the moderator goes there again as far as it may. */
async function restore(tx: Tx, ctx: Context, { listingId, values, state }: TouchedRow): Promise<void> {
  if (state === "submitted") demand(await recallListing(ctx, { id: listingId }));
  const [found] = await tx
    .select({ row: listing, facility })
    .from(listing)
    .innerJoin(facility, eq(facility.listingId, listing.id))
    .where(eq(listing.id, listingId));
  if (!found) throw new Error(`listing ${listingId} vanished under its lock`);
  const { common, part, interchange } = splitPatch(values);
  demand(await updateListing(ctx, listingId, { version: found.row.version, ...common, facility: part }));
  const current = { row: found.row, record: joinRecord(found.row, found.facility) };
  if (interchange) await writeInterchange(tx, ctx, current, interchange);
  if (state !== "submitted") return;
  const again = await submitListing(ctx, { id: listingId });
  if (!again.ok && again.problem.code !== "not_publishable") refuse(again.problem);
}

function demand<T>(result: Result<T>): T {
  return result.ok ? result.value : refuse(result.problem);
}
