import type { Deadline } from "#app/domain/deadline.ts";
import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { booking, slot } from "#db/schema/booking.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { facilityUnit } from "#db/schema/catalog.ts";
import { holdingStates } from "#db/schema/vocabulary.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { actionsFor } from "../booking/actions.ts";
import { isBooker, isStaff } from "../booking/change-booking.server.ts";
import type { BookingRow } from "../booking/booking-row.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { type ExtensionStep, extensionSteps } from "./extension.server.ts";
import { findUnit, type FoundUnit } from "./find-unit.server.ts";
import { type OpenProblem, openProblemsOf } from "./problem-queries.server.ts";

export interface Person {
  name: string;
  organizationZh: string;
  organizationEn: string;
}

/** A use of the unit; who it is, only for those whose business it is. */
export interface UseAtUnit {
  /** Null for strangers. */
  bookingId: string | null;
  state: string;
  startsAt: Date;
  endsAt: Date;
  way: string;
  who: Person | null;
  /** The reader is to use it themselves; colleagues' uses are not theirs. */
  mine: boolean;
  /** What the reader may do about it here. */
  acts: string[];
}

export interface RunningUse extends UseAtUnit {
  overrun: boolean;
  extensions: ExtensionStep[];
  row: Pick<BookingRow, "price" | "way" | "project" | "funding" | "fields"> | null;
}

export interface UnitNow {
  /** When this was so. */
  now: Date;
  unit: FoundUnit;
  staff: boolean;
  signedIn: boolean;
  /** Uses that go on, or whose time has come; usually one. */
  current: RunningUse[];
  next: UseAtUnit[];
  /** Until when nobody has it; null = for the rest of the day. Undefined while somebody has. */
  freeUntil: Date | null | undefined;
  closed: { until: Deadline; reason: string } | null;
  problems: OpenProblem[];
  /** The reader's own booking of today on another unit of the facility. */
  elsewhere: { unitId: string; unit: number; bookingId: string; startsAt: Date; endsAt: Date }[];
}

const dayMs = 86_400_000;
const shownNext = 3;
const actsHere: readonly string[] = ["check-in", "check-out", "extend", "complete"];

/** Everything about one unit for somebody who stands in front of it. Refuses with `not_found`. */
export async function unitNow(ctx: Context, unitId: string): Promise<Result<UnitNow>> {
  const unit = await findUnit(ctx, ctx.db, unitId);
  if (!unit) return fail(problems.notFound("unit"));
  const now = ctx.clock.now();
  const [uses, closed, open, elsewhere] = await Promise.all([
    usesOf(ctx, unitId, now),
    closureAt(ctx, unitId, now),
    openProblemsOf(ctx.db, unit.facilityId),
    ownElsewhere(ctx, unit, now),
  ]);
  const isCurrent = ({ state, startsAt }: BookingRow) => state === "in_use" || startsAt <= now;
  const current = await Promise.all(
    uses.filter(({ row }) => isCurrent(row)).map((use) => running(ctx, use, now)),
  );
  const next = uses.filter(({ row }) => !isCurrent(row)).map((use) => shown(ctx, use, now));
  return ok({
    now,
    unit,
    staff: may(ctx.actor, "booking.manage", { organizationId: unit.providerId }),
    signedIn: ctx.actor.user !== null,
    current,
    next: next.slice(0, shownNext),
    freeUntil: current.length > 0 ? undefined : (next[0]?.startsAt ?? null),
    closed,
    problems: open.filter(({ unit: number }) => number === null || number === unit.number),
    elsewhere,
  });
}

interface Use {
  row: BookingRow;
  name: string;
  organizationZh: string;
  organizationEn: string;
}

/** What holds the unit from now until a day on, the earliest first; what the clock has ended is left out. */
async function usesOf({ db }: Context, unitId: string, now: Date): Promise<Use[]> {
  const at = now.toISOString();
  return db
    .select({
      row: booking,
      name: appUser.name,
      organizationZh: organization.nameZh,
      organizationEn: organization.nameEn,
    })
    .from(slot)
    .innerJoin(booking, eq(booking.id, slot.bookingId))
    .innerJoin(appUser, eq(appUser.id, booking.userId))
    .innerJoin(organization, eq(organization.id, booking.organizationId))
    .where(
      and(
        eq(slot.unitId, unitId),
        inArray(slot.state, [...holdingStates]),
        or(
          eq(booking.state, "in_use"),
          sql`(${booking.endsAt} > ${at} and ${booking.startsAt} < ${new Date(now.getTime() + dayMs).toISOString()}
            and (${booking.deadline} is null or ${booking.deadline} > ${at}))`,
        ),
      ),
    )
    .orderBy(asc(booking.startsAt))
    .limit(10);
}

function shown(ctx: Context, { row, name, organizationZh, organizationEn }: Use, now: Date): UseAtUnit {
  const known = isBooker(ctx, row) || isStaff(ctx, row);
  return {
    bookingId: known ? row.id : null,
    state: row.state,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    way: row.way,
    who: known ? { name, organizationZh, organizationEn } : null,
    mine: row.userId === ctx.actor.user?.id,
    acts: known
      ? actionsFor(ctx.actor, row, now).flatMap((act) => (actsHere.includes(act.name) ? [act.name] : []))
      : [],
  };
}

async function running(ctx: Context, use: Use, now: Date): Promise<RunningUse> {
  const common = shown(ctx, use, now);
  const { price, way, project, funding, fields, endsAt } = use.row;
  return {
    ...common,
    overrun: endsAt < now,
    extensions: common.acts.includes("extend") ? await extensionSteps(ctx, use.row) : [],
    row: common.bookingId ? { price, way, project, funding, fields } : null,
  };
}

async function closureAt({ db }: Context, unitId: string, now: Date): Promise<UnitNow["closed"]> {
  const [found] = await db
    .select({ blocked: slot.blocked, reason: slot.reason })
    .from(slot)
    .where(
      and(
        eq(slot.unitId, unitId),
        eq(slot.state, "closed"),
        sql`${slot.blocked} @> ${now.toISOString()}::timestamptz`,
      ),
    );
  return found ? { until: found.blocked.end, reason: found.reason } : null;
}

async function ownElsewhere(
  { db, actor }: Context,
  unit: FoundUnit,
  now: Date,
): Promise<UnitNow["elsewhere"]> {
  if (!actor.user) return [];
  const soon = new Date(now.getTime() + dayMs / 4).toISOString();
  return db
    .select({
      unitId: facilityUnit.id,
      unit: facilityUnit.number,
      bookingId: booking.id,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
    })
    .from(booking)
    .innerJoin(slot, eq(slot.bookingId, booking.id))
    .innerJoin(facilityUnit, eq(facilityUnit.id, slot.unitId))
    .where(
      and(
        eq(booking.userId, actor.user.id),
        eq(booking.facilityId, unit.facilityId),
        eq(slot.facilityId, unit.facilityId),
        sql`${slot.unitId} <> ${unit.id}`,
        inArray(booking.state, ["confirmed", "in_use"]),
        sql`${booking.endsAt} > ${now.toISOString()} and ${booking.startsAt} < ${soon}`,
      ),
    )
    .orderBy(asc(booking.startsAt))
    .limit(2);
}
