import { z } from "zod";
import { questionKinds } from "#db/schema/vocabulary.ts";
import { type AllowedAct, actionsFor } from "#app/domain/booking/actions.ts";
import { findBooking, findMade, type FoundBooking } from "#app/domain/booking/find-booking.server.ts";
import type { BookingItem } from "#app/domain/booking/list-bookings.server.ts";
import { bookingProcess } from "#app/domain/booking/states.ts";
import { voucherOf } from "#app/domain/booking/vouchers.server.ts";
import type { Context } from "#app/domain/context.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { lifecycleShape, deadlineFields } from "../lifecycle-answer.server.ts";
import { money, moneyShape } from "../money.ts";
import { inputSchema } from "../input-schema.server.ts";
import { answerVoucherPaid, voucherPaidShape } from "./voucher-paid.server.ts";

const party = z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() });

const facts = {
  id: z.uuid(),
  facility: z.strictObject({ id: z.uuid(), titleZh: z.string(), titleEn: z.string(), timezone: z.string() }),
  provider: party,
  organization: party,
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  unit: z.int(),
  wayOfService: z.string(),
  purpose: z.string(),
  /** Null: by quotation. */
  price: moneyShape.nullable(),
  /** What a late cancellation or a no-show cost; null when nothing is owed. */
  charge: moneyShape.nullable(),
};

/** One booking in a list. */
export const bookingItem = z.strictObject({ ...facts, ...lifecycleShape });

/** One booking with what the caller may do. */
export const bookingAnswer = z.strictObject({
  ...facts,
  /** What the facility asked and was answered, in the words of the time. */
  answers: z.array(
    z.strictObject({
      ...{ key: z.string(), kind: z.enum(questionKinds), textZh: z.string(), textEn: z.string() },
      answer: z.string(),
    }),
  ),
  /** What a voucher pays of it: set aside until it is over, then taken; null where none does. */
  voucher: voucherPaidShape,
  /** Minutes before the start, as its booker has chosen for it; null: as they usually do, and for everybody else. */
  reminders: z.array(z.int()).nullable(),
  ...lifecycleShape,
});

/** One booking with what the caller may do at this moment. */
export const answerItem = (ctx: Context, item: BookingItem): z.input<typeof bookingItem> => ({
  ...factsOf(item),
  ...turnOf(item.state, actionsFor(ctx.actor, item.booking, ctx.clock.now())),
});

function turnOf(standing: string, allowed: readonly AllowedAct[]) {
  const state = bookingProcess.states.find((name) => name === standing);
  return {
    owner: (state && bookingProcess.owners[state]) ?? null,
    allowed: allowed.map(({ name, inputs }) => ({ name, inputs: inputSchema(inputs) })),
  };
}

function factsOf({ booking, state, ...names }: BookingItem) {
  return {
    id: booking.id,
    facility: {
      id: booking.facilityId,
      titleZh: names.titleZh,
      titleEn: names.titleEn,
      timezone: names.zone,
    },
    provider: { id: booking.providerId, nameZh: names.providerZh, nameEn: names.providerEn },
    organization: { id: booking.organizationId, nameZh: names.organizationZh, nameEn: names.organizationEn },
    start: booking.startsAt.toISOString(),
    end: booking.endsAt.toISOString(),
    unit: names.unit,
    wayOfService: booking.way,
    purpose: booking.purpose,
    price: money(booking.price),
    charge: money(booking.charge),
    state,
    ...deadlineFields(state === booking.state ? booking.deadline : null),
  };
}

function answerBooking(
  { actor }: Context,
  found: FoundBooking,
  paid: Awaited<ReturnType<typeof voucherOf>>,
): z.input<typeof bookingAnswer> {
  return {
    ...factsOf(found),
    answers: found.booking.answers.map((one) => ({ ...one, kind: one.kind ?? "text" })),
    voucher: answerVoucherPaid(paid),
    reminders: found.booking.userId === actor.user?.id ? found.booking.reminders : null,
    ...turnOf(found.state, found.allowed),
  };
}

/** A booking that the caller has just made, with this voucher or without any. */
export async function showMade(
  ctx: Context,
  id: string,
  voucherId: string | undefined,
): Promise<z.input<typeof bookingAnswer>> {
  const paid = voucherId === undefined ? null : await voucherOf(ctx, id);
  return answerBooking(ctx, await findMade(ctx, id), paid);
}

/** The booking as the caller sees it now. */
export async function showBooking(ctx: Context, id: string): Promise<Result<z.input<typeof bookingAnswer>>> {
  const found = await findBooking(ctx, id);
  return found.ok ? ok(answerBooking(ctx, found.value, await voucherOf(ctx, id))) : found;
}
