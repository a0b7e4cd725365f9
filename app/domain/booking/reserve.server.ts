import { eq } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { holdStanding } from "../credit/lock.server.ts";
import { transact } from "../transact.server.ts";
import { withAlternatives } from "./alternatives.server.ts";
import { noteTaken, refusedAtSight } from "./at-sight.server.ts";
import { bookerFor } from "./booker.server.ts";
import { chargeAhead, isPrepaid, payBy } from "./charging/prepay.server.ts";
import { storeDefaultRules } from "./facility.server.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import type { ReserveInput } from "./inputs.ts";
import { lockFacilities } from "./lock.server.ts";
import { lookAt, type Prospect } from "./look.server.ts";
import { asAsked } from "./questions.ts";
import { type Booker, type Plan, planBooking } from "./plan.server.ts";
import { settleFacility } from "./settle.server.ts";
import { spanOf } from "./spans.ts";
import { payByVoucher } from "./vouchers.server.ts";
import { serveQueue } from "./waitlist/serve-queue.server.ts";
import { type ReserveOptions, type Reserved, writeBooking } from "./write-booking.server.ts";

/**
 * Books a slot: under the facility's lock it settles what is overdue, asks the rules, picks a free unit and writes
 * booking, slot, audit entry and notices in one transaction. Refuses with `slot_taken` (and the nearest alternatives),
 * `policy` (with every reason, also why a voucher does not pay), `standing` (with the measure in force), `forbidden` or
 * `not_found`.
 */
export async function reserve(
  ctx: Context,
  input: ReserveInput,
  options: ReserveOptions = {},
): Promise<Result<Reserved>> {
  const booker = await bookerFor(ctx, input.facilityId, input.forEmail);
  if (!booker.ok) return booker;
  const refused = await refusedAtSight(ctx, booker.value, asAsked(input));
  if (refused) return fail(refused);
  const result = await withAlternatives(ctx, input, () =>
    transact(ctx.db, async (tx) => {
      // On their way together: the lock is had before the rest is read.
      const [, reserved] = await Promise.all([
        lockFacilities(tx, [input.facilityId]),
        reserveLocked(tx, ctx, booker.value, asAsked(input), options),
      ]);
      return reserved;
    }),
  );
  if (!result.ok) noteTaken(input, result.problem);
  return result;
}

/**
 * Books a slot of a facility whose lock `tx` already holds: alone, as one of several, or for somebody who has waited for
 * it. Those who wait are served first. Refuses like `reserve`; a taken slot comes without alternatives.
 */
export async function reserveLocked(
  tx: Tx,
  ctx: Context,
  booker: Booker,
  input: ReserveInput,
  options: ReserveOptions,
): Promise<Reserved> {
  const { facility, facts } = await settledFacility(tx, ctx, booker, input, options);
  const plan = await planBooking(tx, ctx, facility, booker, input, facts);
  const payUntil = heldForPayment(ctx, facility, booker, input, plan, options);
  const held = payUntil ? { ...options, holdUntil: payUntil } : options;
  const made = await writeBooking(tx, ctx, facility, booker, input, plan, held);
  const covered = input.voucherId ? await coveredBy(tx, ctx, input.voucherId, made.id) : 0;
  if (payUntil) await chargeAhead(tx, ctx, await bookingOf(tx, made.id), covered);
  return made;
}

async function bookingOf(tx: Tx, id: string): Promise<typeof booking.$inferSelect> {
  const [row] = await tx.select().from(booking).where(eq(booking.id, id));
  if (!row) throw new Error(`booking ${id} was written and is gone`);
  return row;
}

/** What the voucher will pay of a booking, in fen; it is set aside. */
const coveredBy = async (tx: Tx, ctx: Context, voucherId: string, id: string): Promise<number> =>
  payByVoucher(tx, ctx, voucherId, await bookingOf(tx, id));

/** Until when a new booking is held for its payment; undefined where it is charged later, or offered first. */
function heldForPayment(
  { clock }: Context,
  { rules, providerId }: BookableFacility,
  { organizationId, bookedBy }: Booker,
  { start }: ReserveInput,
  { quote }: Plan,
  { holdUntil }: ReserveOptions,
): Date | undefined {
  const priced = { organizationId, providerId, price: quote?.amount ?? null };
  if (holdUntil || bookedBy || !isPrepaid(rules, priced)) return undefined;
  return payBy(rules, clock.now(), start);
}

/** Facility and facts as they are once what is overdue has been settled and whoever waits has been served: mostly at first sight. */
async function settledFacility(
  tx: Tx,
  ctx: Context,
  booker: Booker,
  input: ReserveInput,
  { waited = false }: ReserveOptions,
): Promise<Prospect> {
  const [, first] = await Promise.all([
    holdStanding(tx, booker.organizationId),
    openProspect(tx, ctx, booker, input),
  ]);
  if (!first.facility.rulesStored) await storeDefaultRules(tx, input.facilityId);
  if (!first.overdue && (waited || !first.waiting)) return first;
  if (first.overdue) await settleFacility(tx, ctx, input.facilityId);
  if (!waited) await serveQueue(tx, ctx, input.facilityId, reserveLocked);
  return openProspect(tx, ctx, booker, input);
}

async function openProspect(
  tx: Tx,
  { clock }: Context,
  booker: Booker,
  { facilityId, start, end }: ReserveInput,
): Promise<Prospect> {
  const found = await lookAt(tx, facilityId, booker, spanOf(start, end), clock.now());
  return found && mayKnow(booker, found.facility) ? found : refuse(problems.notFound("facility"));
}

/** A listing that is not public does not exist for outsiders. */
export const mayKnow = (booker: Booker, { listingState, appears, providerId }: BookableFacility): boolean =>
  (appears && ["published", "suspended"].includes(listingState)) || booker.organizationId === providerId;
