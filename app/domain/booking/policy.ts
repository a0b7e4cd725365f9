import type { Reason } from "#app/runtime/problem.ts";
import { blockReasons } from "../conduct/policy.ts";
import { qualificationReasons } from "../qualification/policy.ts";
import { claimRules, quotaRules } from "./claim-rules.ts";
import { portion } from "./price.ts";
import { questionRule } from "./questions.ts";
import { reason, type RuleCode } from "../rule-codes.ts";
import type { BookingRules, Rule, Situation, Wish } from "./rules.ts";
import { minutes } from "./spans.ts";
import { momentRules, timeRules } from "./time-rules.ts";

export { type BookingRules, defaultRules, type Situation, type Wish } from "./rules.ts";

/** Run states in which a facility takes bookings: working, idle, remote, and now and then in trouble. */
export const usable = ["normal", "standby", "remote", "occasional_fault"];

const facilityRules: Rule[] = [
  (_, { listingState }) => listingState !== "published" && reason("not_published"),
  (_, { runState }) => !usable.includes(runState) && reason("run_state", { runState }),
  (_, { unitCount }) => unitCount === 0 && reason("no_units"),
  ({ way }, { ways }) => !ways.includes(way) && reason("way_not_offered", { way }),
];

const personRules: Rule[] = [
  ({ organizationVerified, userClass }) =>
    !organizationVerified && userClass !== "internal" && reason("organization_unverified"),
  ({ userClass }, { rules }) => !rules.bookableBy.includes(userClass) && reason("user_class", { userClass }),
  ({ termsVersion }, { rules }) =>
    rules.terms !== "" &&
    termsVersion !== rules.termsVersion &&
    reason("terms", { version: rules.termsVersion }),
  questionRule,
  (_, { block }) => blockReasons(block),
];

/** What the person has to be able to do at the time of the use, also when that is moved. */
const abilityRules: Rule[] = [({ way }, { missing }) => qualificationReasons(way, missing)];

const check = (rules: readonly Rule[], wish: Wish, situation: Situation): Reason[] =>
  rules.flatMap((rule) => rule(wish, situation) || []);

/** Every reason against a new booking; empty when it may be made. */
export const reviewWish = (wish: Wish, at: Situation): Reason[] =>
  check(
    [
      ...facilityRules,
      ...personRules,
      ...abilityRules,
      ...momentRules,
      ...timeRules,
      ...quotaRules,
      ...claimRules,
    ],
    wish,
    at,
  );

/** Every reason against moving a booking to another time: what was settled when it was made is not asked again. */
export const reviewMove = (wish: Wish, at: Situation): Reason[] =>
  check([...facilityRules, ...abilityRules, ...momentRules, ...timeRules, ...claimRules], wish, at);

/** Every reason against ending a booking later or earlier; it has begun or stands, so its start is not asked again. */
export const reviewExtension = (wish: Wish, at: Situation): Reason[] =>
  check([...facilityRules.slice(1), ...timeRules, ...claimRules], wish, at).filter(
    ({ rule }) => rule !== "start_step",
  );

/** What a facility asks of the organisation and of the time, which a booking keeps when another person gets it. */
const keptInTransfer =
  /^(organization_unverified|user_class|terms|quota_organization.*|fair_share|accessory_.*)$/;

/** Every reason against handing a booking to another person of its organisation. */
export const reviewTransfer = (wish: Wish, at: Situation): Reason[] =>
  check([...personRules, ...abilityRules, ...quotaRules, ...claimRules], wish, at).filter(
    ({ rule }) => !keptInTransfer.test(rule),
  );

/** What no other time changes: what the facility is and who asks. */
const sameAtAnyTime: readonly RuleCode[] = [
  "not_published",
  "run_state",
  "no_units",
  "way_not_offered",
  "organization_unverified",
  "user_class",
  "facility_block",
  "group_unknown",
  "group_needed",
  "quota_user",
  "quota_organization",
  "accessory_gone",
];

/** Whether these reasons against a time, if any, may be gone at another. */
export const otherTimeMayHelp = (reasons: readonly Reason[]): boolean =>
  reasons.every(({ rule }) => !sameAtAnyTime.some((code) => code === rule));

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

/**
 * Until when a booker may move a confirmed booking, and what stands against moving it now: by the cut-off of its own,
 * else as long as cancelling is free. After that it would be a late cancellation without its charge.
 */
export function moving(
  { state, startsAt }: { state: string; startsAt: Date },
  { changeCutoffMinutes, cancelCutoffMinutes }: BookingRules,
  now: Date,
): { until: Date; reasons: Reason[] } {
  const cutoff = changeCutoffMinutes ?? cancelCutoffMinutes;
  const until = new Date(startsAt.getTime() - minutes(cutoff));
  const late = state === "confirmed" && now > until;
  return { until, reasons: late ? [reason("change_cutoff", { minutes: cutoff })] : [] };
}

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
