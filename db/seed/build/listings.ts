import type { listing, review } from "../../schema/catalog.ts";
import type { ListingKind, ListingState } from "../../schema/vocabulary.ts";
import { between, seedId, share } from "../ids.ts";
import type { FacilitySeed, ListingSeed } from "../shapes.ts";
import { type Calendar, earlier, hoursBefore, later, minutes } from "./calendar.ts";
import { moderatorOf, organizationId, organizationSeed, personWith, userId } from "./identity.ts";

type ListingRow = typeof listing.$inferInsert;

export interface Entry {
  kind: ListingKind;
  seed: ListingSeed;
}

const confirmDays = 180;
const noticeDays = 15;
const moderationDays = 5;

export const stateOf = ({ state = "published" }: ListingSeed): ListingState => state;

export const listingId = (kind: ListingKind, seed: ListingSeed): string =>
  seedId(`${kind} ${seed.key}`, (200 - age(seed)) * 1440);

export const regionOf = (seed: ListingSeed): string => seed.region ?? organizationSeed(seed.org).region;

/** One transition that a listing has been through. */
export interface Step {
  transition: string;
  from: ListingState | null;
  to: ListingState;
  at: Date;
  /** Mailbox of who took it. */
  by: string;
  reason: string;
}

/** The way of a listing into its state, from its creation on. */
export function stepsOf({ kind, seed }: Entry, calendar: Calendar): Step[] {
  const state = stateOf(seed);
  const moved = movedAt(seed, calendar);
  const author = authorOf(kind, seed);
  const moderator = moderatorOf(regionOf(seed));
  const step = (
    transition: string,
    from: ListingState | null,
    to: ListingState,
    at: Date,
    by: string,
    reason = "",
  ) => ({
    transition,
    from,
    to,
    at,
    by,
    reason,
  });
  if (state === "draft") return [step("create", null, "draft", moved, author)];
  const decided = state === "suspended" ? new Date(moved.getTime() - minutes(40 * 1440)) : moved;
  const submitted =
    state === "submitted" ? moved : hoursBefore(decided, between(`${seed.key} waited`, 20, 70));
  const start = [
    step("create", null, "draft", hoursBefore(submitted, 5), author),
    step("submit", "draft", "submitted", submitted, author),
  ];
  if (state === "submitted") return start;
  if (state === "returned")
    return [...start, step("return", "submitted", "returned", moved, moderator, seed.reasons)];
  if (state === "public_notice")
    return [...start, step("announce", "submitted", "public_notice", moved, moderator)];
  const published = step("publish", "submitted", "published", decided, moderator);
  if (state === "published") return [...start, published];
  return [...start, published, step("suspend", "published", "suspended", moved, moderator, seed.reasons)];
}

export function listingRow(entry: Entry, calendar: Calendar): ListingRow {
  const { kind, seed } = entry;
  const steps = stepsOf(entry, calendar);
  const moved = movedAt(seed, calendar);
  const published = steps.find((step) => step.transition === "publish")?.at ?? null;
  const confirmed = published === null ? moved : confirmedAt(seed, published, calendar);
  return {
    id: listingId(kind, seed),
    createdAt: steps[0]?.at ?? moved,
    updatedAt: later(confirmed, moved),
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
    publishedAt: published,
    confirmedAt: confirmed,
    staleAfter: published === null ? null : calendar.afterDays(confirmed, confirmDays),
    demo: true,
    state: stateOf(seed),
    version: steps.length,
    stateSince: moved,
    deadline: deadlineOf(seed, moved, calendar),
  };
}

const outcomes: Record<string, (typeof review.$inferInsert)["outcome"]> = {
  publish: "published",
  return: "returned",
  announce: "public_notice",
  suspend: "suspended",
};

/** The moderators' decisions that led to the listing's state. */
export function reviewRows(entry: Entry, calendar: Calendar): (typeof review.$inferInsert)[] {
  return stepsOf(entry, calendar).flatMap((step, i) => {
    const outcome = outcomes[step.transition];
    if (outcome === undefined) return [];
    return [
      {
        id: seedId(`review ${entry.kind} ${entry.seed.key} ${outcome}`, (200 - age(entry.seed)) * 1440 + i),
        createdAt: step.at,
        listingId: listingId(entry.kind, entry.seed),
        outcome,
        seenVersion: 1,
        reasons: step.reason,
        decidedBy: userId(step.by),
      },
    ];
  });
}

/** When the public notice of a technology that came under notice `moved` ends. */
export const noticeEnd = (moved: Date, calendar: Calendar): Date => calendar.afterDays(moved, noticeDays);

/** When the listing came into its state. */
export function movedAt(seed: ListingSeed, calendar: Calendar): Date {
  return earlier(calendar.at(-daysIn(seed), between(`${seed.key} minute`, 540, 1020)), calendar.now);
}

const isFacility = (seed: ListingSeed): seed is FacilitySeed => "ways" in seed;

/**
 * Days since the listing came into its state. Most facilities have been open for longer than a year, because they have been
 * used for one; the demonstration university's all have.
 */
export function daysIn(seed: ListingSeed): number {
  if (!isFacility(seed) || stateOf(seed) !== "published") return age(seed);
  const isNew = seed.org !== "qiantang" && share(`${seed.key} is new`) < 0.15;
  return age(seed) + (isNew ? 0 : yearsOpen);
}

const yearsOpen = 400;

/** Days since the listing's last transition. */
function age(seed: ListingSeed): number {
  if (seed.movedDays !== undefined) return seed.movedDays;
  const state = stateOf(seed);
  if (state === "submitted") return between(`${seed.key} age`, 1, 2);
  return state === "published" ? between(`${seed.key} age`, 12, 150) : between(`${seed.key} age`, 2, 12);
}

/** Owners have said of most listings since then that they still hold. */
function confirmedAt(seed: ListingSeed, published: Date, calendar: Calendar): Date {
  if (stateOf(seed) !== "published") return published;
  const days = between(`${seed.key} confirmed`, Math.floor(age(seed) / 2), age(seed));
  return later(calendar.at(-days, 600), published);
}

function deadlineOf(seed: ListingSeed, moved: Date, calendar: Calendar): Date | null {
  const state = stateOf(seed);
  if (state === "submitted") return calendar.afterWorkingDays(moved, moderationDays);
  return state === "public_notice" ? noticeEnd(moved, calendar) : null;
}

export function authorOf(kind: ListingKind, seed: ListingSeed): string {
  const role =
    kind === "technology" ? "technology_transfer" : kind === "demand" ? "member" : "facility_manager";
  return personWith(seed.org, (person) => person.roles.includes(role)).mailbox;
}
