import type { Reason } from "#app/runtime/problem.ts";
import { type Opening, openingOccurrences } from "./hours.ts";
import { portion } from "./price.ts";
import { contains, merge, minutes, type Span } from "./spans.ts";

/** A facility's booking rules: the columns of `booking_policy` that decide. Lengths in minutes, charges in percent. */
export interface BookingRules {
  version: number;
  instant: boolean;
  answerWithinHours: number;
  leadMinutes: number;
  horizonDays: number;
  stepMinutes: number;
  minMinutes: number;
  maxMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  cancelCutoffMinutes: number;
  lateCancelPercent: number;
  noShowGraceMinutes: number;
  noShowPercent: number;
  maxOpenPerUser: number | null;
  maxOpenPerOrganization: number | null;
  maxMinutesPerOrganizationWeek: number | null;
  bookableBy: readonly string[];
  termsVersion: number;
  terms: string;
}

/** What holds for a facility whose provider has not said otherwise; the same as the columns' defaults. */
export const defaultRules: BookingRules = {
  version: 1,
  instant: false,
  answerWithinHours: 72,
  leadMinutes: 120,
  horizonDays: 60,
  stepMinutes: 30,
  minMinutes: 30,
  maxMinutes: 480,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  cancelCutoffMinutes: 1440,
  lateCancelPercent: 0,
  noShowGraceMinutes: 30,
  noShowPercent: 0,
  maxOpenPerUser: null,
  maxOpenPerOrganization: null,
  maxMinutesPerOrganizationWeek: null,
  bookableBy: ["internal", "academic", "enterprise"],
  termsVersion: 1,
  terms: "",
};

/** What somebody wants. */
export interface Wish extends Span {
  userClass: string;
  organizationVerified: boolean;
  way: string;
  termsVersion: number;
}

/** How things stand at the facility. Counts leave out the booking that is being changed. */
export interface Situation {
  now: number;
  rules: BookingRules;
  zone: string;
  openings: readonly Opening[];
  listingState: string;
  runState: string;
  ways: readonly string[];
  unitCount: number;
  /** Every unit is closed at some time of the wish; the reason the provider gave. */
  closure: string | null;
  openOfUser: number;
  openOfOrganization: number;
  /** Booked minutes of the organisation in the local week in which the wish starts. */
  weekMinutes: number;
}

type Rule = (wish: Wish, at: Situation) => Reason | false;

const reason = (rule: string, overridable: boolean, params?: Reason["params"]): Reason =>
  params ? { rule, overridable, params } : { rule, overridable };

const lengthOf = ({ start, end }: Span) => (end - start) / 60_000;

/** Run states in which a facility takes bookings: working, idle, remote, and now and then in trouble. */
export const usable = ["normal", "standby", "remote", "occasional_fault"];

const facilityRules: Rule[] = [
  (_, { listingState }) => listingState !== "published" && reason("not_published", false),
  (_, { runState }) => !usable.includes(runState) && reason("run_state", true, { runState }),
  (_, { unitCount }) => unitCount === 0 && reason("no_units", false),
  ({ way }, { ways }) => !ways.includes(way) && reason("way_not_offered", false, { way }),
];

const personRules: Rule[] = [
  ({ organizationVerified, userClass }) =>
    !organizationVerified && userClass !== "internal" && reason("organization_unverified", false),
  ({ userClass }, { rules }) =>
    !rules.bookableBy.includes(userClass) && reason("user_class", true, { userClass }),
  ({ termsVersion }, { rules }) =>
    rules.terms !== "" &&
    termsVersion !== rules.termsVersion &&
    reason("terms", false, { version: rules.termsVersion }),
];

const timeRules: Rule[] = [
  ({ start }, { now }) => start < now && reason("in_past", false),
  ({ start }, { now, rules }) =>
    start >= now &&
    start < now + minutes(rules.leadMinutes) &&
    reason("lead_time", true, { minutes: rules.leadMinutes }),
  ({ end }, { now, rules }) =>
    end > now + minutes(rules.horizonDays * 1440) && reason("horizon", true, { days: rules.horizonDays }),
  (wish, { rules }) =>
    lengthOf(wish) < rules.minMinutes && reason("too_short", true, { minutes: rules.minMinutes }),
  (wish, { rules }) =>
    lengthOf(wish) > rules.maxMinutes && reason("too_long", true, { minutes: rules.maxMinutes }),
  (wish, { rules }) =>
    lengthOf(wish) % rules.stepMinutes !== 0 && reason("length_step", true, { minutes: rules.stepMinutes }),
  (wish, { rules, openings, zone }) => {
    const hours = openingOccurrences(openings, zone, wish);
    if (!merge(hours).some((open) => contains(open, wish))) return reason("outside_hours", true);
    const onGrid = hours.some(
      ({ start, end }) =>
        start <= wish.start && wish.start < end && (wish.start - start) % minutes(rules.stepMinutes) === 0,
    );
    return !onGrid && reason("start_step", true, { minutes: rules.stepMinutes });
  },
  (_, { closure }) => closure !== null && reason("closed", false, { reason: closure }),
];

const quotaRules: Rule[] = [
  (_, { rules: { maxOpenPerUser: most }, openOfUser }) =>
    most !== null && openOfUser >= most && reason("quota_user", true, { most, now: openOfUser }),
  (_, { rules: { maxOpenPerOrganization: most }, openOfOrganization: open }) =>
    most !== null && open >= most && reason("quota_organization", true, { most, now: open }),
  (wish, { rules: { maxMinutesPerOrganizationWeek: most }, weekMinutes }) =>
    most !== null &&
    weekMinutes + lengthOf(wish) > most &&
    reason("quota_week", true, { most, now: weekMinutes }),
];

const check = (rules: readonly Rule[], wish: Wish, situation: Situation): Reason[] =>
  rules.flatMap((rule) => rule(wish, situation) || []);

/** Every reason against a new booking; empty when it may be made. */
export const reviewWish = (wish: Wish, at: Situation): Reason[] =>
  check([...facilityRules, ...personRules, ...timeRules, ...quotaRules], wish, at);

/** Every reason against moving a booking to another time: what was settled when it was made is not asked again. */
export const reviewMove = (wish: Wish, at: Situation): Reason[] =>
  check([...facilityRules, ...timeRules, ...quotaRules.slice(2)], wish, at);

/** Every reason against ending a booking later or earlier; it has begun or stands, so its start is not asked again. */
export const reviewExtension = (wish: Wish, at: Situation): Reason[] =>
  reviewMove(wish, at).filter(
    ({ rule }) => !["in_past", "lead_time", "start_step", "not_published"].includes(rule),
  );

/** Internal people belong to the provider; the rest pay as academic or enterprise users by their organisation's kind. */
export function userClassOf(
  organization: { id: string; kind: string },
  providerId: string,
): "internal" | "academic" | "enterprise" {
  if (organization.id === providerId) return "internal";
  return ["university", "institute"].includes(organization.kind) ? "academic" : "enterprise";
}

/** Ways of use where the booker has to turn up (or log on) themselves; the others are the staff's to do. */
export const needsPresence = (way: string): boolean => ["self_use", "assisted", "remote"].includes(way);

const earlyMinutes = 15;

/** From when on a booker may check in: a quarter of an hour before the start. */
export const checkInFrom = (startsAt: Date): Date => new Date(startsAt.getTime() - minutes(earlyMinutes));

/** When an unanswered request ends: the provider's time to answer, or the start if that comes first. */
export const answerBy = (rules: BookingRules, now: Date, startsAt: Date): Date =>
  new Date(Math.min(now.getTime() + minutes(rules.answerWithinHours * 60), startsAt.getTime()));

/** When a confirmed booking becomes a no-show: after the grace, at the latest when it ends; null where nobody has to come. */
export function showUpBy(
  rules: BookingRules,
  { startsAt, endsAt, way }: { startsAt: Date; endsAt: Date; way: string },
): Date | null {
  if (!needsPresence(way)) return null;
  return new Date(Math.min(startsAt.getTime() + minutes(rules.noShowGraceMinutes), endsAt.getTime()));
}

/** Fen owed for `percent` of `price`; nothing is owed on a booking without a listed price. */
export const percentOf = (price: number | null, percent: number): number =>
  price === null ? 0 : portion(price, percent, 100);

/** What it costs the booker to cancel at `now`. Only a confirmed booking inside the cut-off is late. */
export function cancellation(
  booking: { state: string; startsAt: Date; price: number | null },
  rules: BookingRules,
  now: Date,
): { late: boolean; charge: number; freeUntil: Date } {
  const freeUntil = new Date(booking.startsAt.getTime() - minutes(rules.cancelCutoffMinutes));
  const late = booking.state === "confirmed" && now > freeUntil;
  return { late, charge: late ? percentOf(booking.price, rules.lateCancelPercent) : 0, freeUntil };
}
