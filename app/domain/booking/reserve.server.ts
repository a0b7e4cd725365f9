import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { transact } from "../transact.server.ts";
import { withAlternatives } from "./alternatives.server.ts";
import { bookerFor } from "./booker.server.ts";
import { type BookableFacility, loadFacility, storeDefaultRules } from "./facility.server.ts";
import type { ReserveInput } from "./inputs.ts";
import { lockFacilities } from "./lock.server.ts";
import { type Booker, planBooking } from "./plan.server.ts";
import { settleFacility } from "./settle.server.ts";
import { serveQueue } from "./waitlist/serve-queue.server.ts";
import { type ReserveOptions, type Reserved, writeBooking } from "./write-booking.server.ts";

/**
 * Books a slot: under the facility's lock it settles what is overdue, asks the rules, picks a free unit and writes
 * booking, slot, audit entry and notices in one transaction. Refuses with `slot_taken` (and the nearest alternatives),
 * `policy` (with every reason), `standing` (with the measure in force), `forbidden` or `not_found`.
 */
export async function reserve(
  ctx: Context,
  input: ReserveInput,
  options: ReserveOptions = {},
): Promise<Result<Reserved>> {
  const booker = await bookerFor(ctx, input.facilityId, input.forEmail);
  if (!booker.ok) return booker;
  if (input.voucherId) return fail(problems.notFound("voucher"));
  return withAlternatives(ctx, input, () =>
    transact(ctx.db, async (tx) => {
      await lockFacilities(tx, [input.facilityId]);
      return reserveLocked(tx, ctx, booker.value, input, options);
    }),
  );
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
  const now = ctx.clock.now();
  const [facility] = await Promise.all([
    loadFacility(tx, input.facilityId, now),
    demandStanding(tx, booker.organizationId, "book", now),
    settleFacility(tx, ctx, input.facilityId),
  ]);
  if (!facility || !mayKnow(booker, facility)) return refuse(problems.notFound("facility"));
  if (!facility.rulesStored) await storeDefaultRules(tx, facility.id);
  if (!options.waited) await serveQueue(tx, ctx, facility.id, reserveLocked);
  const plan = await planBooking(tx, ctx, facility, booker, input);
  return writeBooking(tx, ctx, facility, booker, input, plan, options);
}

/** A listing that is not public does not exist for outsiders. */
export const mayKnow = (booker: Booker, { listingState, appears, providerId }: BookableFacility): boolean =>
  (appears && ["published", "suspended"].includes(listingState)) || booker.organizationId === providerId;
