import { eq } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import type { ServiceWay, UserClass } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { problems, type Reason, refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { isUnitFree, type UnitCalendar } from "./availability.ts";
import { loadCalendar } from "./calendar.server.ts";
import { type BookableFacility, priceRows } from "./facility.server.ts";
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
}

/** A wish as the rules, the price list and the calendar see it at one moment. */
export interface Assessment {
  reasons: Reason[];
  userClass: UserClass;
  way: ServiceWay;
  quote: Quote | null;
  freeUnits: UnitCalendar[];
}

type Wanted = Pick<ReserveInput, "start" | "end" | "wayOfService" | "item" | "termsVersion">;

/**
 * Everything there is to say about a wish before it is made: every reason against it, its price, the units that are
 * free. The reserve page shows it; `planBooking` decides by it under the lock.
 */
export async function assessWish(
  tx: Tx,
  facility: BookableFacility,
  booker: Booker,
  wanted: Wanted,
  now: Date,
): Promise<Assessment> {
  const { rules, zone } = facility;
  const span = spanOf(wanted.start, wanted.end);
  const [userClass, calendar, rows] = await Promise.all([
    classOf(tx, booker.organizationId, facility.providerId),
    loadCalendar(tx, facility, span, now),
    priceRows(tx, facility.id),
  ]);
  const way = wanted.wayOfService ?? facility.ways[0] ?? "self_use";
  const termsVersion = wanted.termsVersion ?? rules.termsVersion;
  const wish = { ...span, way, userClass, organizationVerified: booker.verified, termsVersion };
  const situation = await loadSituation(tx, facility, booker, span, calendar.blocked, now);
  return {
    reasons: reviewWish(wish, situation),
    userClass,
    way,
    quote: priceOf(rows, { ...span, zone, userClass, stepMinutes: rules.stepMinutes }, wanted.item),
    freeUnits: calendar.units.filter((unit) => isUnitFree(unit, rules, span)),
  };
}

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
): Promise<Plan> {
  const assessment = await assessWish(tx, facility, booker, input, ctx.clock.now());
  const staff = may(ctx.actor, "booking.manage", { organizationId: facility.providerId });
  const { standing, overridden } = applyOverride(assessment.reasons, input.overrideReason, staff);
  const { freeUnits } = assessment;
  const unit = freeUnits.find(({ number }) => number === input.unit) ?? freeUnits[0];
  // Another time helps against a taken slot but against no other rule; used-up quotas are said beside it.
  if (!unit && standing.every(isQuota))
    return refuse({ ...slotTaken(), ...(standing.length > 0 && { reasons: standing }) });
  if (standing.length > 0 || !unit) return refuse(againstPolicy(standing));
  return { ...assessment, unit, overridden };
}

const isQuota = ({ rule }: Reason): boolean => rule.startsWith("quota_");

async function classOf(tx: Tx, organizationId: string, providerId: string): Promise<UserClass> {
  const [own] = await tx
    .select({ id: organization.id, kind: organization.kind })
    .from(organization)
    .where(eq(organization.id, organizationId));
  return own ? userClassOf(own, providerId) : refuse(problems.forbidden("booking.use"));
}
