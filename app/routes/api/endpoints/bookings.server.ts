import { z } from "zod";
import { approve, reject } from "#app/domain/booking/approve.server.ts";
import { availability } from "#app/domain/booking/availability.server.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { checkIn, markNoShow } from "#app/domain/booking/check-in.server.ts";
import { confirmHold } from "#app/domain/booking/confirm-hold.server.ts";
import { checkOut } from "#app/domain/booking/check-out.server.ts";
import { complete, correctRecord } from "#app/domain/booking/complete.server.ts";
import {
  availabilityQuery,
  completeInput,
  correctInput,
  extendInput,
  noInput,
  optionalReasonInput,
  reasonInput,
  rescheduleInput,
  reserveInput,
} from "#app/domain/booking/inputs.ts";
import { checkOutInput } from "#app/domain/booking/record-inputs.ts";
import { listBookings, sides, views } from "#app/domain/booking/list-bookings.server.ts";
import { extend, reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { transferInput } from "#app/domain/booking/transfer/inputs.ts";
import { transfer } from "#app/domain/booking/transfer/transfer.server.ts";
import { kindOf } from "#app/domain/booking/questions.ts";
import type { Context } from "#app/domain/context.ts";
import { remindersInput } from "#app/domain/booking/reminders/inputs.ts";
import { remindOfBooking } from "#app/domain/booking/reminders/remind-of-booking.server.ts";
import { questionKinds } from "#db/schema/vocabulary.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { answerItem, bookingAnswer, bookingItem, showBooking, showMade } from "./booking-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });

const questionShape = z.strictObject({
  key: z.string(),
  kind: z.enum(questionKinds),
  textZh: z.string(),
  textEn: z.string(),
  options: z.array(z.string()),
  required: z.boolean(),
});

const showAvailability = endpoint(
  {
    method: "GET",
    path: "/facilities/{id}/availability",
    tag: "bookings",
    access: "public",
    params: oneThing,
    query: availabilityQuery,
    answer: z.strictObject({
      timezone: z.string(),
      slots: z.array(z.strictObject({ start: z.iso.datetime(), end: z.iso.datetime(), unit: z.int() })),
      /** What a booking has to answer, by key: a text, one of the options, `yes` or `no`, a plain decimal number. */
      questions: z.array(questionShape),
    }),
  },
  async ({ ctx, params, query }) => {
    const found = await availability(ctx, params.id, query);
    if (!found.ok) return found;
    const slots = found.value.slots.map(({ start, end, unit }) => ({
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
      unit,
    }));
    const questions = found.value.questions.map((one) => ({
      ...{ ...one, kind: kindOf(one) },
      options: [...one.options],
    }));
    return ok({ timezone: found.value.timezone, slots, questions });
  },
);

const createBooking = endpoint(
  {
    method: "POST",
    path: "/bookings",
    tag: "bookings",
    access: "booking.use",
    body: reserveInput,
    example: {
      ...{ facilityId: "019d7efc-f400-792c-972f-96e5eb878c18", purpose: "Fracture surfaces of 12 samples" },
      ...{ start: "2026-12-07T09:00:00+08:00", end: "2026-12-07T11:00:00+08:00" },
    },
    answer: bookingAnswer,
    status: 201,
    creates: true,
    problems: { slot_taken: 409, policy: 422, standing: 403 },
  },
  async ({ ctx, body }) => {
    const made = await reserve(ctx, body);
    return made.ok ? ok(await showMade(ctx, made.value.id, body.voucherId)) : made;
  },
);

const showBookings = endpoint(
  {
    method: "GET",
    path: "/bookings",
    tag: "bookings",
    access: "booking.use",
    query: z.strictObject({
      side: z.enum(sides).default("all"),
      view: z.enum(views).default("any"),
      facilityId: z.uuid().optional(),
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(bookingItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, ...options } }) => {
    const { items, nextCursor } = await listBookings(ctx, { ...options, after: cursor });
    return ok({ items: items.map((item) => answerItem(ctx, item)), nextCursor });
  },
);

const showOne = endpoint(
  {
    method: "GET",
    path: "/bookings/{id}",
    tag: "bookings",
    access: "user",
    params: oneThing,
    answer: bookingAnswer,
  },
  async ({ ctx, params }) => showBooking(ctx, params.id),
);

/** One act on a booking; the answer is the booking as it is afterwards. */
function act<B extends z.ZodType>(
  name: string,
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<unknown>>,
  problems: Record<string, number> = {},
): Endpoint {
  return endpoint(
    {
      method: "POST",
      path: `/bookings/{id}/${name}`,
      tag: "bookings",
      access: "booking.use",
      params: oneThing,
      body,
      answer: bookingAnswer,
      problems: { not_allowed_now: 409, ...problems },
    },
    async ({ ctx, params, body: input }) => {
      const done = await command(ctx, params.id, input);
      return done.ok ? showBooking(ctx, params.id) : done;
    },
  );
}

const timeProblems = { slot_taken: 409, policy: 422 };

export const bookingEndpoints: readonly Endpoint[] = [
  showAvailability,
  createBooking,
  showBookings,
  showOne,
  act("confirm", noInput, (ctx, id) => confirmHold(ctx, id), {
    payment_due: 409,
    policy: 422,
    standing: 403,
  }),
  act("approve", optionalReasonInput, approve),
  act("reject", reasonInput, reject),
  act("cancel", optionalReasonInput, cancel),
  act("check-in", noInput, checkIn, { too_early: 409, unqualified: 422 }),
  act("check-out", checkOutInput, checkOut),
  act("complete", completeInput, complete, { too_early: 409 }),
  act("correct", correctInput, correctRecord),
  act("no-show", noInput, markNoShow, { too_early: 409 }),
  act("extend", extendInput, extend, timeProblems),
  act("reschedule", rescheduleInput, reschedule, timeProblems),
  act("transfer", transferInput, transfer, { policy: 422 }),
  act("reminders", remindersInput, remindOfBooking),
];
