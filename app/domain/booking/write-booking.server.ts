import { booking, slot } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { withBuffers } from "./availability.ts";
import type { BookableFacility } from "./facility.server.ts";
import type { ReserveInput } from "./inputs.ts";
import type { Booker, Plan } from "./plan.server.ts";
import { answerBy, type BookingRules, showUpBy } from "./policy.ts";
import { type Span, spanOf } from "./spans.ts";

/** How a booking is made, beside what its booker asks for. */
export interface ReserveOptions {
  /** Hold the slot until then instead of booking it; the booker confirms with `confirmHold`. */
  holdUntil?: Date;
  seriesId?: string;
  bundleId?: string;
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

/** Writes booking, slot, audit entry and notices. Call under the facility's lock. */
export async function writeBooking(
  tx: Tx,
  ctx: Context,
  facility: BookableFacility,
  booker: Booker,
  input: ReserveInput,
  plan: Plan,
  { holdUntil, seriesId, bundleId }: ReserveOptions,
): Promise<Reserved> {
  const now = ctx.clock.now();
  const { rules } = facility;
  const { way, userClass, quote, unit } = plan;
  const state: FirstState = holdUntil ? "held" : rules.instant ? "confirmed" : "pending";
  const times = { startsAt: input.start, endsAt: input.end, way };
  const deadline = holdUntil ?? (rules.instant ? showUpBy(rules, times) : answerBy(rules, now, input.start));
  const [row] = await tx
    .insert(booking)
    .values({
      ...times,
      facilityId: facility.id,
      providerId: facility.providerId,
      organizationId: booker.organizationId,
      userId: booker.userId,
      policyVersion: rules.version,
      termsVersion: rules.termsVersion,
      purpose: input.purpose,
      project: input.project,
      note: input.note,
      userClass,
      price: quote?.amount ?? null,
      priceItem: quote?.item ?? "",
      currency,
      state,
      stateSince: now,
      createdAt: now,
      deadline,
      seriesId,
      bundleId,
    })
    .returning({ id: booking.id });
  if (!row) throw new Error("a booking was not returned by its insert");
  await tx.insert(slot).values({
    facilityId: facility.id,
    unitId: unit.id,
    blocked: blockedRange(rules, spanOf(input.start, input.end)),
    cause: "booking",
    state,
    bookingId: row.id,
    heldUntil: holdUntil ?? null,
  });
  await announce(tx, ctx, row.id, state, input, plan);
  const price = quote && { amount: quote.amount, currency };
  return {
    id: row.id,
    state,
    start: input.start.toISOString(),
    end: input.end.toISOString(),
    unit: unit.number,
    price,
  };
}

/** The range that a booking of `span` blocks, as the slot table stores it. */
export function blockedRange(rules: BookingRules, span: Span): { start: Date; end: Date } {
  const { start, end } = withBuffers(rules, span);
  return { start: new Date(start), end: new Date(end) };
}

async function announce(
  tx: Tx,
  ctx: Context,
  entityId: string,
  state: FirstState,
  { overrideReason = "", start, end }: ReserveInput,
  { unit, overridden, quote }: Plan,
): Promise<void> {
  const detail = { start, end, unit: unit.number, price: quote?.amount ?? null, overridden };
  await recordAudit(tx, ctx, {
    entity: "booking",
    entityId,
    transition: "reserve",
    toState: state,
    reason: overrideReason,
    detail,
  });
  if (state === "held") return;
  const [template, parties] =
    state === "pending" ? ["booking-requested", ["provider"]] : ["booking-confirmed", ["booker", "provider"]];
  await enqueue(tx, "notify", { template, entity: "booking", entityId, parties, reason: "" });
}
