import type { BookingQuestion } from "#db/schema/booking-policy.ts";
import type { Reason } from "#app/runtime/problem.ts";
import type { BlockAgainst } from "../conduct/block-in-force.server.ts";
import type { Missing } from "../qualification/policy.ts";
import type { OpeningHours } from "./hours.ts";
import type { Claim, Quota } from "./quota.ts";
import type { Span } from "./spans.ts";

/**
 * A facility's booking rules: a version of `booking_policy` with its quotas. Lengths in minutes, charges in percent of
 * the price; what each column means is said in the schema. Null: no such limit.
 */
export interface BookingRules {
  version: number;
  instant: boolean;
  pendingHolds: boolean;
  answerWithinHours: number;
  leadMinutes: number;
  horizonDays: number;
  stepMinutes: number;
  minMinutes: number;
  maxMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  closedOnHolidays: boolean;
  openOnMakeupDays: boolean;
  prepay: boolean;
  payWithinMinutes: number;
  billActual: boolean;
  cancelCutoffMinutes: number;
  changeCutoffMinutes: number | null;
  lateCancelPercent: number;
  noShowGraceMinutes: number;
  noShowPercent: number;
  lateAfterMinutes: number;
  maxOpenPerUser: number | null;
  maxOpenPerOrganization: number | null;
  quotas: readonly Quota[];
  fairShareDays: number | null;
  fairSharePercent: number | null;
  bookableBy: readonly string[];
  countingDays: number;
  warnAfter: number;
  shortBlockAfter: number | null;
  shortBlockDays: number;
  longBlockAfter: number | null;
  longBlockDays: number;
  automaticShortBlock: boolean;
  sampleDays: number;
  /** How long somebody from the waiting list has to take an offered time; null = no waiting list. */
  offerMinutes: number | null;
  termsVersion: number;
  terms: string;
  /** What it asks of its bookers. */
  questions: readonly BookingQuestion[];
}

/** What holds for a facility whose provider has not said otherwise; the same as the columns' defaults. */
export const defaultRules: BookingRules = {
  version: 1,
  instant: false,
  pendingHolds: true,
  answerWithinHours: 72,
  leadMinutes: 120,
  horizonDays: 60,
  stepMinutes: 30,
  minMinutes: 30,
  maxMinutes: 480,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  closedOnHolidays: false,
  openOnMakeupDays: false,
  prepay: false,
  payWithinMinutes: 30,
  billActual: false,
  cancelCutoffMinutes: 1440,
  changeCutoffMinutes: null,
  lateCancelPercent: 0,
  noShowGraceMinutes: 30,
  noShowPercent: 0,
  lateAfterMinutes: 15,
  maxOpenPerUser: null,
  maxOpenPerOrganization: null,
  quotas: [],
  fairShareDays: null,
  fairSharePercent: null,
  bookableBy: ["internal", "academic", "enterprise"],
  countingDays: 90,
  warnAfter: 1,
  shortBlockAfter: null,
  shortBlockDays: 7,
  longBlockAfter: null,
  longBlockDays: 30,
  automaticShortBlock: false,
  sampleDays: 10,
  offerMinutes: 240,
  termsVersion: 1,
  terms: "",
  questions: [],
};

/** What somebody wants. */
export interface Wish extends Span {
  userClass: string;
  organizationVerified: boolean;
  way: string;
  termsVersion: number;
  /** Answers to the facility's questions; undefined: they have not been asked. */
  answers?: readonly { key: string; answer: string }[];
}

/** How things stand at the facility. What is counted leaves out the booking that is being changed. */
export interface Situation extends Claim {
  now: number;
  rules: BookingRules;
  zone: string;
  hours: OpeningHours;
  listingState: string;
  runState: string;
  ways: readonly string[];
  unitCount: number;
  /** Every unit is closed at some time of the wish; the reason the provider gave. */
  closure: string | null;
  /** Qualifications that the facility asks for and the booker lacks when the wish begins. */
  missing: readonly Missing[];
  /** The block that keeps the booker from booking here now. */
  block: BlockAgainst | null;
}

/** One rule: what it has against `wish`, if anything. */
export type Rule = (wish: Wish, at: Situation) => Reason | Reason[] | false;
