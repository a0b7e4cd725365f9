import type { listing, listingVersion, review } from "../../schema/catalog.ts";
import type { ListingKind, ListingState } from "../../schema/vocabulary.ts";
import { between, seedId } from "../ids.ts";
import type { ListingSeed } from "../shapes.ts";
import { type Calendar, hoursBefore } from "./calendar.ts";
import { moderatorOf, organizationId, organizationSeed, personWith, userId } from "./identity.ts";

type ListingRow = typeof listing.$inferInsert;

/** A listing seed with what it needs to become rows. */
export interface Entry {
  kind: ListingKind;
  seed: ListingSeed;
  /** Fields of its kind's own table, for the version's snapshot. */
  part: Record<string, unknown>;
  noticeUntil?: Date | null;
}

export const listingId = (kind: ListingKind, seed: ListingSeed): string =>
  seedId(`${kind} ${seed.key}`, (200 - age(seed)) * 1440);

export const regionOf = (seed: ListingSeed): string => seed.region ?? organizationSeed(seed.org).region;

/** Transitions that a listing has been through to reach a state; its `version` is one more. */
const steps: Record<ListingState, readonly string[]> = {
  draft: [],
  submitted: ["submit"],
  returned: ["submit", "return"],
  public_notice: ["submit", "announce"],
  published: ["submit", "publish"],
  suspended: ["submit", "publish", "suspend"],
  withdrawn: ["submit", "publish", "withdraw"],
};

export function listingRow(entry: Entry, calendar: Calendar): ListingRow {
  const { kind, seed } = entry;
  const state = seed.state ?? "published";
  const times = timesOf(seed, calendar);
  return {
    id: listingId(kind, seed),
    createdAt: times.created,
    updatedAt: times.moved,
    kind,
    organizationId: organizationId(seed.org),
    createdBy: userId(authorOf(kind, seed)),
    titleZh: seed.title[0],
    titleEn: seed.title[1],
    summaryZh: seed.summary[0],
    summaryEn: seed.summary[1],
    regionCode: regionOf(seed),
    fieldCodes: [...seed.fields],
    keywords: [...seed.keywords],
    publishedAt: times.published,
    confirmedAt: times.confirmed,
    staleAfter: times.published === null ? null : monthsLater(times.confirmed, 6),
    demo: true,
    state,
    version: steps[state].length + 1,
    stateSince: times.moved,
    deadline: deadlineOf(entry, state, times, calendar),
  };
}

/** What readers could see, one version a listing that has ever been published or announced. */
export function versionRows(entry: Entry, calendar: Calendar): (typeof listingVersion.$inferInsert)[] {
  const row = listingRow(entry, calendar);
  if (!wasSeen(entry.seed.state ?? "published")) return [];
  const { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords } = row;
  return [
    {
      listingId: listingId(entry.kind, entry.seed),
      n: 1,
      at: row.publishedAt ?? row.stateSince,
      by: row.createdBy,
      snapshot: { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords, [entry.kind]: entry.part },
    },
  ];
}

/** The moderators' decisions that led to the listing's state. */
export function reviewRows(entry: Entry, calendar: Calendar): (typeof review.$inferInsert)[] {
  const { kind, seed } = entry;
  const state = seed.state ?? "published";
  const times = timesOf(seed, calendar);
  const decided = (outcome: (typeof review.$inferInsert)["outcome"], at: Date, reasons = "") => ({
    id: seedId(`review ${kind} ${seed.key} ${outcome}`, (200 - age(seed)) * 1440 + 5),
    createdAt: at,
    listingId: listingId(kind, seed),
    outcome,
    reasons,
    decidedBy: userId(moderatorOf(regionOf(seed))),
  });
  if (state === "draft" || state === "submitted") return [];
  if (state === "returned") return [decided("returned", times.moved, seed.reasons)];
  if (state === "public_notice") return [decided("public_notice", times.moved)];
  const published = decided("published", times.published ?? times.moved);
  return state === "suspended" ? [published, decided("suspended", times.moved, seed.reasons)] : [published];
}

function timesOf(seed: ListingSeed, calendar: Calendar) {
  const state = seed.state ?? "published";
  const days = age(seed);
  const minute = between(`${seed.key} minute`, 540, 1020);
  const moved = notAfter(calendar.at(-days, minute), calendar.now);
  const shown = state === "published" || state === "suspended" || state === "withdrawn";
  const published = state === "published" || !shown ? moved : calendar.at(-days - 40, minute);
  const confirmedDays = between(`${seed.key} confirmed`, Math.floor(days / 2), days);
  return {
    created: hoursBefore(published, 30),
    moved,
    published: shown ? published : null,
    confirmed: state === "published" ? notAfter(calendar.at(-confirmedDays, minute), calendar.now) : published,
  };
}

/** Days since the listing's last transition. */
export function age(seed: ListingSeed): number {
  const state = seed.state ?? "published";
  if (state === "submitted") return between(`${seed.key} age`, 1, 2);
  if (state === "published") return between(`${seed.key} age`, 12, 150);
  return between(`${seed.key} age`, 2, 12);
}

function deadlineOf(entry: Entry, state: ListingState, times: { moved: Date }, calendar: Calendar): Date | null {
  if (state === "submitted") return calendar.afterWorkingDays(times.moved, 3);
  return state === "public_notice" ? (entry.noticeUntil ?? null) : null;
}

function authorOf(kind: ListingKind, seed: ListingSeed): string {
  const role = kind === "technology" ? "technology_transfer" : kind === "demand" ? "member" : "facility_manager";
  return personWith(seed.org, (person) => person.roles.includes(role)).mailbox;
}

const wasSeen = (state: ListingState): boolean => !["draft", "submitted", "returned"].includes(state);

const notAfter = (at: Date, limit: Date): Date => (at > limit ? limit : at);

function monthsLater(at: Date, months: number): Date {
  const later = new Date(at);
  later.setUTCMonth(later.getUTCMonth() + months);
  return later;
}
