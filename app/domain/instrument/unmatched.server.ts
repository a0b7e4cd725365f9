import { and, asc, eq, gte, inArray, sql } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import { facility, facilityUnit, listing } from "#db/schema/catalog.ts";
import { meterReading } from "#db/schema/instrument.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { accountsFor, type MeterSession, type Reading, sessionsOf } from "./sessions.ts";

/** A use that a meter tells of and no booking does. */
export interface UnmatchedUse extends MeterSession {
  unitId: string;
  unit: number;
  facilityId: string;
  titleZh: string;
  titleEn: string;
  zone: string;
  /** A booking of that time whose user counts as absent: it may have been theirs. */
  noShow: string | null;
}

const shownDays = 30;
const pageSize = 50;
/** Shorter is a test of the switch. */
const shortestMs = 5 * 60_000;

/** Uses without a booking in the last 30 days on the units of the actor's organisation, latest first. */
export async function unmatchedUses(
  ctx: Context,
  page: number,
): Promise<{ items: UnmatchedUse[]; total: number; pages: number }> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "booking.manage")) return { items: [], total: 0, pages: 1 };
  const now = ctx.clock.now();
  const since = new Date(now.getTime() - shownDays * 86_400_000);
  const units = await meteredUnits(ctx, mine, since);
  const booked = await bookingsOf(ctx, [...units.keys()], since);
  const found = [...units.values()].flatMap(({ readings, ...unit }) =>
    sessionsOf(readings).flatMap((session) => {
      const during = (booked.get(unit.unitId) ?? []).filter((one) =>
        accountsFor(one, session, now.getTime()),
      );
      const long = (session.end ?? now.getTime()) - session.start >= shortestMs;
      if (!long || during.some(({ state }) => state !== "no_show")) return [];
      return [{ ...unit, ...session, noShow: during[0]?.id ?? null }];
    }),
  );
  const items = found.toSorted((a, b) => b.start - a.start);
  return {
    items: items.slice((page - 1) * pageSize, page * pageSize),
    total: items.length,
    pages: Math.max(1, Math.ceil(items.length / pageSize)),
  };
}

type Unit = Omit<UnmatchedUse, keyof MeterSession | "noShow"> & { readings: Reading[] };

async function meteredUnits(
  { db }: Context,
  organizationId: string,
  since: Date,
): Promise<Map<string, Unit>> {
  const rows = await db
    .select({
      unitId: facilityUnit.id,
      unit: facilityUnit.number,
      facilityId: listing.id,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      zone: facility.timezone,
      kind: meterReading.kind,
      at: meterReading.at,
    })
    .from(listing)
    .innerJoin(facility, eq(facility.listingId, listing.id))
    .innerJoin(facilityUnit, eq(facilityUnit.facilityId, listing.id))
    .innerJoin(meterReading, eq(meterReading.unitId, facilityUnit.id))
    .where(
      and(
        eq(listing.organizationId, organizationId),
        gte(meterReading.at, since),
        inArray(meterReading.kind, ["on", "off"]),
      ),
    )
    .orderBy(asc(meterReading.at));
  const units = new Map<string, Unit>();
  for (const { kind, at, ...facts } of rows) {
    const unit = units.get(facts.unitId) ?? { ...facts, readings: [] };
    unit.readings.push({ kind, at: at.getTime() });
    units.set(facts.unitId, unit);
  }
  return units;
}

async function bookingsOf({ db }: Context, unitIds: readonly string[], since: Date) {
  if (unitIds.length === 0) return new Map<string, never[]>();
  const rows = await db
    .select({
      unitId: slot.unitId,
      id: booking.id,
      state: booking.state,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      out: booking.checkedOutAt,
    })
    .from(slot)
    .innerJoin(booking, eq(booking.id, slot.bookingId))
    .where(
      and(
        inArray(slot.unitId, [...unitIds]),
        inArray(booking.state, ["confirmed", "in_use", "completed", "no_show"]),
        sql`${booking.endsAt} > ${since.toISOString()}`,
      ),
    );
  return Map.groupBy(
    rows.map(({ startsAt, endsAt, out, ...row }) => ({
      ...row,
      start: startsAt.getTime(),
      end: Math.max(endsAt.getTime(), out?.getTime() ?? 0),
    })),
    ({ unitId }) => unitId,
  );
}
