import type { Deadline } from "#app/domain/deadline.ts";
import { and, eq } from "drizzle-orm";
import { slot } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { problems, type Reason, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { findTransition, isIn } from "../process.ts";
import { actsAsBooker } from "./actions.ts";
import { withAlternatives } from "./alternatives.server.ts";
import { accessoriesOf } from "./accessories.server.ts";
import { freeUnitsFor, requiredUnits, type UnitCalendar } from "./availability.ts";
import { changeBooking, isStaff } from "./change-booking.server.ts";
import { priceRows, rulesOf } from "./facility.server.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import { loadFacility } from "./known-facility.server.ts";
import { moveBooking, slotStateOf } from "./move-booking.server.ts";
import type { BookingRow } from "./booking-row.ts";
import { type Moved, moved } from "./moved.ts";
import { type Place, placesOf } from "./plan.server.ts";
import { moving, reviewMove, type Situation, type Wish } from "./policy.ts";
import { priceOf } from "./price.ts";
import { againstPolicy, applyOverride, slotTaken } from "./refusals.ts";
import { settleFacility } from "./settle.server.ts";
import { loadSituation } from "./situation.server.ts";
import { reserveLocked } from "./reserve.server.ts";
import { serveQueue } from "./waitlist/serve-queue.server.ts";
import { replaceSlots } from "./slots.server.ts";
import { type Span, spanOf } from "./spans.ts";
import { bookingProcess } from "./states.ts";
import { blockedRange } from "./write-booking.server.ts";

type Review = (wish: Wish, at: Situation) => Reason[];

/**
 * Runs `work` on a booking that may take `transition` from where it stands, with its facility's calendar settled; a
 * taken slot comes back with the nearest free times of the wanted length.
 */
export async function retime(
  ctx: Context,
  id: string,
  transition: "extend" | "reschedule",
  input: { start?: Date; end: Date },
  work: (tx: Tx, row: BookingRow, facility: BookableFacility) => Promise<BookingRow>,
): Promise<Result<Moved>> {
  const wanted = { facilityId: "", start: input.start ?? input.end, end: input.end };
  return withAlternatives(ctx, wanted, () =>
    changeBooking(ctx, id, async (tx, row) => {
      const step = findTransition(bookingProcess, transition);
      if (!step || !isIn(step.from, row.state)) return refuse(problems.notAllowedNow(transition, row.state));
      const facility = await loadFacility(tx, row.facilityId, ctx.clock.now());
      if (!facility) return refuse(problems.notFound("facility"));
      wanted.facilityId = row.facilityId;
      if (!input.start) wanted.start = row.startsAt;
      await settleFacility(tx, ctx, row.facilityId);
      await serveQueue(tx, ctx, row.facilityId, reserveLocked);
      return moved(await work(tx, row, facility));
    }),
  );
}

export interface TimePlan {
  unit: UnitCalendar;
  required: Place[];
  before: Span & { unitId: string };
  span: Span;
  overridden: string[];
}

/** Decides about a new time. Refuses with `standing`, `policy` and every reason, or `slot_taken`. `sameUnit`: no other will do. */
export async function planTime(
  tx: Tx,
  ctx: Context,
  row: BookingRow,
  facility: BookableFacility,
  to: { start: Date; end: Date; overrideReason?: string },
  review: Review,
  sameUnit = false,
): Promise<TimePlan> {
  // What was promised may be used; a time of its own choice is a new booking, also where it owns the facility.
  if (actsAsBooker(ctx.actor, row) || ctx.actor.organization?.id === row.organizationId)
    await demandStanding(tx, row.organizationId, "book", ctx.clock.now());
  const span = spanOf(to.start, to.end);
  const { reasons, calendar } = await reasonsAgainst(tx, ctx, row, facility, span, review);
  const { standing, overridden } = applyOverride(reasons, to.overrideReason, isStaff(ctx, row));
  if (standing.length > 0) return refuse(againstPolicy(standing));
  const held = await unitOf(tx, row);
  const free = freeUnitsFor(calendar, span);
  const unit = free.find(({ id }) => id === held) ?? (sameUnit ? undefined : free[0]);
  if (!unit) return refuse(slotTaken());
  const required = placesOf(requiredUnits(calendar, span));
  return { unit, required, span, overridden, before: { ...spanOf(row.startsAt, row.endsAt), unitId: held } };
}

/** The unit of its own facility that a booking has. */
export async function unitOf(tx: Tx, row: BookingRow): Promise<string> {
  const [held] = await tx
    .select({ unitId: slot.unitId })
    .from(slot)
    .where(and(eq(slot.bookingId, row.id), eq(slot.facilityId, row.facilityId)));
  if (!held) throw new Error(`booking ${row.id} owns no slot`);
  return held.unitId;
}

async function reasonsAgainst(
  tx: Tx,
  ctx: Context,
  row: BookingRow,
  facility: BookableFacility,
  span: Span,
  review: Review,
) {
  const now = ctx.clock.now();
  const { id: without, userId, organizationId, groupId, userClass, way, termsVersion } = row;
  const accessories = await accessoriesOf(tx, row.id);
  const asked = { userId, organizationId, groupId, span, accessories, without };
  const { calendar, ...situation } = await loadSituation(tx, facility, asked, now);
  const reasons = review({ ...span, userClass, organizationVerified: true, way, termsVersion }, situation);
  if (review === reviewMove) {
    const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
    reasons.push(...moving(row, rules, now).reasons);
  }
  return { reasons, calendar };
}

export interface NewTime extends TimePlan {
  transition: string;
  reason: string;
  deadline: Deadline | null;
  quiet?: boolean;
}

/** Writes a new time onto booking and slots; the audit log keeps both. */
export async function applyTime(
  tx: Tx,
  ctx: Context,
  row: BookingRow,
  facility: BookableFacility,
  { unit, required, span, before, overridden, transition, reason, deadline, quiet }: NewTime,
): Promise<BookingRow> {
  const { rules, zone } = facility;
  const { userClass } = row;
  const rows = await priceRows(tx, facility.id);
  const quote = priceOf(rows, { ...span, zone, userClass, stepMinutes: rules.stepMinutes }, row.priceItem);
  // `moveBooking` writes what they say of the state that it moves to.
  await replaceSlots(tx, {
    id: row.id,
    places: [{ facilityId: facility.id, unitId: unit.id }, ...required],
    blocked: blockedRange(rules, span),
    state: slotStateOf(row.state, row.pendingHolds),
    heldUntil: row.state === "held" ? row.deadline : null,
  });
  return moveBooking(
    tx,
    ctx,
    row,
    {
      transition,
      reason,
      deadline,
      quiet,
      detail: { before, after: { ...span, unitId: unit.id }, overridden },
    },
    {
      startsAt: new Date(span.start),
      endsAt: new Date(span.end),
      price: row.price === null ? null : (quote?.amount ?? row.price),
      policyVersion: rules.version,
      pendingHolds: rules.pendingHolds,
    },
  );
}
