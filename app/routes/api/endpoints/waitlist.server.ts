import { z } from "zod";
import { noInput } from "#app/domain/booking/inputs.ts";
import type { Moved } from "#app/domain/booking/moved.ts";
import { passOffer, stopWaiting, takeOffer } from "#app/domain/booking/waitlist/change-entry.server.ts";
import { joinInput } from "#app/domain/booking/waitlist/inputs.ts";
import { joinWaitlist } from "#app/domain/booking/waitlist/join.server.ts";
import { findEntry, ownEntries, type WaitItem } from "#app/domain/booking/waitlist/list-entries.server.ts";
import { waitlistProcess } from "#app/domain/booking/waitlist/states.ts";
import type { Context } from "#app/domain/context.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });

const entryAnswer = z.strictObject({
  id: z.uuid(),
  facilityId: z.uuid(),
  earliest: z.iso.datetime(),
  latest: z.iso.datetime(),
  minutes: z.int(),
  purpose: z.string(),
  /** How many stand before it for overlapping times. */
  before: z.int(),
  /** The booking that is held for it, or that came of it. */
  bookingId: z.uuid().nullable(),
  ...lifecycleShape,
});

function answerEntry({ actor }: Context, { entry, state, before }: WaitItem): z.input<typeof entryAnswer> {
  const { id, facilityId, minutes, purpose, bookingId } = entry;
  const deadline = state === entry.state ? entry.deadline : null;
  return {
    ...{ id, facilityId, minutes, purpose, before, bookingId },
    earliest: entry.earliest.toISOString(),
    latest: entry.latest.toISOString(),
    ...lifecycleOf(waitlistProcess, actor, { ...entry, state, deadline }),
  };
}

async function showEntry(ctx: Context, id: string): Promise<Result<z.input<typeof entryAnswer>>> {
  const found = await findEntry(ctx, id);
  return found.ok ? ok(answerEntry(ctx, found.value)) : found;
}

const join = endpoint(
  {
    method: "POST",
    path: "/waitlist-entries",
    tag: "bookings",
    access: "booking.use",
    body: joinInput,
    answer: entryAnswer,
    status: 201,
    creates: true,
    problems: { not_taken: 409, policy: 422, standing: 403 },
  },
  async ({ ctx, body }) => {
    const made = await joinWaitlist(ctx, body);
    return made.ok ? showEntry(ctx, made.value.id) : made;
  },
);

const showEntries = endpoint(
  {
    method: "GET",
    path: "/waitlist-entries",
    tag: "bookings",
    access: "booking.use",
    query: z.strictObject({
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(entryAnswer), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, limit } }) => {
    const { items, nextCursor } = await ownEntries(ctx, { after: cursor, limit });
    return ok({ items: items.map((item) => answerEntry(ctx, item)), nextCursor });
  },
);

const showOne = endpoint(
  {
    method: "GET",
    path: "/waitlist-entries/{id}",
    tag: "bookings",
    access: "booking.use",
    params: oneThing,
    answer: entryAnswer,
  },
  async ({ ctx, params }) => showEntry(ctx, params.id),
);

/** The answer to an offer, or the end of waiting; the answer is the entry as it is afterwards. */
const act = (name: string, command: (ctx: Context, id: string) => Promise<Result<Moved>>): Endpoint =>
  endpoint(
    {
      method: "POST",
      path: `/waitlist-entries/{id}/${name}`,
      tag: "bookings",
      access: "booking.use",
      params: oneThing,
      body: noInput,
      answer: entryAnswer,
      problems: { not_allowed_now: 409 },
    },
    async ({ ctx, params }) => {
      const done = await command(ctx, params.id);
      return done.ok ? showEntry(ctx, params.id) : done;
    },
  );

export const waitlistEndpoints: readonly Endpoint[] = [
  join,
  showEntries,
  showOne,
  act("take", takeOffer),
  act("pass", passOffer),
  act("stop-waiting", stopWaiting),
];
