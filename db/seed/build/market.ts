import { demands } from "../demands/index.ts";
import { facilities } from "../facilities/index.ts";
import { services } from "../services/index.ts";
import { technologies } from "../technologies/index.ts";
import { bookingRows } from "./bookings.ts";
import type { Calendar } from "./calendar.ts";
import { type Entry, listingRow, reviewRows, versionRows } from "./listings.ts";
import { Occupancy } from "./occupancy.ts";
import {
  demandRow,
  facilityRow,
  governmentPaid,
  noticeUntil,
  openingRows,
  policyRow,
  priceRows,
  serviceRow,
  technologyRow,
  unitRows,
} from "./parts.ts";

const pastBookings = 150;
const comingBookings = 60;

/** Rows of the four kinds of listing and what hangs on them. */
export function catalogRows(calendar: Calendar) {
  const parts = {
    facilities: facilities.map(facilityRow),
    technologies: technologies.map((seed) => technologyRow(seed, calendar)),
    services: services.map(serviceRow),
    demands: demands.map((seed) => demandRow(seed, calendar)),
  };
  const entries: Entry[] = [
    ...facilities.map((seed, i): Entry => ({ kind: "facility", seed, part: { ...parts.facilities[i] } })),
    ...technologies.map((seed, i): Entry => ({
      kind: "technology",
      seed,
      part: { ...parts.technologies[i] },
      noticeUntil: noticeUntil(seed, calendar),
    })),
    ...services.map((seed, i): Entry => ({ kind: "service", seed, part: { ...parts.services[i] } })),
    ...demands.map((seed, i): Entry => ({ kind: "demand", seed, part: { ...parts.demands[i] } })),
  ];
  return {
    ...parts,
    listings: entries.map((entry) => listingRow(entry, calendar)),
    versions: entries.flatMap((entry) => versionRows(entry, calendar)),
    reviews: entries.flatMap((entry) => reviewRows(entry, calendar)),
    units: facilities.flatMap(unitRows),
    openings: facilities.flatMap(openingRows),
    policies: facilities.map((seed) => policyRow(seed, calendar)),
    prices: [
      ...facilities.flatMap((seed) => priceRows("facility", seed, governmentPaid(seed), calendar)),
      ...services.flatMap((seed) => priceRows("service", seed, false, calendar)),
    ],
  };
}

/** Bookings of the facilities that are published, with their slots, records of use and credit events. */
export function calendarRows(calendar: Calendar) {
  const open = facilities.filter((seed) => (seed.state ?? "published") === "published");
  const taken = new Occupancy();
  const past = bookingRows(open, { count: pastBookings, past: true }, taken, calendar);
  const coming = bookingRows(open, { count: comingBookings, past: false }, taken, calendar);
  return {
    bookings: [...past.bookings, ...coming.bookings],
    slots: [...past.slots, ...coming.slots],
    usage: [...past.usage, ...coming.usage],
    credit: [...past.credit, ...coming.credit],
  };
}
