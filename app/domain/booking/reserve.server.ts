import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Actor, Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { transact } from "../transact.server.ts";
import { withAlternatives } from "./alternatives.server.ts";
import { type BookableFacility, loadFacility, storeDefaultRules } from "./facility.server.ts";
import type { ReserveInput } from "./inputs.ts";
import { lockFacilities } from "./lock.server.ts";
import { type Booker, planBooking } from "./plan.server.ts";
import { settleFacility } from "./settle.server.ts";
import { type Reserved, writeBooking } from "./write-booking.server.ts";

interface Options {
  /** Hold the slot until then instead of booking it; the booker confirms with `confirmHold`. */
  holdUntil?: Date;
}

/**
 * Books a slot: under the facility's lock it settles what is overdue, asks the rules, picks a free unit and writes
 * booking, slot, audit entry and notices in one transaction. Refuses with `slot_taken` (and the nearest alternatives),
 * `policy` (with every reason), `standing` (with the measure in force), `forbidden` or `not_found`.
 */
export async function reserve(
  ctx: Context,
  input: ReserveInput,
  options: Options = {},
): Promise<Result<Reserved>> {
  const booker = bookerOf(ctx.actor);
  if (!booker || !may(ctx.actor, "booking.use")) return fail(problems.forbidden("booking.use"));
  if (input.voucherId) return fail(problems.notFound("voucher"));
  return withAlternatives(ctx, input, () =>
    transact(ctx.db, async (tx) => {
      await lockFacilities(tx, [input.facilityId]);
      const facility = await loadFacility(tx, input.facilityId, ctx.clock.now());
      if (!facility || !mayKnow(ctx.actor, facility)) return refuse(problems.notFound("facility"));
      await demandStanding(tx, booker.organizationId, "book", ctx.clock.now());
      if (!facility.rulesStored) await storeDefaultRules(tx, facility.id);
      await settleFacility(tx, ctx, facility.id);
      const plan = await planBooking(tx, ctx, facility, booker, input);
      return writeBooking(tx, ctx, facility, booker, input, plan, options.holdUntil);
    }),
  );
}

function bookerOf({ user, organization: acting }: Actor): Booker | undefined {
  return user && acting
    ? { userId: user.id, organizationId: acting.id, verified: acting.verified }
    : undefined;
}

/** A listing that is not public does not exist for outsiders. */
const mayKnow = (actor: Actor, { listingState, appears, providerId }: BookableFacility): boolean =>
  (appears && ["published", "suspended"].includes(listingState)) || actor.organization?.id === providerId;
