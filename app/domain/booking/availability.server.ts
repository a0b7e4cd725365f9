import { validate } from "uuid";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { type FreeSlot, freeSlots, nextFree, shortestMinutes } from "./availability.ts";
import { loadCalendar, loadFacilityCalendar } from "./calendar.server.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import { loadFacility } from "./known-facility.server.ts";
import { addDays, localDate, localDays, mondayOf, readDate, startOfDay } from "./hours.ts";
import type { BookingQuestion } from "./questions.ts";
import { minutes, type Span } from "./spans.ts";

/** A facility whose calendar may be seen: a published one, or the actor's own. */
export async function findBookable(ctx: Context, id: string): Promise<Result<BookableFacility>> {
  const facility = validate(id) ? await loadFacility(ctx.db, id, ctx.clock.now()) : undefined;
  return facility && mayBeSeen(ctx, facility) ? ok(facility) : fail(problems.notFound("facility"));
}

const mayBeSeen = ({ actor }: Context, { listingState, appears, providerId }: BookableFacility): boolean =>
  (listingState === "published" && appears) || providerId === actor.organization?.id;

export interface Availability {
  timezone: string;
  slots: FreeSlot[];
  /** What the facility asks of its bookers. */
  questions: readonly BookingQuestion[];
}

const weekMs = minutes(7 * 1440);

/**
 * Slots that can be booked as they are, each `minutes` long (the shortest allowed unless given), within `from`–`to`: the
 * next seven days unless given.
 */
export async function availability(
  ctx: Context,
  facilityId: string,
  { from, to, minutes: asked }: { from?: Date; to?: Date; minutes?: number },
): Promise<Result<Availability>> {
  const now = ctx.clock.now();
  const start = (from ?? now).getTime();
  const range = { start, end: to?.getTime() ?? start + weekMs };
  const found = validate(facilityId) ? await loadFacilityCalendar(ctx.db, facilityId, range, now) : undefined;
  if (!found || !mayBeSeen(ctx, found.facility)) return fail(problems.notFound("facility"));
  const { facility, calendar } = found;
  const length = asked ?? shortestMinutes(facility.rules);
  const slots = freeSlots(calendar, range, length, now.getTime());
  return ok({ timezone: facility.zone, slots, questions: facility.rules.questions });
}

/** The first free times from now on that do not overlap each other, for buttons; looks at most to the horizon. */
export async function nextFreeTimes(
  ctx: Context,
  facility: BookableFacility,
  length: number,
  limit: number,
): Promise<FreeSlot[]> {
  const now = ctx.clock.now();
  const horizon = { start: now.getTime(), end: now.getTime() + minutes(facility.rules.horizonDays * 1440) };
  const calendar = await loadCalendar(ctx.db, facility, horizon, now);
  const apart: FreeSlot[] = [];
  for (const slot of nextFree(
    calendar,
    length,
    limit * Math.ceil(length / facility.rules.stepMinutes),
    now.getTime(),
  )) {
    if (apart.every(({ end }) => end <= slot.start)) apart.push(slot);
  }
  return apart.slice(0, limit);
}

/** A week of a facility as its calendar shows it. Dates are the facility's own. */
export interface WeekView {
  monday: string;
  previous: string | null;
  next: string | null;
  days: (Span & { date: string; slots: FreeSlot[]; over: boolean })[];
}

/** The free slots of the week that `date` (`2026-11-24`) lies in, this week unless given, cut to what can be booked. */
export async function weekView(
  ctx: Context,
  facility: BookableFacility,
  date: string | undefined,
  length: number,
): Promise<WeekView> {
  const { zone, rules } = facility;
  const now = ctx.clock.now();
  const thisMonday = mondayOf(localDate(now.getTime(), zone));
  const lastMonday = mondayOf(localDate(now.getTime() + minutes(rules.horizonDays * 1440), zone));
  const asked = mondayOf(readDate(date) ?? localDate(now.getTime() + minutes(rules.leadMinutes), zone));
  const [, monday = thisMonday] = [thisMonday, asked, lastMonday].toSorted();
  const week = { start: startOfDay(monday, zone), end: startOfDay(addDays(monday, 7), zone) };
  // A slot belongs to the day it begins on, even where it ends on the next.
  const reach = { start: week.start, end: week.end + minutes(length) };
  const calendar = await loadCalendar(ctx.db, facility, reach, now);
  const slots = freeSlots(calendar, reach, length, now.getTime());
  return {
    monday,
    previous: monday > thisMonday ? addDays(monday, -7) : null,
    next: monday < lastMonday ? addDays(monday, 7) : null,
    days: localDays(week, zone).map((day) => ({
      ...day,
      over: day.end <= now.getTime(),
      slots: slots.filter(({ start }) => day.start <= start && start < day.end),
    })),
  };
}
