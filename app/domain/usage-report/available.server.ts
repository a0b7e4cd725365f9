import { and, eq, gte, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { bookingPolicy, openingException } from "#db/schema/booking-policy.ts";
import { slot } from "#db/schema/booking.ts";
import { facilityUnit, opening } from "#db/schema/catalog.ts";
import { holiday } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { openingOccurrences, startOfDay, addDays } from "../booking/hours.ts";
import { hoursOf } from "../booking/opening-days.ts";
import { merge, type Span, subtract } from "../booking/spans.ts";
import type { Period } from "./period.ts";

interface Site {
  id: string;
  zone: string;
  /** Open to others from then on; null: never published, so it was never open to anybody. */
  publishedAt: Date | null;
}

const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { start, end }) => sum + (end - start), 0);

/** The instants of a period in `zone`, cut at `now`: what is still to come was not available yet. */
export function spanOfPeriod({ from, to }: Period, zone: string, now: Date): Span {
  const start = startOfDay(from, zone);
  return { start, end: Math.max(start, Math.min(startOfDay(addDays(to, 1), zone), now.getTime())) };
}

/**
 * Hours in which the units of facilities were open and not closed, by facility: by the weekly hours of today and the
 * exceptions and holidays of the period, since weekly hours keep no history; from publication on.
 */
export async function availableHours(
  tx: Tx,
  sites: readonly Site[],
  period: Period,
  now: Date,
): Promise<Map<string, number>> {
  const ids = sites.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const known = await loadOpenings(tx, ids, period);
  return new Map(
    sites.map(({ id, zone, publishedAt }) => {
      const whole = spanOfPeriod(period, zone, now);
      const start = Math.min(whole.end, Math.max(whole.start, publishedAt?.getTime() ?? whole.end));
      const span = { start, end: whole.end };
      const policy = known.policies.get(id) ?? { closedOnHolidays: false, openOnMakeupDays: false };
      const weekly = known.openings.get(id) ?? [];
      const hours = hoursOf(weekly, known.exceptions.get(id) ?? [], known.holidays, policy);
      const open = merge(openingOccurrences(hours, zone, span)).map(({ start, end }) => ({
        start: Math.max(start, span.start),
        end: Math.min(end, span.end),
      }));
      const units = known.units.get(id) ?? [];
      const ms = units.reduce(
        (sum, unit) => sum + lengthOf(subtract(open, known.closed.get(unit.id) ?? [])),
        0,
      );
      return [id, ms / 3_600_000];
    }),
  );
}

async function loadOpenings(tx: Tx, ids: readonly string[], { from, to }: Period) {
  const [openings, exceptions, holidays, policies, units] = await Promise.all([
    tx
      .select()
      .from(opening)
      .where(inArray(opening.facilityId, [...ids])),
    tx
      .select()
      .from(openingException)
      .where(
        and(
          inArray(openingException.facilityId, [...ids]),
          gte(openingException.day, from),
          lte(openingException.day, to),
        ),
      ),
    tx
      .select()
      .from(holiday)
      .where(and(gte(holiday.day, from), lte(holiday.day, to))),
    tx
      .selectDistinctOn([bookingPolicy.facilityId], {
        facilityId: bookingPolicy.facilityId,
        closedOnHolidays: bookingPolicy.closedOnHolidays,
        openOnMakeupDays: bookingPolicy.openOnMakeupDays,
      })
      .from(bookingPolicy)
      .where(inArray(bookingPolicy.facilityId, [...ids]))
      .orderBy(bookingPolicy.facilityId, sql`${bookingPolicy.version} desc`),
    tx
      .select({ id: facilityUnit.id, facilityId: facilityUnit.facilityId })
      .from(facilityUnit)
      .where(
        and(
          inArray(facilityUnit.facilityId, [...ids]),
          or(isNull(facilityUnit.retiredAt), gte(facilityUnit.retiredAt, new Date(`${to}T00:00:00Z`))),
        ),
      ),
  ]);
  const closed = await closedSpans(
    tx,
    units.map(({ id }) => id),
    from,
  );
  return {
    openings: Map.groupBy(openings, ({ facilityId }) => facilityId),
    exceptions: Map.groupBy(exceptions, ({ facilityId }) => facilityId),
    holidays,
    policies: new Map(policies.map((policy) => [policy.facilityId, policy])),
    units: Map.groupBy(units, ({ facilityId }) => facilityId),
    closed,
  };
}

async function closedSpans(tx: Tx, unitIds: readonly string[], from: string): Promise<Map<string, Span[]>> {
  if (unitIds.length === 0) return new Map();
  const rows = await tx
    .select({ unitId: slot.unitId, blocked: slot.blocked })
    .from(slot)
    .where(
      and(
        inArray(slot.unitId, [...unitIds]),
        eq(slot.state, "closed"),
        sql`upper(${slot.blocked}) > ${from}::date`,
      ),
    );
  const spans = new Map<string, Span[]>();
  for (const { unitId, blocked } of rows) {
    const known = spans.get(unitId) ?? [];
    known.push({ start: blocked.start.getTime(), end: blocked.end.getTime() });
    spans.set(unitId, known);
  }
  return spans;
}
