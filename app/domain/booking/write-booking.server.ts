import { type SQL, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { booking, bookingAccessory, slot } from "#db/schema/booking.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { enqueueing } from "#app/runtime/jobs.server.ts";
import type { Context } from "../context.ts";
import { type AuditFact, auditRow } from "../move.server.ts";
import { withBuffers } from "./availability.ts";
import type { BookableFacility } from "./facility.server.ts";
import type { ReserveInput } from "./inputs.ts";
import { slotStateOf } from "./move-booking.server.ts";
import type { Booker, Plan } from "./plan.server.ts";
import { answerBy, type BookingRules, showUpBy } from "./policy.ts";
import { slotRows } from "./slots.server.ts";
import { type Span, spanOf } from "./spans.ts";

/** How a booking is made, beside what its booker asks for. */
export interface ReserveOptions {
  /** Hold the slot until then instead of booking it; the booker confirms with `confirmHold`. */
  holdUntil?: Date;
  seriesId?: string;
  bundleId?: string;
  /** One of several of which the parties are told at once: no notice for this one. */
  quiet?: boolean;
  /** The waiting list is being served: whoever waits first has been asked. */
  waited?: boolean;
}

type FirstState = "held" | "pending" | "confirmed";

/** A booking that has just been made, as JSON can hold it. Price in fen; null = by quotation. */
export interface Reserved {
  id: string;
  state: FirstState;
  start: string;
  end: string;
  unit: number;
  price: { amount: number; currency: string } | null;
}

const currency = "CNY";

/** Writes booking, slots, audit entry and notice in one statement, and the accessories. Call under the facility's lock. */
export async function writeBooking(
  tx: Tx,
  ctx: Context,
  facility: BookableFacility,
  booker: Booker,
  input: ReserveInput,
  plan: Plan,
  options: ReserveOptions,
): Promise<Reserved> {
  const { rules } = facility;
  const { quote, unit } = plan;
  const state = firstState(rules, booker, options);
  const id = uuid();
  const made = bookingRow(ctx, facility, booker, input, plan, { ...options, id, state });
  const held = slotRows({
    id,
    places: [{ facilityId: facility.id, unitId: unit.id }, ...plan.required],
    blocked: blockedRange(rules, spanOf(input.start, input.end)),
    state: slotStateOf(state, rules.pendingHolds),
    heldUntil: options.holdUntil ?? null,
  });
  const noted = auditRow(ctx, reserved(id, state, input, plan));
  await tx.execute(sql`
    with made as ${tx.insert(booking).values(made)}, held as ${tx.insert(slot).values(held)},
      noted as ${tx.insert(auditEntry).values(noted)} ${noticeOf(id, state, booker, options)}`);
  await insertAccessories(tx, id, input);
  const price = quote && { amount: quote.amount, currency };
  return {
    id,
    state,
    start: input.start.toISOString(),
    end: input.end.toISOString(),
    unit: unit.number,
    price,
  };
}

/** What the provider's own staff book for somebody needs nobody's approval any more. */
function firstState(
  { instant }: BookingRules,
  { bookedBy }: Booker,
  { holdUntil }: ReserveOptions,
): FirstState {
  if (holdUntil) return "held";
  return instant || bookedBy ? "confirmed" : "pending";
}

function bookingRow(
  ctx: Context,
  { id: facilityId, providerId, rules }: BookableFacility,
  { organizationId, userId, bookedBy }: Booker,
  input: ReserveInput,
  { way, userClass, quote, groupId }: Plan,
  { id, state, holdUntil, seriesId, bundleId }: ReserveOptions & { id: string; state: FirstState },
): typeof booking.$inferInsert {
  const now = ctx.clock.now();
  const times = { startsAt: input.start, endsAt: input.end, way };
  const stands = state === "confirmed" ? showUpBy(rules, times) : answerBy(rules, now, input.start);
  const { purpose, project, note, serviceType, funding, fields } = input;
  return {
    ...times,
    ...{ id, facilityId, providerId, organizationId, userId, bookedBy, groupId, seriesId, bundleId },
    ...{ purpose, project, note, serviceType, funding, fields },
    policyVersion: rules.version,
    termsVersion: rules.termsVersion,
    pendingHolds: rules.pendingHolds,
    userClass,
    price: quote?.amount ?? null,
    priceItem: quote?.item ?? "",
    currency,
    state,
    stateSince: now,
    createdAt: now,
    deadline: holdUntil ?? stands,
  };
}

async function insertAccessories(
  tx: Tx,
  bookingId: string,
  { accessories = [] }: ReserveInput,
): Promise<void> {
  if (accessories.length === 0) return;
  await tx
    .insert(bookingAccessory)
    .values(accessories.map(({ id, quantity }) => ({ bookingId, accessoryId: id, quantity })));
}

/** The range that a booking of `span` blocks, as the slot table stores it. */
export function blockedRange(rules: BookingRules, span: Span): { start: Date; end: Date } {
  const { start, end } = withBuffers(rules, span);
  return { start: new Date(start), end: new Date(end) };
}

const reserved = (
  entityId: string,
  toState: FirstState,
  { overrideReason: reason = "", start, end }: ReserveInput,
  { unit, overridden, quote }: Plan,
): AuditFact => ({
  ...{ entity: "booking", entityId, transition: "reserve", toState, reason },
  detail: { start, end, unit: unit.number, price: quote?.amount ?? null, overridden },
});

/** Enqueues the notice of a new booking, where there is to be one. */
function noticeOf(entityId: string, state: FirstState, { bookedBy }: Booker, { quiet }: ReserveOptions): SQL {
  if (state === "held" || quiet) return sql`select 1`;
  const [template, parties] = toldOf(state, bookedBy !== undefined);
  return enqueueing("notify", { template, entity: "booking", entityId, parties, reason: "" });
}

function toldOf(state: FirstState, byStaff: boolean): [template: string, parties: string[]] {
  if (byStaff) return ["booking-made-for-you", ["booker"]];
  return state === "pending"
    ? ["booking-requested", ["provider"]]
    : ["booking-confirmed", ["booker", "provider"]];
}
