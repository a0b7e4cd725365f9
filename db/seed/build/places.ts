import { between, pick, share } from "../ids.ts";
import { people } from "../people.ts";
import { hours, type PolicySeed, policies } from "../presets.ts";
import { wouldBook } from "../purposes.ts";
import type { FacilitySeed, PersonSeed } from "../shapes.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { organizationSeed, personWith } from "./identity.ts";
import { daysIn } from "./listings.ts";
import type { Occupancy } from "./occupancy.ts";
import { unitId } from "./parts.ts";
import { blockedBy, classOf, type Place } from "./place.ts";
import { requiredBy } from "./setups.ts";

/** They offer but do not book, or may not. */
const neverBooking = ["tiaoxi", "operator", "society", "qiongyu", "mozhen"];

const bookers = people.filter(
  ({ mailbox, org, roles }) =>
    mailbox !== "provider" &&
    (roles.includes("member") || roles.includes("owner")) &&
    organizationSeed(org).verified !== undefined &&
    !neverBooking.includes(org),
);

/** Finds `count` places before today, none overlapping another of its unit. */
export function pastPlaces(
  facilities: readonly FacilitySeed[],
  count: number,
  taken: Occupancy,
  calendar: Calendar,
): Place[] {
  return gather(count, (attempt) => {
    const name = `past booking ${attempt}`;
    const place = placeOn(name, facilities, -between(`${name} day`, 1, 88), calendar);
    return place && place.endsAt < calendar.now && takes(place, taken) ? place : undefined;
  });
}

/** Finds `count` more places on each of the demonstration university's facilities, whose report on use is looked at. */
export function busyPlaces(
  facilities: readonly FacilitySeed[],
  count: number,
  taken: Occupancy,
  calendar: Calendar,
): Place[] {
  return facilities
    .filter(({ org }) => org === "qiantang")
    .flatMap((facility) =>
      gather(count, (attempt) => {
        const name = `busy ${facility.key} ${attempt}`;
        const place = placeOn(name, [facility], -between(`${name} day`, 1, 88), calendar);
        return place && place.endsAt < calendar.now && takes(place, taken) ? place : undefined;
      }),
    );
}

/** Finds `count` places before those, back to a year ago. */
export function earlierPlaces(
  facilities: readonly FacilitySeed[],
  count: number,
  taken: Occupancy,
  calendar: Calendar,
): Place[] {
  return gather(count, (attempt) => {
    const name = `earlier booking ${attempt}`;
    const place = placeOn(name, facilities, -between(`${name} day`, 89, 360), calendar);
    return place && takes(place, taken) ? place : undefined;
  });
}

/** Finds `count` places from now on that keep lead time, horizon and quotas, none overlapping another of its unit. */
export function comingPlaces(
  facilities: readonly FacilitySeed[],
  count: number,
  taken: Occupancy,
  calendar: Calendar,
): Place[] {
  const open = new Map<string, number>();
  return gather(count, (attempt) => {
    const name = `coming booking ${attempt}`;
    const place = placeOn(name, facilities, between(`${name} day`, 0, 25), calendar);
    if (!place || !isBookable(place, calendar.now)) return undefined;
    // Two at most of one organisation on one facility: well within every policy's quota, and others find room.
    const key = `${place.facility.key} ${place.person.org}`;
    const had = open.get(key) ?? 0;
    if (had >= 2 || !takes(place, taken)) return undefined;
    open.set(key, had + 1);
    return place;
  });
}

function gather(count: number, attemptPlace: (attempt: number) => Place | undefined): Place[] {
  const places: Place[] = [];
  for (let attempt = 0; places.length < count && attempt < count * 40; attempt += 1) {
    const place = attemptPlace(attempt);
    if (place) places.push(place);
  }
  return places;
}

/** Takes the unit, and the room that it stands in, or neither. */
export const takes = (place: Place, taken: Occupancy): boolean =>
  taken.take(
    [...requiredBy(place.facility).map((room) => unitId(room, 1)), unitId(place.facility, place.unit)],
    blockedBy(place),
  );

function isBookable({ policy, startsAt, endsAt }: Place, now: Date): boolean {
  const earliest = now.getTime() + minutes(policy.leadMinutes);
  const latest = now.getTime() + minutes(policy.horizonDays * 1440);
  return startsAt.getTime() >= earliest && endsAt.getTime() <= latest;
}

/** Between a booking's making and its time, at most. */
const daysBetween = 12;

function placeOn(
  name: string,
  facilities: readonly FacilitySeed[],
  day: number,
  calendar: Calendar,
): Place | undefined {
  const facility = pick(`${name} facility`, facilities);
  const person = bookerFor(name, facility);
  if (person.org !== facility.org && !wouldBook(person.org, facility)) return undefined;
  // A booking is made days before its time, and nothing could be booked before it was listed.
  if (-day > daysIn(facility) - daysBetween) return undefined;
  return placeFor(name, facility, person, day, calendar);
}

/** A time that the person could have got on that day; undefined when the facility is shut or not for them. */
export function placeFor(
  name: string,
  facility: FacilitySeed,
  person: PersonSeed,
  day: number,
  calendar: Calendar,
): Place | undefined {
  const policy = policies[facility.policy];
  const userClass = classOf(person, facility);
  const today = hours[facility.hours].filter(([weekday]) => weekday === calendar.weekday(day));
  const isShut = facility.hours !== "always" && !calendar.working(day);
  if (today.length === 0 || isShut || !policy.bookableBy.includes(userClass)) return undefined;
  const [, from, to] = pick(`${name} opening`, today);
  const length = lengthFor(name, policy, to - from);
  const steps = Math.floor((Math.max(to - from, length) - length) / policy.stepMinutes);
  const startsAt = calendar.at(day, from + between(`${name} start`, 0, steps) * policy.stepMinutes);
  const endsAt = new Date(startsAt.getTime() + minutes(length));
  const unit = between(`${name} unit`, 1, facility.units?.length ?? 1);
  const way = pick(`${name} way`, facility.ways);
  return { name, facility, policy, unit, person, userClass, way, startsAt, endsAt };
}

/** One in five is the demonstration company's, so that its pages have something to show. */
function bookerFor(name: string, facility: FacilitySeed): PersonSeed {
  if (share(`${name} sme`) < 0.2) return personWith("yanchi", ({ mailbox }) => mailbox === "sme");
  if (share(`${name} internal`) < 0.15)
    return personWith(facility.org, ({ roles }) => roles.includes("member"));
  return pick(`${name} person`, bookers);
}

function lengthFor(name: string, policy: PolicySeed, opening: number): number {
  const longest = policy.stepMinutes === 1440 ? 4320 : Math.min(policy.maxMinutes, opening, 360);
  const most = Math.max(policy.minMinutes, longest);
  const steps = Math.floor((most - policy.minMinutes) / policy.stepMinutes);
  return policy.minMinutes + between(`${name} length`, 0, steps) * policy.stepMinutes;
}

/** Two facilities that are in use while the market is loaded: a chamber for days, a spectrometer for hours. */
export function runningPlaces(
  facilities: readonly FacilitySeed[],
  taken: Occupancy,
  calendar: Calendar,
): Place[] {
  const halfHour = minutes(30);
  const half = Math.floor(calendar.now.getTime() / halfHour) * halfHour;
  const spans = [
    { key: "shaker", mailbox: "bianshan", startsAt: calendar.at(-1, 0), endsAt: calendar.at(2, 0) },
    {
      key: "nmr400-qt",
      mailbox: "researcher",
      startsAt: new Date(half - minutes(60)),
      endsAt: new Date(half + minutes(90)),
    },
  ];
  return spans.flatMap(({ key, mailbox, startsAt, endsAt }) => {
    const facility = facilities.find((candidate) => candidate.key === key);
    const person = people.find((candidate) => candidate.mailbox === mailbox);
    if (!facility || !person) return [];
    const way = facility.ways[0] ?? "self_use";
    const userClass = classOf(person, facility);
    const policy = policies[facility.policy];
    const place: Place = {
      name: `running ${key}`,
      facility,
      policy,
      unit: 1,
      person,
      userClass,
      way,
      startsAt,
      endsAt,
    };
    return takes(place, taken) ? [place] : [];
  });
}
