import { and, asc, count, eq, inArray, isNotNull } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { facility, listing } from "#db/schema/catalog.ts";
import { importRow } from "#db/schema/imports.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudits } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { submitListing } from "../submit-listing.server.ts";
import { withdrawListing } from "../withdraw-listing.server.ts";
import { saveAll } from "./apply-row.server.ts";
import { advance, lockBatch } from "./batch.server.ts";
import type { CurrentFacility } from "./current.server.ts";
import { type FacilityPatch, joinRecord } from "./record.ts";
import { isUndoable } from "./states.ts";
import { type Touched, undoReasons, undoStep } from "./undo-policy.ts";

interface TouchedRow extends Touched {
  listingId: string;
  current: CurrentFacility;
  values: FacilityPatch;
}

/** How many facilities one statement is about. */
const atOnce = 500;

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
    for (const one of touched)
      if (undoStep(one) === "withdraw") demand(await withdrawListing(inner, { id: one.listingId }));
    const changed = touched.filter((one) => undoStep(one) === "restore");
    for (let at = 0; at < changed.length; at += atOnce)
      await restore(tx, inner, changed.slice(at, at + atOnce));
    return { id };
  });
}

async function loadTouched(tx: Tx, batchId: string): Promise<TouchedRow[]> {
  const rows = await tx
    .select({ listing, facility, outcome: importRow.outcome, before: importRow.before })
    .from(importRow)
    .innerJoin(listing, eq(listing.id, importRow.listingId))
    .innerJoin(facility, eq(facility.listingId, listing.id))
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
  return rows.map(({ listing: row, facility: part, outcome, before }) => ({
    listingId: row.id,
    current: { row, record: joinRecord(row, part) },
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
async function deleteUnseen(tx: Tx, ctx: Context, rows: readonly TouchedRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce) {
    const some = rows.slice(at, at + atOnce);
    await tx.delete(listing).where(
      inArray(
        listing.id,
        some.map(({ listingId }) => listingId),
      ),
    );
    await recordAudits(
      tx,
      ctx,
      some.map(({ listingId, state, title }) => ({
        ...{ entity: "facility", entityId: listingId, transition: "undo_import" },
        ...{ fromState: state, detail: { title } },
      })),
    );
  }
}

/** They say again what they said before; what lay before the moderator goes there again as far as it may. */
async function restore(tx: Tx, ctx: Context, rows: readonly TouchedRow[]): Promise<void> {
  const updates = rows.map(({ current, values }) => ({
    ...{ current, patch: values, interchange: values.interchange },
  }));
  await saveAll(tx, ctx, updates);
  for (const { listingId, state } of rows) {
    if (state !== "submitted") continue;
    const again = await submitListing(ctx, { id: listingId });
    if (!again.ok && again.problem.code !== "not_publishable") refuse(again.problem);
  }
}

function demand<T>(result: Result<T>): T {
  return result.ok ? result.value : refuse(result.problem);
}
