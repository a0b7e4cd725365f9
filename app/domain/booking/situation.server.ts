import { and, eq, gte, inArray, ne, or, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { holdingStates } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { BlockedSpan } from "./calendar.server.ts";
import type { BookableFacility } from "./facility.server.ts";
import { localWeek } from "./hours.ts";
import type { Situation } from "./policy.ts";
import { overlaps, type Span } from "./spans.ts";

interface Booker {
  userId: string;
  organizationId: string;
}

/** Longer ago than any booking may last: what began before is over. */
const longestMs = 40 * 86_400_000;

/**
 * How things stand for `booker` who wants `span` at `facility`. `blocked` is the calendar around the span.
 * `without`: the booking that is being changed.
 */
export async function loadSituation(
  tx: Tx,
  facility: BookableFacility,
  booker: Booker,
  span: Span,
  blocked: readonly BlockedSpan[],
  now: Date,
  without?: string,
): Promise<Situation> {
  return {
    now: now.getTime(),
    rules: facility.rules,
    zone: facility.zone,
    openings: facility.openings,
    listingState: facility.listingState,
    runState: facility.runState,
    ways: facility.ways,
    unitCount: facility.units.length,
    closure: closureOf(facility, span, blocked),
    ...(await countUse(tx, facility, booker, span, now, without)),
  };
}

/** The provider's reason when closures leave no unit for `span`; null when at least one is not closed. */
function closureOf({ units }: BookableFacility, span: Span, blocked: readonly BlockedSpan[]): string | null {
  const closures = blocked.filter((block) => block.cause !== "booking" && overlaps(block, span));
  const open = units.some(({ id }) => closures.every(({ unitId }) => unitId !== id));
  return open || closures.length === 0 ? null : (closures[0]?.reason ?? "");
}

async function countUse(
  tx: Tx,
  { id, rules, zone }: BookableFacility,
  { userId, organizationId }: Booker,
  span: Span,
  now: Date,
  without?: string,
): Promise<Pick<Situation, "openOfUser" | "openOfOrganization" | "weekMinutes">> {
  const { maxOpenPerUser, maxOpenPerOrganization, maxMinutesPerOrganizationWeek } = rules;
  const limits = [maxOpenPerUser, maxOpenPerOrganization, maxMinutesPerOrganizationWeek];
  if (limits.every((limit) => limit === null))
    return { openOfUser: 0, openOfOrganization: 0, weekMinutes: 0 };
  const week = localWeek(span.start, zone);
  const since = new Date(Math.min(week.start, now.getTime() - longestMs));
  const isOpen = sql`${booking.state} in ${holdingStates} and (${booking.deadline} is null or ${booking.deadline} > ${now.toISOString()} or ${booking.state} = 'in_use')`;
  const counted = sql`((${isOpen}) or ${booking.state} = 'completed')`;
  const inWeek = sql`${booking.startsAt} >= ${new Date(week.start).toISOString()} and ${booking.startsAt} < ${new Date(week.end).toISOString()}`;
  const ofOrganization = sql`${booking.organizationId} = ${organizationId}`;
  const [row] = await tx
    .select({
      openOfUser: sql<number>`(count(*) filter (where ${booking.userId} = ${userId} and ${isOpen}))::int`,
      openOfOrganization: sql<number>`(count(*) filter (where ${ofOrganization} and ${isOpen}))::int`,
      weekMinutes: sql<number>`coalesce(sum(extract(epoch from ${booking.endsAt} - ${booking.startsAt}) / 60)
        filter (where ${ofOrganization} and ${counted} and ${inWeek}), 0)::float8`,
    })
    .from(booking)
    .where(
      and(
        eq(booking.facilityId, id),
        or(eq(booking.organizationId, organizationId), eq(booking.userId, userId)),
        gte(booking.startsAt, since),
        inArray(booking.state, [...holdingStates, "completed"]),
        without === undefined ? undefined : ne(booking.id, without),
      ),
    );
  return row ?? { openOfUser: 0, openOfOrganization: 0, weekMinutes: 0 };
}
