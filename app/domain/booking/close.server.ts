import { and, eq, inArray } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { type BlockedSpan, blockedSpans } from "./calendar.server.ts";
import { callOff } from "./cancel.server.ts";
import { type BookableFacility, loadFacility } from "./facility.server.ts";
import { lockFacilities } from "./lock.server.ts";
import type { ClosureInput } from "./policy-inputs.ts";
import { settleFacility } from "./settle.server.ts";
import { type Span, spanOf, subtract } from "./spans.ts";

export interface Closed {
  calledOff: number;
}

/**
 * Takes units out of use for a time. Bookings in the way are named in the refusal `bookings_in_the_way`, unless they are
 * to be called off: then their bookers are told and owe nothing. What is closed already stays as it is.
 */
export async function close(ctx: Context, facilityId: string, input: ClosureInput): Promise<Result<Closed>> {
  if (!may(ctx.actor, "booking.manage")) return fail(problems.forbidden("booking.manage"));
  return transact(ctx.db, async (tx) => {
    const facility = await lockOwn(tx, ctx, facilityId);
    await settleFacility(tx, ctx, facilityId);
    const span = spanOf(input.start, input.end);
    const unitIds = chosenUnits(facility, input.units);
    const blocked = await blockedSpans(tx, unitIds, span, ctx.clock.now());
    const hit = blocked.flatMap(({ bookingId }) => bookingId ?? []);
    if (hit.length > 0 && !input.callOff) {
      return refuse({
        code: "bookings_in_the_way",
        status: 409,
        params: { count: hit.length },
        details: { bookings: hit },
      });
    }
    await callOffAll(tx, ctx, hit, input.reason);
    for (const unitId of unitIds) await closeUnit(tx, facilityId, unitId, span, blocked, input);
    await recordAudit(tx, ctx, {
      entity: "listing",
      entityId: facilityId,
      transition: input.cause,
      reason: input.reason,
      detail: { start: input.start, end: input.end, units: input.units ?? "all", calledOff: hit.length },
    });
    return { calledOff: hit.length };
  });
}

/** Opens closed time again, from now on bookable. */
export async function liftClosure(
  ctx: Context,
  facilityId: string,
  slotId: string,
): Promise<Result<{ id: string }>> {
  if (!may(ctx.actor, "booking.manage")) return fail(problems.forbidden("booking.manage"));
  return transact(ctx.db, async (tx) => {
    await lockOwn(tx, ctx, facilityId);
    const lifted = await tx
      .update(slot)
      .set({ state: "lifted" })
      .where(and(eq(slot.id, slotId), eq(slot.facilityId, facilityId), eq(slot.state, "closed")))
      .returning({ id: slot.id });
    if (lifted.length === 0) return refuse(problems.notFound("closure"));
    await recordAudit(tx, ctx, {
      entity: "listing",
      entityId: facilityId,
      transition: "lift-closure",
      detail: { slotId },
    });
    return { id: slotId };
  });
}

async function lockOwn(tx: Tx, ctx: Context, facilityId: string): Promise<BookableFacility> {
  await lockFacilities(tx, [facilityId]);
  const facility = await loadFacility(tx, facilityId);
  const own = facility && may(ctx.actor, "booking.manage", { organizationId: facility.providerId });
  return own ? facility : refuse(problems.notFound("facility"));
}

function chosenUnits({ units }: BookableFacility, numbers: number[] | undefined): string[] {
  const chosen = numbers === undefined ? units : units.filter(({ number }) => numbers.includes(number));
  if (chosen.length === 0) return refuse(problems.invalid([{ path: "units", code: "not_an_option" }]));
  return chosen.map(({ id }) => id);
}

async function callOffAll(tx: Tx, ctx: Context, ids: readonly string[], reason: string): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx
    .select()
    .from(booking)
    .where(inArray(booking.id, [...ids]))
    .orderBy(booking.id);
  for (const row of rows) await callOff(tx, ctx, row, reason);
}

async function closeUnit(
  tx: Tx,
  facilityId: string,
  unitId: string,
  span: Span,
  blocked: readonly BlockedSpan[],
  { cause, reason }: ClosureInput,
): Promise<void> {
  const closedAlready = blocked.filter((block) => block.unitId === unitId && block.bookingId === null);
  for (const { start, end } of subtract([span], closedAlready)) {
    await tx.insert(slot).values({
      facilityId,
      unitId,
      blocked: { start: new Date(start), end: new Date(end) },
      cause,
      state: "closed",
      reason,
    });
  }
}
