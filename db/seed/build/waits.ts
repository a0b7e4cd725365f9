import type { waitlistEntry } from "../../schema/waitlist.ts";
import { pick, seedId } from "../ids.ts";
import { people } from "../people.ts";
import { purposesFor } from "../purposes.ts";
import type { PersonSeed } from "../shapes.ts";
import type { Visit } from "./bookings.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { organizationId, userId } from "./identity.ts";
import { listingId } from "./listings.ts";
import { classOf, type Place } from "./place.ts";
import type { Fact } from "./trail.ts";

const waiting = ["sme", "bianshan", "researcher"] as const;
const busy = 4;
const firstOrder = 340_000;

/** Whether waiting for it is real: it is confirmed, far enough ahead, and no other unit is free. */
const worthWaiting = ({ place, outcome }: Visit, { now }: Calendar): boolean =>
  (outcome.moves.at(-1)?.to ?? outcome.first) === "confirmed" &&
  (place.facility.units?.length ?? 1) === 1 &&
  place.startsAt.getTime() > now.getTime() + minutes(2 * 1440);

/** People who wait for times that others have, in order; the demonstration university's facilities first. */
export function waitRows(visits: readonly Visit[], idOf: ReadonlyMap<string, string>, calendar: Calendar) {
  const wanted = visits
    .filter((visit) => worthWaiting(visit, calendar))
    .toSorted(
      (a, b) => Number(b.place.facility.org === "qiantang") - Number(a.place.facility.org === "qiantang"),
    )
    .slice(0, busy);
  const built = wanted.flatMap(({ place }, index) =>
    waiting.flatMap((mailbox, rank) => {
      const person = people.find((candidate) => candidate.mailbox === mailbox);
      if (!person || person.mailbox === place.person.mailbox || !mayBook(person, place)) return [];
      return [waitOf(place, person, index, rank, calendar)];
    }),
  );
  const offers = visits
    .filter(({ outcome }) => outcome.first === "held")
    .map((visit) => offerOf(visit, idOf, calendar));
  return {
    entries: [...built, ...offers].map(({ entry }) => entry),
    facts: [...built.map(({ fact }) => fact), ...offers.flatMap(({ facts }) => facts)],
  };
}

const mayBook = (person: PersonSeed, { facility, policy }: Place): boolean =>
  policy.bookableBy.includes(classOf(person, facility));

function waitOf(place: Place, person: PersonSeed, index: number, rank: number, { now }: Calendar) {
  const { facility, startsAt, endsAt, way, name } = place;
  const id = seedId(`wait ${name} ${person.mailbox}`, firstOrder + index * 10 + rank);
  const createdAt = new Date(now.getTime() - minutes(1200 - rank * 60 - index));
  const entry: typeof waitlistEntry.$inferInsert = {
    id,
    createdAt,
    stateSince: createdAt,
    facilityId: listingId("facility", facility),
    providerId: organizationId(facility.org),
    organizationId: organizationId(person.org),
    userId: userId(person.mailbox),
    earliest: startsAt,
    latest: endsAt,
    minutes: (endsAt.getTime() - startsAt.getTime()) / 60_000,
    way,
    purpose: pick(`${name} ${person.mailbox} wait`, purposesFor(facility, person.org)),
    termsVersion: 1,
    deadline: startsAt,
  };
  const fact: Fact = {
    at: createdAt,
    by: person.mailbox,
    entity: "waitlist_entry",
    entityId: id,
    transition: "join-queue",
    to: "waiting",
  };
  return { entry, fact };
}

/** An entry whose turn it is: the held booking is offered to it. */
function offerOf({ place, outcome }: Visit, idOf: ReadonlyMap<string, string>, calendar: Calendar) {
  const { entry, fact } = waitOf(place, place.person, busy, 0, calendar);
  const about = { entity: fact.entity, entityId: fact.entityId };
  const offer: Fact = {
    ...about,
    at: outcome.createdAt,
    by: null,
    transition: "offer",
    from: "waiting",
    to: "offered",
  };
  const offered: typeof entry = {
    ...entry,
    state: "offered",
    version: 2,
    stateSince: outcome.createdAt,
    deadline: outcome.deadline,
    bookingId: idOf.get(place.name),
  };
  return { entry: offered, facts: [fact, offer] };
}
