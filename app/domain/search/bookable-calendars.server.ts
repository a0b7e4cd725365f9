import { and, desc, inArray, isNull, sql } from "drizzle-orm";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import { facility, facilityUnit, opening } from "#db/schema/catalog.ts";
import { prepared, type Tx } from "#db/client.ts";
import { idList } from "#db/compiled.ts";
import type { FacilityCalendar } from "#app/domain/booking/availability.ts";
import { rulesFrom } from "#app/domain/booking/facility-row.server.ts";
import { exceptionsOf, requiredBy, stateHolidays } from "#app/domain/booking/facility-parts.server.ts";
import type { Opening, OpeningHours } from "#app/domain/booking/hours.ts";
import { type Holiday, hoursOf, type OpeningException } from "#app/domain/booking/opening-days.ts";
import { type BookingRules, defaultRules, usable } from "#app/domain/booking/policy.ts";

/** The calendars of those that take bookings, with nothing blocked yet. */
export async function bookableCalendars(
  tx: Tx,
  ids: readonly string[],
  now: Date,
): Promise<FacilityCalendar[]> {
  if (ids.length === 0) return [];
  const wanted = [...ids];
  const [facilities, policies, openings, units] = await Promise.all([
    tx
      .select({
        id: facility.listingId,
        zone: facility.timezone,
        runState: facility.runState,
        exceptions: exceptionsOf(now),
        required: requiredBy,
      })
      .from(facility)
      .where(sql`${facility.listingId} = any(${idList(wanted)}::uuid[]) ${prepared}`),
    tx
      .selectDistinctOn([bookingPolicy.facilityId])
      .from(bookingPolicy)
      .where(inArray(bookingPolicy.facilityId, wanted))
      .orderBy(bookingPolicy.facilityId, desc(bookingPolicy.version)),
    tx.select().from(opening).where(inArray(opening.facilityId, wanted)),
    tx
      .select()
      .from(facilityUnit)
      .where(and(inArray(facilityUnit.facilityId, wanted), isNull(facilityUnit.retiredAt)))
      .orderBy(facilityUnit.number),
  ]);
  const rulesOf = new Map(policies.map((row) => [row.facilityId, rulesFrom(row, null)]));
  const observing = [...rulesOf.values()].some(observes);
  const holidays = observing ? await stateHolidays(tx, now) : [];
  const openingsOf = Map.groupBy(openings, (row) => row.facilityId);
  const unitsOf = Map.groupBy(units, (row) => row.facilityId);
  const hours = sharedHours(holidays);
  return facilities.flatMap(({ id, zone, runState, exceptions, required }) => {
    const own = unitsOf.get(id) ?? [];
    if (!usable.includes(runState) || own.length === 0) return [];
    const rules = rulesOf.get(id) ?? defaultRules;
    return {
      facilityId: id,
      zone,
      hours: hours(openingsOf.get(id) ?? [], exceptions ?? [], rules),
      rules,
      units: withNothing(own),
      required: (required ?? []).map((one) => ({ ...one, units: withNothing(one.units) })),
    };
  });
}

const observes = ({ closedOnHolidays, openOnMakeupDays }: BookingRules): boolean =>
  closedOnHolidays || openOnMakeupDays;

const withNothing = (units: readonly { id: string; number: number }[]): FacilityCalendar["units"] =>
  units.map(({ id, number }) => ({ id, number, blocked: [] }));

/** Facilities that open alike share their hours, which are then worked out once. */
function sharedHours(holidays: readonly Holiday[]) {
  const alike = new Map<string, OpeningHours>();
  return (
    openings: readonly Opening[],
    exceptions: OpeningException[],
    rules: BookingRules,
  ): OpeningHours => {
    const weekly = openings.map(
      ({ weekday, fromMinute, toMinute }) => `${weekday} ${fromMinute} ${toMinute}`,
    );
    const observed = `${rules.closedOnHolidays} ${rules.openOnMakeupDays}`;
    const key = [weekly.toSorted().join(), JSON.stringify(exceptions), observed].join("|");
    const known = alike.get(key) ?? hoursOf(openings, exceptions, holidays, rules);
    alike.set(key, known);
    return known;
  };
}
