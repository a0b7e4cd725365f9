import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { facility } from "./catalog.ts";
import { allOf, oneOf } from "./checks.ts";
import { createdAt, id } from "./columns.ts";
import { appUser } from "./identity.ts";
import {
  type QuestionKind,
  type QuotaPeriod,
  type QuotaScope,
  quotaPeriods,
  quotaScopes,
  type UserClass,
  userClasses,
} from "./vocabulary.ts";

/** A facility's own question to its bookers. Without a kind, as the first rules have it: a choice if there are options, else a text. */
export interface BookingQuestion {
  key: string;
  kind?: QuestionKind;
  textZh: string;
  textEn: string;
  options: string[];
  required: boolean;
}

/** A question and its answer in the words that they had when the booking was made; `yes` or `no` to a question of that kind. */
export interface KeptAnswer {
  key: string;
  kind?: QuestionKind;
  textZh: string;
  textEn: string;
  answer: string;
}

/**
 * A facility's booking rules. Rows are never changed: a new version is added and bookings keep the one they were
 * made under. Lengths are minutes, charges are percent of the booked price.
 */
export const bookingPolicy = pgTable(
  "booking_policy",
  {
    id: id(),
    createdAt: createdAt(),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId, { onDelete: "cascade" }),
    version: integer().notNull(),
    createdBy: uuid().references(() => appUser.id),
    /** False: a request needs the provider's approval. */
    instant: boolean().notNull().default(false),
    /** Whether a request that waits for approval owns its slot; otherwise several may wait for the same time. */
    pendingHolds: boolean().notNull().default(true),
    /** Hours after which an unanswered request expires; the start of the slot ends it earlier. */
    answerWithinHours: integer().notNull().default(72),
    leadMinutes: integer().notNull().default(120),
    horizonDays: integer().notNull().default(60),
    stepMinutes: integer().notNull().default(30),
    minMinutes: integer().notNull().default(30),
    maxMinutes: integer().notNull().default(480),
    bufferBeforeMinutes: integer().notNull().default(0),
    bufferAfterMinutes: integer().notNull().default(0),
    /** Shut on public holidays of the holiday table. */
    closedOnHolidays: boolean().notNull().default(false),
    /** On a make-up working day (调休) at a weekend, open as on a Monday. */
    openOnMakeupDays: boolean().notNull().default(false),
    cancelCutoffMinutes: integer().notNull().default(1440),
    /** Paid before it is used: the time is held until then, for at most `payWithinMinutes`. */
    prepay: boolean().notNull().default(false),
    payWithinMinutes: integer().notNull().default(30),
    /** Charged for the time that was used instead of the time that was booked. */
    billActual: boolean().notNull().default(false),
    /** How long before its start a booker may still change a booking; null = as long as cancelling is free. */
    changeCutoffMinutes: integer(),
    lateCancelPercent: smallint().notNull().default(0),
    noShowGraceMinutes: integer().notNull().default(30),
    noShowPercent: smallint().notNull().default(0),
    /** A check-in later than this after the start, or a check-out later than this after the end, is recorded. */
    lateAfterMinutes: integer().notNull().default(15),
    maxOpenPerUser: integer(),
    maxOpenPerOrganization: integer(),
    maxMinutesPerOrganizationWeek: integer(),
    /** In the coming `fairShareDays`, one organisation may hold at most this percent of the opening hours. */
    fairShareDays: integer(),
    fairSharePercent: smallint(),
    bookableBy: text().array().$type<UserClass[]>().notNull().default(["internal", "academic", "enterprise"]),
    /** How long somebody from the waiting list has to take an offered time; null = no waiting list. */
    offerMinutes: integer().default(240),
    /** Violations in the last `countingDays` that lead to a warning, a block of `shortBlockDays`, of `longBlockDays`. */
    countingDays: integer().notNull().default(90),
    warnAfter: smallint().notNull().default(1),
    shortBlockAfter: smallint(),
    shortBlockDays: smallint().notNull().default(7),
    longBlockAfter: smallint(),
    longBlockDays: smallint().notNull().default(30),
    /** Whether the short block comes by itself, as published; everything else waits for staff to confirm it. */
    automaticShortBlock: boolean().notNull().default(false),
    /** Working days from a sample's acceptance to its result. */
    sampleDays: integer().notNull().default(10),
    termsVersion: integer().notNull().default(1),
    terms: text().notNull().default(""),
    /** What it asks of its bookers. */
    questions: jsonb().$type<BookingQuestion[]>().notNull().default([]),
  },
  (t) => [
    unique("booking_policy_version").on(t.facilityId, t.version),
    allOf("booking_policy_classes", t.bookableBy, userClasses),
    check("booking_policy_step", sql`${t.stepMinutes} between 5 and 1440`),
    check("booking_policy_lengths", sql`0 < ${t.minMinutes} and ${t.minMinutes} <= ${t.maxMinutes}`),
    check(
      "booking_policy_percents",
      sql`${t.lateCancelPercent} between 0 and 100 and ${t.noShowPercent} between 0 and 100`,
    ),
    check("booking_policy_pay_within", sql`${t.payWithinMinutes} between 5 and 10080`),
    check("booking_policy_buffers", sql`${t.bufferBeforeMinutes} >= 0 and ${t.bufferAfterMinutes} >= 0`),
    check(
      "booking_policy_fair_share",
      sql`(${t.fairShareDays} is null) = (${t.fairSharePercent} is null) and ${t.fairSharePercent} between 1 and 100`,
    ),
    check("booking_policy_blocks", sql`${t.longBlockAfter} >= ${t.shortBlockAfter}`),
  ],
);

/** How much of a facility one user, group or organisation may book in a local day, week or month; part of a policy version. */
export const bookingQuota = pgTable(
  "booking_quota",
  {
    policyId: uuid()
      .notNull()
      .references(() => bookingPolicy.id, { onDelete: "cascade" }),
    scope: text().$type<QuotaScope>().notNull(),
    period: text().$type<QuotaPeriod>().notNull(),
    maxMinutes: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.policyId, t.scope, t.period] }),
    oneOf("booking_quota_scope", t.scope, quotaScopes),
    oneOf("booking_quota_period", t.period, quotaPeriods),
    check("booking_quota_positive", sql`${t.maxMinutes} > 0`),
  ],
);

/** Hours of one local date in place of the weekly ones; without minutes, closed that day. Several rows are several openings. */
export const openingException = pgTable(
  "opening_exception",
  {
    id: id(),
    createdAt: createdAt(),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId, { onDelete: "cascade" }),
    day: date().notNull(),
    fromMinute: smallint(),
    toMinute: smallint(),
    note: text().notNull().default(""),
  },
  (t) => [
    check(
      "opening_exception_order",
      sql`(${t.fromMinute} is null) = (${t.toMinute} is null) and 0 <= ${t.fromMinute} and ${t.fromMinute} < ${t.toMinute} and ${t.toMinute} <= 1440`,
    ),
    index().on(t.facilityId, t.day),
  ],
);

/** A facility that cannot be used without a unit of another of the same provider (an instrument and its room). */
export const facilityRequirement = pgTable(
  "facility_requirement",
  {
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId, { onDelete: "cascade" }),
    requiredId: uuid()
      .notNull()
      .references(() => facility.listingId, { onDelete: "cascade" }),
  },
  (t) => [
    primaryKey({ columns: [t.facilityId, t.requiredId] }),
    check("facility_requirement_other", sql`${t.facilityId} <> ${t.requiredId}`),
    index().on(t.requiredId),
  ],
);

/** Something lent out with a booking, of which there are `stock`. */
export const accessory = pgTable(
  "accessory",
  {
    id: id(),
    createdAt: createdAt(),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId, { onDelete: "cascade" }),
    name: text().notNull(),
    stock: smallint().notNull(),
    retired: boolean().notNull().default(false),
  },
  (t) => [index().on(t.facilityId), check("accessory_stock", sql`${t.stock} > 0`)],
);
