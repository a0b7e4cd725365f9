import { demands } from "../demands/index.ts";
import { facilities } from "../facilities/index.ts";
import { organizations } from "../organizations/index.ts";
import { services } from "../services/index.ts";
import type { FacilitySeed } from "../shapes.ts";
import { technologies } from "../technologies/index.ts";
import { arrangedVisits } from "./arranged.ts";
import { assessmentRows } from "./assessment/index.ts";
import { type Visit, visitRows } from "./bookings.ts";
import { caseRows } from "./cases/index.ts";
import { contractRows } from "./contracts/rows.ts";
import type { Calendar } from "./calendar.ts";
import { closureRows } from "./closures.ts";
import { conductRows } from "./conduct.ts";
import {
  moderatorOf,
  needsVerification,
  organizationId,
  ownerOf,
  userId,
  verificationId,
  verificationTimes,
} from "./identity.ts";
import { meterRows, problemRows } from "./instruments.ts";
import { repeatedLapses } from "./lapses.ts";
import { type Entry, listingId, listingRow, reviewRows, stateOf, stepsOf } from "./listings.ts";
import { noticeRows } from "./notices.ts";
import { objectionFacts, objectionRows } from "./objections.ts";
import { Occupancy } from "./occupancy.ts";
import { comingOutcome, earlierOutcome, pastOutcome, runningOutcome } from "./outcomes.ts";
import {
  demandRow,
  facilityRow,
  governmentPaid,
  openingRows,
  policyRow,
  priceRows,
  serviceRow,
  technologyRow,
  unitRows,
} from "./parts.ts";
import { proposalRows } from "./proposals.ts";
import { busyPlaces, comingPlaces, earlierPlaces, pastPlaces, runningPlaces } from "./places.ts";
import { qualificationRows } from "./qualifications.ts";
import { sampleOrderRows } from "./sample-orders.ts";
import { serviceOrderRows } from "./service-orders.ts";
import { setupRows } from "./setups.ts";
import { auditRows, type Fact } from "./trail.ts";
import type { FirstVersion } from "./versions.ts";
import { voucherRows } from "./vouchers/index.ts";
import { waitRows } from "./waits.ts";

const pastBookings = 150;
const comingBookings = 64;
const earlierBookings = 180;
/** Of each of the demonstration university's facilities. */
const busyBookings = 24;

export const entries: Entry[] = [
  ...facilities.map((seed): Entry => ({ kind: "facility", seed })),
  ...technologies.map((seed): Entry => ({ kind: "technology", seed })),
  ...services.map((seed): Entry => ({ kind: "service", seed })),
  ...demands.map((seed): Entry => ({ kind: "demand", seed })),
];

/** Rows of the four kinds of listing and what hangs on them. */
export function catalogRows(calendar: Calendar) {
  return {
    facilities: facilities.map(facilityRow),
    technologies: technologies.map((seed) => technologyRow(seed, calendar)),
    services: services.map(serviceRow),
    demands: demands.map((seed) => demandRow(seed, calendar)),
    listings: entries.map((entry) => listingRow(entry, calendar)),
    reviews: entries.flatMap((entry) => reviewRows(entry, calendar)),
    units: facilities.flatMap(unitRows),
    openings: facilities.flatMap(openingRows),
    objections: objectionRows(calendar),
    policies: facilities.map((seed) => policyRow(seed, calendar)),
    prices: [
      ...facilities.flatMap((seed) => priceRows("facility", seed, governmentPaid(seed), calendar)),
      ...services.flatMap((seed) => priceRows("service", seed, false, calendar)),
    ],
    firstVersions: entries.flatMap((entry): FirstVersion[] => {
      const submitted = stepsOf(entry, calendar).find(({ transition }) => transition === "submit");
      if (submitted === undefined) return [];
      const { kind, seed } = entry;
      return [{ listingId: listingId(kind, seed), kind, at: submitted.at, by: userId(submitted.by) }];
    }),
  };
}

/** What else happens between organisations, each with its facts for the log. */
function rowsBeside(calendar: Calendar, bookings: Parameters<typeof voucherRows>[1]) {
  return {
    qualified: qualificationRows(calendar),
    assessed: assessmentRows(calendar),
    vouchered: voucherRows(calendar, bookings),
    accused: caseRows(calendar),
    agreed: contractRows(calendar),
    proposed: proposalRows(calendar),
  };
}

/** The calendars of the published facilities: bookings past, running and to come, closures, and what follows from them. */
export function calendarRows(calendar: Calendar) {
  const open = facilities.filter((seed) => stateOf(seed) === "published");
  const taken = new Occupancy();
  const closed = closureRows(open, taken, calendar);
  const arranged = arrangedVisits(open, taken, calendar);
  const visits = [...arranged.visits, ...visitsOf(open, taken, calendar)];
  const { slots, facts, idOf, ...rows } = visitRows(visits);
  const reported = problemRows(calendar);
  const sent = sampleOrderRows(open, calendar);
  const ordered = serviceOrderRows(calendar);
  const waits = waitRows(visits, idOf, calendar);
  const conduct = conductRows(visits, idOf, calendar);
  const beside = rowsBeside(calendar, rows.bookings);
  return {
    ...rows,
    usage: [...rows.usage, ...sent.usage],
    slots: [...slots, ...closed],
    series: arranged.series,
    setup: setupRows(calendar),
    sampleOrders: sent.orders,
    samples: sent.samples,
    serviceOrders: ordered.orders,
    waits: waits.entries,
    conduct,
    ...beside,
    problems: reported.problems,
    readings: meterRows(calendar),
    audit: auditRows([
      ...listingFacts(calendar),
      ...objectionFacts(calendar),
      ...organizationFacts(calendar),
      ...reported.facts,
      ...sent.facts,
      ...ordered.facts,
      ...waits.facts,
      ...conduct.facts,
      ...Object.values(beside).flatMap(({ facts: told }) => told),
      ...facts,
    ]),
    notices: noticeRows(visits, entries, idOf, calendar),
  };
}

/** Who has used the facilities, uses them now and is going to, as far as chance decides. */
function visitsOf(open: readonly FacilitySeed[], taken: Occupancy, calendar: Calendar): Visit[] {
  return [
    ...runningPlaces(open, taken, calendar).map((place) => ({ place, outcome: runningOutcome(place) })),
    ...repeatedLapses(open, taken, calendar),
    ...pastPlaces(open, pastBookings, taken, calendar).map((place) => ({
      place,
      outcome: pastOutcome(place, calendar),
    })),
    ...comingPlaces(open, comingBookings, taken, calendar).map((place) => ({
      place,
      outcome: comingOutcome(place, calendar),
    })),
    ...[
      ...busyPlaces(open, busyBookings, taken, calendar),
      ...earlierPlaces(open, earlierBookings, taken, calendar),
    ].map((place) => ({
      place,
      outcome: earlierOutcome(place, calendar),
    })),
  ];
}

function listingFacts(calendar: Calendar): Fact[] {
  return entries.flatMap((entry) =>
    stepsOf(entry, calendar).map(
      (step): Fact => ({
        ...step,
        entity: entry.kind,
        entityId: listingId(entry.kind, entry.seed),
      }),
    ),
  );
}

function organizationFacts(calendar: Calendar): Fact[] {
  return organizations.filter(needsVerification).flatMap((seed): Fact[] => {
    const { askedAt, decidedAt } = verificationTimes(seed, calendar);
    const founded = {
      at: askedAt,
      by: ownerOf(seed.key).mailbox,
      entity: "organization",
      entityId: organizationId(seed.key),
      transition: "found",
    };
    if (decidedAt === null) return [founded];
    const verified = {
      at: decidedAt,
      by: moderatorOf(seed.region),
      entity: "verification",
      entityId: verificationId(seed),
      transition: "verify",
      from: "submitted",
      to: "verified",
    };
    return [founded, verified];
  });
}
