import type { bookingSeries } from "../../schema/booking.ts";
import { seedId } from "../ids.ts";
import { people } from "../people.ts";
import { policies } from "../presets.ts";
import type { FacilitySeed } from "../shapes.ts";
import type { Visit } from "./bookings.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { outage, workingDayFrom } from "./closures.ts";
import { organizationId, userId } from "./identity.ts";
import { listingId } from "./listings.ts";
import type { Occupancy } from "./occupancy.ts";
import { comingOutcome, earlierOutcome, offered, type Outcome, relocated } from "./outcomes.ts";
import { classOf, type Place } from "./place.ts";
import { takes } from "./places.ts";

const firstOrder = 345_000;

interface Wanted {
  name: string;
  facility: string;
  mailbox: string;
  day: number;
  minute: number;
  length: number;
  unit?: number;
}

function placeAt(
  { name, facility: key, mailbox, day, minute, length, unit = 1 }: Wanted,
  open: readonly FacilitySeed[],
  calendar: Calendar,
): Place {
  const facility = open.find((candidate) => candidate.key === key);
  const person = people.find((candidate) => candidate.mailbox === mailbox);
  if (!facility || !person) throw new Error(`${key} or ${mailbox} is not in the market`);
  const startsAt = calendar.at(day, minute);
  return {
    ...{ name, facility, person, unit, startsAt, endsAt: new Date(startsAt.getTime() + minutes(length)) },
    policy: policies[facility.policy],
    userClass: classOf(person, facility),
    way: "self_use",
  };
}

/** Bookings that show how one is offered, moved by an outage, made with accessories, made together and repeated every week. */
export function arrangedVisits(
  open: readonly FacilitySeed[],
  taken: Occupancy,
  calendar: Calendar,
): { visits: Visit[]; series: (typeof bookingSeries.$inferInsert)[] } {
  const visit = (wanted: Wanted, outcome: (place: Place) => Outcome, more: Partial<Visit> = {}): Visit[] => {
    const place = placeAt(wanted, open, calendar);
    return takes(place, taken) ? [{ place, outcome: outcome(place), ...more }] : [];
  };
  const later = workingDayFrom(7, calendar);
  const offer = {
    name: "offered booking",
    facility: "su8010",
    mailbox: "sme",
    day: later,
    minute: 840,
    length: 120,
  };
  const moved = { name: "relocated booking", ...outage, unit: 2, mailbox: "sme", minute: 600, length: 90 };
  const equipped = {
    name: "equipped booking",
    facility: "gemini360",
    mailbox: "sme",
    day: later,
    minute: 1080,
  };
  const together = {
    id: seedId("booked together", firstOrder + 1),
    facilities: ["su8010", "phenom"],
    use: { mailbox: "sme", day: workingDayFrom(9, calendar), minute: 840, length: 120 },
  };
  const weekly = weeklyUse(open, calendar);
  return {
    visits: [
      ...visit(offer, () => offered(calendar)),
      ...visit({ ...moved, day: workingDayFrom(outage.day, calendar) }, (place) =>
        relocated(place, outage.reason, calendar),
      ),
      ...visit({ ...equipped, length: 120 }, (place) => comingOutcome(place, calendar), {
        accessories: ["扫描透射探头（STEM）", "截面样品台"],
      }),
      ...together.facilities.flatMap((facility) =>
        visit(
          { ...together.use, name: `${facility} booked together`, facility },
          (place) => ({ ...comingOutcome(place, calendar), createdAt: calendar.at(-1, 640) }),
          { bundleId: together.id },
        ),
      ),
      ...weekly.days.flatMap((day, index) =>
        visit(
          { ...weekly.use, name: `weekly booking ${index}`, day },
          (place) => ({
            ...(day < 0 ? earlierOutcome(place, calendar) : comingOutcome(place, calendar)),
            createdAt: weekly.madeAt,
          }),
          { seriesId: weekly.row.id },
        ),
      ),
    ],
    series: [weekly.row],
  };
}

/** Four afternoons of a research group, a week apart; two of them lie behind. */
function weeklyUse(open: readonly FacilitySeed[], calendar: Calendar) {
  const use = { facility: "nmr600-qt", mailbox: "researcher", minute: 840, length: 120 };
  const days = [-10, -3, 4, 11];
  const madeAt = calendar.at(-12, 615);
  const facility = open.find(({ key }) => key === use.facility);
  if (!facility) throw new Error(`${use.facility} is not in the market`);
  const row = {
    id: seedId("weekly use", firstOrder),
    createdAt: madeAt,
    facilityId: listingId("facility", facility),
    organizationId: organizationId("qiantang"),
    userId: userId(use.mailbox),
    rule: `FREQ=WEEKLY;INTERVAL=1;COUNT=${days.length}`,
    firstStart: calendar.at(days[0] ?? 0, use.minute),
    minutes: use.length,
  };
  return { use, days, madeAt, row };
}
