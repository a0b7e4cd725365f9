import type { booking, slot, usageRecord } from "../../schema/booking.ts";
import type { creditEvent } from "../../schema/credit.ts";
import type { BookingState } from "../../schema/vocabulary.ts";
import { between, pick, seedId, share } from "../ids.ts";
import { people } from "../people.ts";
import { hours, type PolicySeed, policies } from "../presets.ts";
import { projects, purposesFor } from "../purposes.ts";
import type { FacilitySeed, PersonSeed } from "../shapes.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { organizationId, organizationSeed, personWith, userId } from "./identity.ts";
import { listingId } from "./listings.ts";
import type { Occupancy } from "./occupancy.ts";
import { type Outcome, outcomeOf } from "./outcomes.ts";
import { unitId } from "./parts.ts";
import { blockedBy, chargeOf, classOf, type Place } from "./place.ts";

export interface BookingRows {
  bookings: (typeof booking.$inferInsert)[];
  slots: (typeof slot.$inferInsert)[];
  usage: (typeof usageRecord.$inferInsert)[];
  credit: (typeof creditEvent.$inferInsert)[];
}

interface Want {
  count: number;
  past: boolean;
}

const bookers = people.filter(
  (person) =>
    person.mailbox !== "provider" &&
    ["member", "owner"].some((role) => person.roles.some((held) => held === role)) &&
    organizationSeed(person.org).verified !== undefined &&
    !["tiaoxi", "operator", "society"].includes(person.org),
);

/** Fills the calendars of `facilities`: `count` bookings before today or from tomorrow on, no two on one unit at once. */
export function bookingRows(
  facilities: readonly FacilitySeed[],
  { count, past }: Want,
  taken: Occupancy,
  calendar: Calendar,
): BookingRows {
  const rows: BookingRows = { bookings: [], slots: [], usage: [], credit: [] };
  const open = new Map<string, number>();
  for (let attempt = 0; rows.bookings.length < count && attempt < count * 40; attempt += 1) {
    const name = `${past ? "past" : "future"} booking ${attempt}`;
    const place = placeFor(name, facilities, past, calendar);
    if (place === undefined || !past && !withinQuota(place, open)) continue;
    if (!taken.take(unitId(place.facility, place.unit), blockedBy(place))) continue;
    add(rows, place, outcomeOf(place, past, calendar));
  }
  return rows;
}

function placeFor(name: string, facilities: readonly FacilitySeed[], past: boolean, calendar: Calendar): Place | undefined {
  const facility = pick(`${name} facility`, facilities);
  const policy = policies[facility.policy];
  const person = bookerFor(name, facility);
  const userClass = classOf(person, facility);
  const furthest = Math.min(policy.horizonDays, 28) - 1;
  const day = past ? -between(`${name} day`, 1, 88) : between(`${name} day`, 1, furthest);
  if (!policy.bookableBy.includes(userClass) || facility.hours !== "always" && !calendar.working(day)) return undefined;
  const stretch = pick(`${name} opening`, hours[facility.hours]);
  const opening = hours[facility.hours].find((other) => other[0] === calendar.weekday(day) && other[1] === stretch[1]);
  if (opening === undefined) return undefined;
  const length = lengthFor(name, policy, opening[2] - opening[1]);
  const steps = Math.floor((Math.max(opening[2] - opening[1], length) - length) / policy.stepMinutes);
  const from = opening[1] + between(`${name} start`, 0, steps) * policy.stepMinutes;
  const startsAt = calendar.at(day, from);
  const lead = startsAt.getTime() - calendar.now.getTime();
  if (!past && lead < minutes(policy.leadMinutes)) return undefined;
  const endsAt = new Date(startsAt.getTime() + minutes(length));
  if (past && endsAt > calendar.now) return undefined;
  const unit = between(`${name} unit`, 1, facility.units?.length ?? 1);
  return { name, facility, policy, unit, person, userClass, startsAt, endsAt };
}

/** Every third booking is the demo company's, so that its pages have something to show. */
function bookerFor(name: string, facility: FacilitySeed): PersonSeed {
  if (share(`${name} sme`) < 0.22) return personWith("yanchi", (person) => person.mailbox === "sme");
  if (share(`${name} internal`) < 0.15) return personWith(facility.org, (person) => person.roles.includes("member"));
  return pick(`${name} person`, bookers);
}

function lengthFor(name: string, policy: PolicySeed, opening: number): number {
  const longest = policy.stepMinutes === 1440 ? 4320 : Math.min(policy.maxMinutes, opening, 360);
  const most = Math.max(policy.minMinutes, longest);
  const steps = Math.floor((most - policy.minMinutes) / policy.stepMinutes);
  return policy.minMinutes + between(`${name} length`, 0, steps) * policy.stepMinutes;
}

/** At most two coming bookings of one organisation on one facility, well within every policy's quota. */
function withinQuota({ facility, person }: Place, open: Map<string, number>): boolean {
  const key = `${facility.key} ${person.org}`;
  const count = open.get(key) ?? 0;
  if (count >= 2) return false;
  open.set(key, count + 1);
  return true;
}

export function add(rows: BookingRows, place: Place, outcome: Outcome): void {
  const id = seedId(place.name, bookingOrder(outcome));
  const [from, to] = blockedBy(place);
  rows.bookings.push(bookingRow(id, place, outcome));
  rows.slots.push({
    id: seedId(`slot ${place.name}`, bookingOrder(outcome)),
    createdAt: outcome.createdAt,
    facilityId: listingId("facility", place.facility),
    unitId: unitId(place.facility, place.unit),
    blocked: { start: new Date(from), end: new Date(to) },
    cause: "booking",
    state: outcome.state,
    bookingId: id,
  });
  if (outcome.usage !== undefined) rows.usage.push({ bookingId: id, ...outcome.usage });
  for (const event of outcome.credit) {
    rows.credit.push({ id: seedId(`credit ${place.name} ${event.code}`), causeType: "booking", causeId: id, ...event });
  }
}

function bookingRow(id: string, place: Place, outcome: Outcome): typeof booking.$inferInsert {
  const { facility, person } = place;
  return {
    id,
    createdAt: outcome.createdAt,
    facilityId: listingId("facility", facility),
    providerId: organizationId(facility.org),
    organizationId: organizationId(person.org),
    userId: userId(person.mailbox),
    policyVersion: 1,
    termsVersion: 1,
    startsAt: place.startsAt,
    endsAt: place.endsAt,
    way: pick(`${place.name} way`, facility.ways),
    purpose: pick(`${place.name} purpose`, purposesFor(facility.classCode)),
    project: pick(`${place.name} project`, projects),
    userClass: place.userClass,
    price: chargeOf(place),
    reason: outcome.reason,
    checkedInAt: outcome.checkedInAt,
    checkedOutAt: outcome.checkedOutAt,
    endedAt: outcome.endedAt,
    demo: true,
    state: outcome.state,
    version: outcome.version,
    stateSince: outcome.stateSince,
    deadline: outcome.deadline,
  };
}

const settled: readonly BookingState[] = ["pending", "confirmed", "in_use"];
/** Bookings sort by id: what has been settled longest comes first. */
const bookingOrder = (outcome: Outcome): number => (settled.includes(outcome.state) ? 400_000 : 350_000);
