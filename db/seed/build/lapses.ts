import type { ServiceWay, ViolationState } from "../../schema/vocabulary.ts";
import { people } from "../people.ts";
import type { FacilitySeed } from "../shapes.ts";
import type { Visit } from "./bookings.ts";
import type { Calendar } from "./calendar.ts";
import type { Occupancy } from "./occupancy.ts";
import { lapsed } from "./outcomes.ts";
import { placeFor, takes } from "./places.ts";

interface Repeated {
  facility: string;
  mailbox: string;
  /** Days before loading, at the earliest; what was recorded. */
  lapses: readonly (readonly [ago: number, code: "no_show" | "late_cancel", state?: ViolationState])[];
}

/** People to whom it happened again, so that every consequence is to be seen at the demonstration university. */
const repeated: readonly Repeated[] = [
  {
    facility: "phenom",
    mailbox: "bianshan",
    lapses: [
      [26, "no_show"],
      [12, "late_cancel"],
      [3, "no_show", "contested"],
    ],
  },
  {
    facility: "labram",
    mailbox: "dachen",
    lapses: [
      [22, "no_show"],
      [9, "late_cancel"],
      [2, "no_show"],
    ],
  },
  {
    facility: "quattro",
    mailbox: "yuanhu",
    lapses: [
      [19, "late_cancel"],
      [5, "no_show"],
    ],
  },
  { facility: "nmr600-qt", mailbox: "sme", lapses: [[16, "no_show"]] },
  {
    facility: "su8010",
    mailbox: "wujiang",
    lapses: [
      [48, "no_show", "upheld"],
      [40, "late_cancel"],
      [31, "no_show"],
    ],
  },
  { facility: "nmr400-qt", mailbox: "sme", lapses: [[33, "no_show", "waived"]] },
];

/** Bookings that people did not turn up for or cancelled late, on working days from so many days ago back. */
export function repeatedLapses(open: readonly FacilitySeed[], taken: Occupancy, calendar: Calendar): Visit[] {
  return repeated.flatMap(({ facility: key, mailbox, lapses }) => {
    const facility = open.find((candidate) => candidate.key === key);
    const person = people.find((candidate) => candidate.mailbox === mailbox);
    if (!facility || !person) throw new Error(`${key} or ${mailbox} is not in the market`);
    return lapses.map(([ago, code, violation = "recorded"]): Visit => {
      for (let day = -ago; day > -ago - 20; day -= 1) {
        const place = placeFor(`lapse ${key} ${mailbox} ${ago} ${day}`, facility, person, day, calendar);
        const attended = place && { ...place, way: attendedWay(facility) };
        if (attended && takes(attended, taken))
          return { place: attended, outcome: lapsed(attended, code), violation };
      }
      throw new Error(`${key} has no time for ${mailbox} ${ago} days ago`);
    });
  });
}

/** The way in which somebody has to turn up. */
const attendedWay = ({ ways }: FacilitySeed): ServiceWay =>
  ways.includes("self_use") ? "self_use" : "assisted";
