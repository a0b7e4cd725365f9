import type { notice } from "../../schema/shared.ts";
import { seedId } from "../ids.ts";
import { people } from "../people.ts";
import type { Visit } from "./bookings.ts";
import { type Calendar, zone } from "./calendar.ts";
import { organizationSeed, userId } from "./identity.ts";
import { authorOf, type Entry, listingId, regionOf, stateOf, stepsOf } from "./listings.ts";
import { staffOf } from "./outcomes.ts";

type NoticeRow = typeof notice.$inferInsert;

/** What is still to be done: requests for providers, submitted listings for moderators, returned ones for owners. */
export function noticeRows(
  visits: readonly Visit[],
  entries: readonly Entry[],
  bookingIds: ReadonlyMap<string, string>,
  calendar: Calendar,
): NoticeRow[] {
  return [
    ...visits.flatMap((visit) => requestNotice(visit, bookingIds)),
    ...visits.flatMap((visit) => approvalNotice(visit, bookingIds, calendar)),
    ...entries.flatMap((entry) => listingNotice(entry, calendar)),
  ];
}

function requestNotice({ place, outcome }: Visit, ids: ReadonlyMap<string, string>): NoticeRow[] {
  if (outcome.first !== "pending" || outcome.moves.length > 0) return [];
  return [bookingNotice("booking-requested", staffOf(place), place, outcome.createdAt, ids)];
}

function approvalNotice(
  { place, outcome }: Visit,
  ids: ReadonlyMap<string, string>,
  { now }: Calendar,
): NoticeRow[] {
  const last = outcome.moves.at(-1);
  if (last?.transition !== "approve" || place.startsAt <= now) return [];
  return [bookingNotice("booking-approved", place.person.mailbox, place, last.at, ids)];
}

function bookingNotice(
  template: string,
  to: string,
  place: Visit["place"],
  createdAt: Date,
  ids: ReadonlyMap<string, string>,
): NoticeRow {
  const word = localeOf(to) === "en" ? 1 : 0;
  return {
    id: seedId(`notice ${template} ${place.name}`, 320_000),
    createdAt,
    userId: userId(to),
    template,
    data: {
      title: place.facility.title[word],
      from: organizationSeed(place.person.org).name[word],
      when: spanText(place.startsAt, place.endsAt, localeOf(to)),
      reason: "",
    },
    href: `/bookings/${ids.get(place.name) ?? ""}`,
  };
}

function listingNotice(entry: Entry, calendar: Calendar): NoticeRow[] {
  const { kind, seed } = entry;
  const state = stateOf(seed);
  const last = stepsOf(entry, calendar).at(-1);
  if (last === undefined || !["submitted", "returned", "suspended"].includes(state)) return [];
  const moderators = people.filter(
    ({ org, roles }) => roles.includes("officer") && watches(org, regionOf(seed)),
  );
  const readers = state === "submitted" ? moderators.map(({ mailbox }) => mailbox) : [authorOf(kind, seed)];
  return readers.map((mailbox) => ({
    id: seedId(`notice ${kind} ${seed.key} ${mailbox}`, 320_000),
    createdAt: last.at,
    userId: userId(mailbox),
    template: `listing-${state}`,
    data: { title: seed.title[0], from: organizationSeed(seed.org).name[0], reason: last.reason },
    href: `/${state === "submitted" ? "oversight" : "organization"}/listings/${listingId(kind, seed)}`,
  }));
}

const watches = (org: string, region: string): boolean => {
  const { territory } = organizationSeed(org);
  return territory !== undefined && region.startsWith(territory);
};

const localeOf = (mailbox: string): "zh-CN" | "en" =>
  people.find((person) => person.mailbox === mailbox)?.locale ?? "zh-CN";

/** As notices say when: `2026年12月1日 00:00–24:00`; what ends at midnight ends at 24:00 of the day before. */
function spanText(from: Date, to: Date, locale: "zh-CN" | "en"): string {
  const [day, time] = [{ dateStyle: "long" }, { timeStyle: "short", hourCycle: "h23" }] as const;
  const say = (at: Date, style: typeof day | typeof time) =>
    at.toLocaleString(locale === "en" ? "en-GB" : locale, { timeZone: zone, ...style });
  const said = (at: string, on: string) => `${on}${locale === "en" ? "," : ""} ${at}`;
  const midnight = say(to, time) === "00:00";
  const [first, last] = [say(from, day), say(midnight ? new Date(to.getTime() - 1) : to, day)];
  const end = midnight ? "24:00" : say(to, time);
  const begin = said(say(from, time), first);
  return first === last ? `${begin}–${end}` : `${begin} – ${said(end, last)}`;
}
