import { and, asc, eq, gt, gte, inArray, isNotNull, ne, or, sql } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import { facility, facilityUnit, listing } from "#db/schema/catalog.ts";
import { qualificationType, trainingSeat, trainingSession } from "#db/schema/qualification.ts";
import { sampleOrder } from "#db/schema/samples.ts";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import { actionsFor } from "#app/domain/booking/actions.ts";
import { localDate } from "#app/domain/booking/hours.ts";
import { effectiveState } from "#app/domain/booking/states.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { type AgendaDay, agendaDays, type AgendaItem } from "./agenda.ts";

type Member = Actor & { user: NonNullable<Actor["user"]>; organization: NonNullable<Actor["organization"]> };

const platformZone = "Asia/Shanghai";
/** Nobody has more before them than fits on a page; the list of bookings has the rest. */
const most = 60;
const longestMs = 62 * 86_400_000;
const atOnce: readonly string[] = ["check-in", "confirm", "check-out"];

/**
 * What the signed-in person has before them for the organisation they act for, day by day: their bookings, trainings,
 * orders for samples that are due or wait for them, and offers of the waiting list. Today is that of the platform.
 */
export async function agendaOf(ctx: Context): Promise<AgendaDay[]> {
  const { user, organization } = ctx.actor;
  if (!user || !organization) return [];
  const member = { ...ctx.actor, user, organization };
  const parts = await Promise.all([
    bookings(ctx, member),
    trainings(ctx, member),
    samples(ctx, member),
    offers(ctx, member),
  ]);
  return agendaDays(parts.flat(), localDate(ctx.clock.now().getTime(), platformZone));
}

async function bookings({ db, clock }: Context, actor: Member): Promise<AgendaItem[]> {
  const now = clock.now();
  const rows = await db
    .select({
      booking,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      zone: facility.timezone,
      building: facility.building,
      unit: facilityUnit.number,
      label: facilityUnit.label,
    })
    .from(booking)
    .innerJoin(listing, eq(listing.id, booking.facilityId))
    .innerJoin(facility, eq(facility.listingId, booking.facilityId))
    .innerJoin(slot, and(eq(slot.bookingId, booking.id), eq(slot.facilityId, booking.facilityId)))
    .innerJoin(facilityUnit, eq(facilityUnit.id, slot.unitId))
    .where(
      and(
        eq(booking.userId, actor.user.id),
        eq(booking.organizationId, actor.organization.id),
        gte(booking.startsAt, new Date(now.getTime() - longestMs)),
        inArray(booking.state, ["held", "pending", "confirmed", "in_use"]),
        or(gt(booking.endsAt, now), eq(booking.state, "in_use")),
      ),
    )
    .orderBy(asc(booking.startsAt), asc(booking.id))
    .limit(most);
  return rows
    .filter(({ booking: row }) => effectiveState(row, now) === row.state)
    .map(({ booking: row, titleZh, titleEn, zone, building, unit, label }) => ({
      key: row.id,
      kind: "booking",
      date: localDate(row.startsAt.getTime(), zone),
      start: row.startsAt.getTime(),
      end: row.endsAt.getTime(),
      zone,
      titleZh,
      titleEn,
      detail: [building, label].filter(Boolean).join(" · "),
      unit,
      state: row.state,
      deadline: row.state === "held" ? row.deadline : null,
      href: `/bookings/${row.id}`,
      acts: actionsFor(actor, row, now).flatMap(({ name }) => (isAtOnce(name) ? [name] : [])),
    }));
}

const isAtOnce = (name: string): name is AgendaItem["acts"][number] => atOnce.includes(name);

async function trainings({ db, clock }: Context, actor: Member): Promise<AgendaItem[]> {
  const rows = await db
    .select({ session: trainingSession, nameZh: qualificationType.nameZh, nameEn: qualificationType.nameEn })
    .from(trainingSeat)
    .innerJoin(trainingSession, eq(trainingSession.id, trainingSeat.sessionId))
    .innerJoin(qualificationType, eq(qualificationType.id, trainingSession.typeId))
    .where(
      and(
        eq(trainingSeat.userId, actor.user.id),
        eq(trainingSeat.state, "booked"),
        ne(trainingSession.state, "cancelled"),
        gt(trainingSession.endsAt, clock.now()),
      ),
    )
    .limit(most);
  return rows.map(({ session: { id, startsAt, endsAt, timezone, place, typeId }, nameZh, nameEn }) => ({
    key: id,
    kind: "training",
    date: localDate(startsAt.getTime(), timezone),
    start: startsAt.getTime(),
    end: endsAt.getTime(),
    zone: timezone,
    titleZh: nameZh,
    titleEn: nameEn,
    detail: place,
    unit: null,
    state: "",
    deadline: null,
    href: `/qualifications/${typeId}`,
    acts: [],
  }));
}

/** Orders whose results are due on a day, and at once those that their sender has to put right. */
async function samples({ db, clock }: Context, actor: Member): Promise<AgendaItem[]> {
  const rows = await db
    .select({
      id: sampleOrder.id,
      state: sampleOrder.state,
      dueOn: sampleOrder.dueOn,
      reason: sampleOrder.reason,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      zone: facility.timezone,
    })
    .from(sampleOrder)
    .innerJoin(listing, eq(listing.id, sampleOrder.facilityId))
    .innerJoin(facility, eq(facility.listingId, sampleOrder.facilityId))
    .where(
      and(
        eq(sampleOrder.organizationId, actor.organization.id),
        eq(sampleOrder.userId, actor.user.id),
        or(
          eq(sampleOrder.state, "objected"),
          and(inArray(sampleOrder.state, ["accepted", "in_progress"]), isNotNull(sampleOrder.dueOn)),
        ),
      ),
    )
    .limit(most);
  return rows.map(({ id, state, dueOn, reason, zone, ...titles }) => ({
    ...titles,
    key: id,
    kind: "sample",
    date: state === "objected" || !dueOn ? localDate(clock.now().getTime(), zone) : dueOn,
    start: null,
    end: null,
    zone,
    detail: state === "objected" ? reason : "",
    unit: null,
    state,
    deadline: null,
    href: `/samples/${id}`,
    acts: [],
  }));
}

/** Times that the waiting list offers now; taking them is due today. */
async function offers({ db, clock }: Context, actor: Member): Promise<AgendaItem[]> {
  const now = clock.now();
  const rows = await db
    .select({
      entry: waitlistEntry,
      titleZh: listing.titleZh,
      titleEn: listing.titleEn,
      zone: facility.timezone,
    })
    .from(waitlistEntry)
    .innerJoin(listing, eq(listing.id, waitlistEntry.facilityId))
    .innerJoin(facility, eq(facility.listingId, waitlistEntry.facilityId))
    .where(
      and(
        eq(waitlistEntry.userId, actor.user.id),
        eq(waitlistEntry.state, "offered"),
        sql`${waitlistEntry.deadline} > ${now.toISOString()}::timestamptz`,
      ),
    )
    .limit(most);
  return rows.map(({ entry, titleZh, titleEn, zone }) => ({
    key: entry.id,
    kind: "offer",
    date: localDate(now.getTime(), zone),
    start: null,
    end: null,
    zone,
    titleZh,
    titleEn,
    detail: "",
    unit: null,
    state: "",
    deadline: entry.deadline,
    href: entry.bookingId ? `/bookings/${entry.bookingId}` : "/bookings/waitlist",
    acts: [],
  }));
}
