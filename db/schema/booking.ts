import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { facility, facilityUnit } from "./catalog.ts";
import { allOf, oneOf } from "./checks.ts";
import { createdAt, id, instant, instantRange, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import {
  type BookingState,
  bookingStates,
  type Evaluation,
  evaluations,
  type ServiceWay,
  serviceWays,
  slotCauses,
  type UserClass,
  userClasses,
} from "./vocabulary.ts";

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
    /** False: a request needs the provider's approval and holds its slot while it waits. */
    instant: boolean().notNull().default(false),
    /** Hours after which an unanswered request expires; the start of the slot ends it earlier. */
    answerWithinHours: integer().notNull().default(72),
    leadMinutes: integer().notNull().default(120),
    horizonDays: integer().notNull().default(60),
    stepMinutes: integer().notNull().default(30),
    minMinutes: integer().notNull().default(30),
    maxMinutes: integer().notNull().default(480),
    bufferBeforeMinutes: integer().notNull().default(0),
    bufferAfterMinutes: integer().notNull().default(0),
    cancelCutoffMinutes: integer().notNull().default(1440),
    lateCancelPercent: smallint().notNull().default(0),
    noShowGraceMinutes: integer().notNull().default(30),
    noShowPercent: smallint().notNull().default(0),
    maxOpenPerUser: integer(),
    maxOpenPerOrganization: integer(),
    maxMinutesPerOrganizationWeek: integer(),
    bookableBy: text().array().$type<UserClass[]>().notNull().default(["internal", "academic", "enterprise"]),
    termsVersion: integer().notNull().default(1),
    terms: text().notNull().default(""),
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
    check("booking_policy_buffers", sql`${t.bufferBeforeMinutes} >= 0 and ${t.bufferAfterMinutes} >= 0`),
  ],
);

export const booking = pgTable(
  "booking",
  {
    id: id(),
    createdAt: createdAt(),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId),
    /** The provider, copied so that its list needs no join. */
    providerId: uuid()
      .notNull()
      .references(() => organization.id),
    /** The organisation that uses and pays. */
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    policyVersion: integer().notNull(),
    termsVersion: integer().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    way: text().$type<ServiceWay>().notNull(),
    purpose: text().notNull(),
    /** NRII service object and type are derived; the project and its funding are the booker's words. */
    project: text().notNull().default(""),
    userClass: text().$type<UserClass>().notNull(),
    /** Fen for the whole booking by the price list in force when it was made; null = by quotation. */
    price: bigint({ mode: "number" }),
    currency: text().notNull().default("CNY"),
    /** The item of the price list that `price` was computed from; empty when by quotation. */
    priceItem: text().notNull().default(""),
    /** Fen owed for a late cancellation or a no-show by the policy the booking was made under. */
    charge: bigint({ mode: "number" }),
    note: text().notNull().default(""),
    reason: text().notNull().default(""),
    checkedInAt: instant(),
    checkedOutAt: instant(),
    endedAt: instant(),
    demo: boolean().notNull().default(false),
    ...lifecycle<BookingState>("pending"),
  },
  (t) => [
    oneOf("booking_state", t.state, bookingStates),
    oneOf("booking_way", t.way, serviceWays),
    oneOf("booking_user_class", t.userClass, userClasses),
    check("booking_order", sql`${t.endsAt} > ${t.startsAt}`),
    check("booking_charge", sql`${t.charge} >= 0`),
    index().on(t.organizationId, t.startsAt),
    index().on(t.providerId, t.startsAt),
    index().on(t.userId, t.startsAt),
    index().on(t.facilityId, t.startsAt),
    index("booking_due").on(t.deadline).where(sql`deadline is not null`),
  ],
);

/**
 * Who owns a unit when. `blocked` is the booking with its buffers, materialised when written; the exclusion
 * constraint `slot_no_overlap` (migration) makes two holders of one unit at one instant impossible.
 */
export const slot = pgTable(
  "slot",
  {
    id: id(),
    createdAt: createdAt(),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId, { onDelete: "cascade" }),
    unitId: uuid()
      .notNull()
      .references(() => facilityUnit.id, { onDelete: "cascade" }),
    blocked: instantRange().notNull(),
    cause: text().$type<(typeof slotCauses)[number]>().notNull(),
    /** The booking's state, or `closed` / `lifted` for closures and maintenance. */
    state: text().notNull(),
    bookingId: uuid().references(() => booking.id, { onDelete: "cascade" }),
    reason: text().notNull().default(""),
    /** When a held slot stops counting; a writer clears expired holds under the facility's lock. */
    heldUntil: instant(),
  },
  (t) => [
    oneOf("slot_cause", t.cause, slotCauses),
    oneOf("slot_state", t.state, [...bookingStates, "closed", "lifted"]),
    check(
      "slot_not_empty",
      sql`not isempty(${t.blocked}) and not upper_inf(${t.blocked}) and not lower_inf(${t.blocked})`,
    ),
    check("slot_booking_cause", sql`(${t.cause} = 'booking') = (${t.bookingId} is not null)`),
    uniqueIndex("slot_booking").on(t.bookingId),
  ],
);

/** The state's record of one use, written when a booking is completed (NRII service record). */
export const usageRecord = pgTable(
  "usage_record",
  {
    bookingId: uuid()
      .primaryKey()
      .references(() => booking.id),
    createdAt: createdAt(),
    actualFrom: instant().notNull(),
    actualTo: instant().notNull(),
    way: text().$type<ServiceWay>().notNull(),
    /** Outside users are another legal person than the provider. */
    external: boolean().notNull(),
    content: text().notNull(),
    /** Fen. */
    amount: bigint({ mode: "number" }).notNull(),
    evaluation: text().$type<Evaluation>(),
    evaluationText: text().notNull().default(""),
    evaluatedAt: instant(),
  },
  (t) => [
    oneOf("usage_evaluation", t.evaluation, evaluations),
    check("usage_order", sql`${t.actualTo} > ${t.actualFrom}`),
  ],
);
