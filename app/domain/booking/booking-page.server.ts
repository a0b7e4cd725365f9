import { ok, type Result } from "#app/runtime/problem.ts";
import type { ReminderLead } from "#db/schema/vocabulary.ts";
import type { Context } from "../context.ts";
import { isAhead } from "./reminders/remind-of-booking.server.ts";
import { usualReminders } from "./reminders/usual-reminders.server.ts";
import { chargesFor } from "../money/charges/queries.server.ts";
import { qualificationsOfUser } from "../qualification/of-user.server.ts";
import type { Intent } from "./act-forms.ts";
import { findAlternatives } from "./alternatives.server.ts";
import { madeTogetherWith } from "./bundle/bundle-page.server.ts";
import { type BookingDetail, bookingDetail } from "./find-booking.server.ts";
import { isOver } from "./states.ts";
import { colleaguesOf } from "./transfer/colleagues.server.ts";
import { voucherOf } from "./vouchers.server.ts";

/** A booking with what its page shows beside it, for whoever reads it. Refuses with `not_found`. */
export async function bookingPage(ctx: Context, id: string) {
  const found = await bookingDetail(ctx, id);
  if (!found.ok) return found;
  const detail = found.value;
  const { booking, record, scope, allowed } = detail;
  const may = (...names: string[]) => allowed.some(({ name }) => names.includes(name));
  const evaluates = record !== null && record.evaluatedAt === null && scope === "booker";
  const [instead, charges, paid, together, qualified, colleagues, reminders] = await Promise.all([
    freeInstead(ctx, detail),
    chargesFor(ctx, "booking", booking.id),
    voucherOf(ctx, booking.id),
    madeTogetherWith(ctx, booking),
    // Who lets somebody operate it sees what that person has shown to be able to do.
    scope === "provider" && !isOver(detail.state) ? qualificationsOfUser(ctx.db, booking) : [],
    scope === "booker" && may("transfer") ? colleaguesOf(ctx.db, booking.organizationId, booking.userId) : [],
    ownReminders(ctx, detail),
  ]);
  const acts: Intent[] = [...allowed.map(({ name }) => name), ...(evaluates ? (["evaluate"] as const) : [])];
  const beside = { instead, charges, paid, together, qualified, colleagues, reminders };
  return ok({
    ...detail,
    ...beside,
    now: ctx.clock.now(),
    acts,
    evaluates,
    writesRecord: may("complete", "correct", "check-out"),
  });
}

export type BookingPage = Awaited<ReturnType<typeof bookingPage>> extends Result<infer Page> ? Page : never;

/** When whose booking it is will be reminded of it; null for everybody else and when there is nothing to be reminded of. */
async function ownReminders(ctx: Context, { booking, state }: BookingDetail): Promise<ReminderLead[] | null> {
  const theirs = booking.userId === ctx.actor.user?.id && isAhead({ ...booking, state }, ctx.clock.now());
  if (!theirs) return null;
  return booking.reminders ?? usualReminders(ctx.db, booking.userId);
}

/** The unit went out of service: the booker is shown what is free instead, as it is now. */
async function freeInstead(ctx: Context, { scope, history, booking }: BookingDetail) {
  if (scope !== "booker" || history.at(-1)?.transition !== "displace") return [];
  const { facilityId, startsAt: start, endsAt: end } = booking;
  return findAlternatives(ctx, { facilityId, start, end });
}
