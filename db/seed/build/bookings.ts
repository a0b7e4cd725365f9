import type { booking, bookingAccessory, slot, usageRecord } from "../../schema/booking.ts";
import type { creditEvent } from "../../schema/credit.ts";
import type { BookingState, ViolationState } from "../../schema/vocabulary.ts";
import { pick, seedId } from "../ids.ts";
import { projects, purposesFor } from "../purposes.ts";
import type { FacilitySeed } from "../shapes.ts";
import { organizationId, userId } from "./identity.ts";
import { listingId } from "./listings.ts";
import type { Outcome } from "./outcomes.ts";
import { unitId } from "./parts.ts";
import { blockedBy, chargeOf, type Place } from "./place.ts";
import { accessoryId, groupFor, requiredBy } from "./setups.ts";
import type { Fact } from "./trail.ts";

/** A place and what became of it. */
export interface Visit {
  place: Place;
  outcome: Outcome;
  /** What became of the violation that it was; chosen in turn when absent. */
  violation?: ViolationState;
  /** The series that it is an occurrence of. */
  seriesId?: string;
  /** The bookings that it was made together with. */
  bundleId?: string;
  /** Names of the facility's accessories that come with it, one of each. */
  accessories?: readonly string[];
}

/** Points and days of the platform's usage-credit rules, version 1, which the events were recorded under. */
const creditRules = {
  good_use: { points: 1, days: 180 },
  late_cancel: { points: -5, days: 365 },
  no_show: { points: -10, days: 365 },
  overrun: { points: -3, days: 365 },
};

/** Minutes into the time part of ids, so that bookings sort after listings. */
const firstOrder = 300_000;

/** Bookings, slots, usage records, credit events and audit facts of all visits; ids sort by when they were made. */
export function visitRows(visits: readonly Visit[]) {
  const ordered = visits.toSorted((a, b) => a.outcome.createdAt.getTime() - b.outcome.createdAt.getTime());
  const rows = ordered.map((visit, rank) => rowsOf(visit, firstOrder + rank));
  return {
    bookings: rows.map((row) => row.booking),
    slots: rows.flatMap((row) => row.slots),
    accessories: rows.flatMap((row) => row.accessories),
    usage: rows.flatMap((row) => row.usage),
    credit: rows.flatMap((row) => row.credit),
    facts: rows.flatMap((row) => row.facts),
    /** A booking's id by its place's name. */
    idOf: new Map(ordered.map(({ place }, rank) => [place.name, seedId(place.name, firstOrder + rank)])),
  };
}

function rowsOf({ place, outcome, seriesId, bundleId, accessories = [] }: Visit, order: number) {
  const id = seedId(place.name, order);
  const { key } = place.facility;
  return {
    booking: {
      ...bookingRow(id, place, outcome),
      seriesId,
      bundleId,
      groupId: groupFor(place.facility, place.person),
    },
    slots: slotRows(id, order, place, outcome),
    accessories: accessories.map((name) => ({
      bookingId: id,
      accessoryId: accessoryId(key, name),
      quantity: 1,
    })) satisfies (typeof bookingAccessory.$inferInsert)[],
    usage:
      outcome.usage === undefined
        ? []
        : ([{ bookingId: id, ...outcome.usage }] satisfies (typeof usageRecord.$inferInsert)[]),
    credit: creditRows(id, place, outcome),
    facts: factsOf(id, place, outcome),
  };
}

const stateOf = ({ first, moves }: Outcome): BookingState => moves.at(-1)?.to ?? first;

const holding: readonly BookingState[] = ["held", "pending", "confirmed", "in_use"];

function bookingRow(id: string, place: Place, outcome: Outcome): typeof booking.$inferInsert {
  const { facility, person, name } = place;
  const { createdAt, moves, deadline, reason, charge, usage } = outcome;
  const state = stateOf(outcome);
  const price = chargeOf(place);
  const stateSince = moves.at(-1)?.at ?? createdAt;
  return {
    id,
    createdAt,
    facilityId: listingId("facility", facility),
    providerId: organizationId(facility.org),
    organizationId: organizationId(person.org),
    userId: userId(person.mailbox),
    policyVersion: 1,
    termsVersion: 1,
    startsAt: place.startsAt,
    endsAt: place.endsAt,
    way: place.way,
    purpose: pick(`${name} purpose`, purposesFor(facility, person.org)),
    project: pick(`${name} project`, projects),
    userClass: place.userClass,
    price: price?.amount ?? null,
    priceItem: price?.item ?? "",
    charge,
    reason,
    checkedInAt: moves.find((move) => move.transition === "check-in")?.at ?? null,
    checkedOutAt: usage?.actualTo ?? null,
    endedAt: holding.includes(state) ? null : stateSince,
    demo: true,
    state,
    version: 1 + moves.length,
    stateSince,
    deadline,
  };
}

/** The unit, and the room that it stands in. */
function slotRows(id: string, order: number, place: Place, outcome: Outcome): (typeof slot.$inferInsert)[] {
  const [from, to] = blockedBy(place);
  const state = stateOf(outcome);
  const slotOf = (facility: FacilitySeed, unit: number, name: string) => ({
    id: seedId(name, order),
    createdAt: outcome.createdAt,
    facilityId: listingId("facility", facility),
    unitId: unitId(facility, unit),
    blocked: { start: new Date(from), end: new Date(to) },
    cause: "booking" as const,
    state,
    heldUntil: state === "held" ? outcome.deadline : null,
    bookingId: id,
  });
  return [
    slotOf(place.facility, place.unit, `slot ${place.name}`),
    ...requiredBy(place.facility).map((room) => slotOf(room, 1, `slot ${place.name} ${room.key}`)),
  ];
}

/** A provider's use of its own facility says nothing to the market and is not recorded. */
function creditRows(
  id: string,
  { name, person, facility }: Place,
  { credit }: Outcome,
): (typeof creditEvent.$inferInsert)[] {
  if (credit === undefined || person.org === facility.org) return [];
  const { points, days } = creditRules[credit.code];
  return [
    {
      id: seedId(`credit ${name}`, 300_000),
      createdAt: credit.at,
      organizationId: organizationId(person.org),
      record: "usage",
      code: credit.code,
      points,
      from: credit.at,
      until: new Date(credit.at.getTime() + days * 86_400_000),
      causeType: "booking",
      causeId: id,
    },
  ];
}

function factsOf(id: string, { person }: Place, { createdAt, first, moves, usage }: Outcome): Fact[] {
  const made = {
    at: createdAt,
    by: person.mailbox,
    entity: "booking",
    entityId: id,
    transition: "reserve",
    to: first,
  };
  const moved = moves.map(
    ({ transition, to, at, by, reason = "" }, i): Fact => ({
      at,
      by,
      entity: "booking",
      entityId: id,
      transition,
      from: moves[i - 1]?.to ?? first,
      to,
      reason,
    }),
  );
  const { evaluation, evaluatedAt } = usage ?? {};
  if (!evaluation || !evaluatedAt) return [made, ...moved];
  const judged = { ...made, at: evaluatedAt, transition: "evaluate", to: null, detail: { evaluation } };
  return [made, ...moved, judged];
}
