import { and, eq, gt, gte, inArray, lt, ne, or, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { holdingStates } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import { type Claimant, periodsOf, shareWindow, type Use } from "./quota.ts";
import type { Span } from "./spans.ts";

/** Longer ago than any booking may last: what began before is over. */
const longestMs = 40 * 86_400_000;

/**
 * What stands or was used at the facility by the claimant, their group and their organisation, as far as a limit of the
 * rules counts it; asks nothing where there is no limit. `without`: the booking that is being changed.
 */
export async function usesAgainst(
  tx: Tx,
  facility: BookableFacility,
  { userId, organizationId, groupId }: Claimant,
  span: Span,
  now: Date,
  without?: string,
): Promise<Use[]> {
  const reach = reachOf(facility, span, now.getTime());
  if (!reach) return [];
  const rows = await tx
    .select({
      userId: booking.userId,
      organizationId: booking.organizationId,
      groupId: booking.groupId,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      open: sql<boolean>`${booking.state} <> 'completed'`,
    })
    .from(booking)
    .where(
      and(
        eq(booking.facilityId, facility.id),
        or(
          eq(booking.organizationId, organizationId),
          eq(booking.userId, userId),
          groupId === null ? undefined : eq(booking.groupId, groupId),
        ),
        gte(booking.startsAt, new Date(reach.start - longestMs)),
        gt(booking.endsAt, new Date(reach.start)),
        reach.end === Number.POSITIVE_INFINITY ? undefined : lt(booking.startsAt, new Date(reach.end)),
        inArray(booking.state, [...holdingStates, "completed"]),
        sql`(${booking.deadline} is null or ${booking.deadline} > ${now.toISOString()} or ${booking.state} in ('in_use', 'completed'))`,
        without === undefined ? undefined : ne(booking.id, without),
      ),
    );
  return rows.map(({ startsAt, endsAt, ...rest }) => ({
    ...rest,
    start: startsAt.getTime(),
    end: endsAt.getTime(),
  }));
}

/** The stretch of time that the limits count in; undefined when there are none. */
function reachOf({ rules, zone }: BookableFacility, span: Span, now: number): Span | undefined {
  const counted: Span[] = rules.quotas.flatMap(({ period }) => periodsOf(period, span, zone));
  if (rules.fairShareDays !== null) counted.push(shareWindow(rules.fairShareDays, now));
  if (rules.maxOpenPerUser !== null || rules.maxOpenPerOrganization !== null)
    counted.push({ start: now - longestMs, end: Number.POSITIVE_INFINITY });
  if (counted.length === 0) return undefined;
  return {
    start: Math.min(...counted.map(({ start }) => start)),
    end: Math.max(...counted.map(({ end }) => end)),
  };
}
