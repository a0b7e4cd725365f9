import type { ServiceWay, UserClass } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { type Problem, problems, type Reason, refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import type { Missing } from "../qualification/policy.ts";
import { freeUnitsFor, requiredUnits, type UnitCalendar } from "./availability.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import type { Facts } from "./facts.server.ts";
import type { ReserveInput } from "./inputs.ts";
import { reviewWish, userClassOf } from "./policy.ts";
import { priceOf, type Quote } from "./price.ts";
import { againstPolicy, applyOverride, slotTaken } from "./refusals.ts";
import { loadSituation } from "./situation.server.ts";
import { spanOf } from "./spans.ts";

export interface Booker {
  userId: string;
  organizationId: string;
  verified: boolean;
  /** Who of the provider's staff books for them. */
  bookedBy?: string;
}

/** A unit that a booking gets. */
export interface Place {
  facilityId: string;
  unitId: string;
}

/** A wish as the rules, the price list and the calendar see it at one moment. */
export interface Assessment {
  reasons: Reason[];
  userClass: UserClass;
  way: ServiceWay;
  quote: Quote | null;
  freeUnits: UnitCalendar[];
  /** A free unit of each required facility; empty where there is none to be had. */
  required: Place[];
  /** Qualifications that the booker lacks for operating it themselves. */
  missing: readonly Missing[];
  /** The research group that it counts for. */
  groupId: string | null;
}

type Wanted = Pick<
  ReserveInput,
  "start" | "end" | "wayOfService" | "item" | "termsVersion" | "groupId" | "accessories" | "answers"
>;

/**
 * Everything there is to say about a wish before it is made: every reason against it, its price, the units that are
 * free. The reserve page shows it; `planBooking` decides by it under the lock. `known`: the facts, where they were read
 * together with the facility.
 */
export async function assessWish(
  tx: Tx,
  facility: BookableFacility,
  booker: Booker,
  wanted: Wanted,
  now: Date,
  known?: Facts,
): Promise<Assessment> {
  const { rules, zone } = facility;
  const span = spanOf(wanted.start, wanted.end);
  const { userId, organizationId } = booker;
  const { groupId, accessories, answers } = wanted;
  const asked = { userId, organizationId, groupId, accessories, span };
  const { calendar, facts, ...situation } = await loadSituation(tx, facility, asked, now, known);
  if (!facts.kind) return refuse(problems.forbidden("booking.use"));
  const userClass = userClassOf({ id: organizationId, kind: facts.kind }, facility.providerId);
  const way = wanted.wayOfService ?? facility.ways[0] ?? "self_use";
  const termsVersion = wanted.termsVersion ?? rules.termsVersion;
  const wish = { ...span, way, userClass, organizationVerified: booker.verified, termsVersion, answers };
  return {
    reasons: reviewWish(wish, situation),
    userClass,
    way,
    quote: priceOf(facts.prices, { ...span, zone, userClass, stepMinutes: rules.stepMinutes }, wanted.item),
    freeUnits: freeUnitsFor(calendar, span),
    required: placesOf(requiredUnits(calendar, span)),
    missing: situation.missing,
    groupId: situation.claimant.groupId,
  };
}

export const placesOf = (found: ReturnType<typeof requiredUnits> = []): Place[] =>
  found.map(({ facilityId, unit }) => ({ facilityId, unitId: unit.id }));

/** What a booking is going to be: its unit, price and the rules that staff set aside. */
export interface Plan extends Assessment {
  unit: UnitCalendar;
  overridden: string[];
}

/** Decides about a wish; call under the facility's lock. Refuses with `policy` and every reason, or `slot_taken`. */
export async function planBooking(
  tx: Tx,
  ctx: Context,
  facility: BookableFacility,
  booker: Booker,
  input: ReserveInput,
  known?: Facts,
): Promise<Plan> {
  const assessment = await assessWish(tx, facility, booker, input, ctx.clock.now(), known);
  const staff = may(ctx.actor, "booking.manage", { organizationId: facility.providerId });
  const { standing, overridden } = applyOverride(assessment.reasons, input.overrideReason, staff);
  const { freeUnits } = assessment;
  const unit = freeUnits.find(({ number }) => number === input.unit) ?? freeUnits[0];
  // Another time helps against a taken slot but against no other rule; used-up quotas are said beside it.
  if (!unit && standing.every(isQuota))
    return refuse(standing.length > 0 ? { ...slotTaken(), reasons: standing } : takenButWaitable(facility));
  if (standing.length > 0 || !unit) return refuse(againstPolicy(standing));
  return { ...assessment, unit, overridden };
}

/** Somebody else's time is the only reason: one may wait for it, where the facility keeps a waiting list. */
const takenButWaitable = ({ rules }: BookableFacility): Problem => {
  const taken = slotTaken();
  return { ...taken, details: { ...taken.details, waitlist: rules.offerMinutes !== null } };
};

const isQuota = ({ rule }: Reason): boolean => rule.startsWith("quota_") || rule === "fair_share";
