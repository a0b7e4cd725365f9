import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accessory, type KeptAnswer } from "./booking-policy.ts";
import { facility, facilityUnit } from "./catalog.ts";
import { allOf, allOfNumbers, oneOf } from "./checks.ts";
import { createdAt, id, instant, instantRange, lifecycle } from "./columns.ts";
import { appUser, organization, researchGroup } from "./identity.ts";
import { sampleOrder } from "./samples.ts";
import {
  type BookingState,
  bookingStates,
  type Evaluation,
  evaluations,
  type FundingSource,
  fundingSources,
  type ReminderLead,
  reminderLeads,
  type ServiceType,
  type ServiceWay,
  serviceTypes,
  serviceWays,
  slotCauses,
  type UserClass,
  userClasses,
} from "./vocabulary.ts";

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
    /** Who made it, where staff booked for somebody else. */
    bookedBy: uuid().references(() => appUser.id),
    /** The research group whose quota it counts against. */
    groupId: uuid().references(() => researchGroup.id),
    /** The series it is an occurrence of. */
    seriesId: uuid().references(() => bookingSeries.id),
    /** Bookings made together, all or nothing. */
    bundleId: uuid(),
    /** Copied from the policy: whether it owns its slot while it waits for approval. */
    pendingHolds: boolean().notNull().default(true),
    /** NRII service type, sources of funding and fields of the use. */
    serviceType: text().$type<ServiceType>().notNull().default("research"),
    funding: text().array().$type<FundingSource[]>().notNull().default([]),
    fields: text().array().notNull().default([]),
    /** Why a charge that the policy foresees is not made. */
    chargeWaiver: text().notNull().default(""),
    /** What the facility asked and the booker answered. */
    answers: jsonb().$type<KeptAnswer[]>().notNull().default([]),
    /** How long before its start the booker wants to be reminded of it, in minutes; null: as they usually do. */
    reminders: smallint().array().$type<ReminderLead[]>(),
    /** When the booker was reminded of it, or last said when they want to be. */
    remindedAt: instant(),
    demo: boolean().notNull().default(false),
    ...lifecycle<BookingState>("pending"),
  },
  (t) => [
    oneOf("booking_state", t.state, bookingStates),
    oneOf("booking_way", t.way, serviceWays),
    oneOf("booking_user_class", t.userClass, userClasses),
    check("booking_order", sql`${t.endsAt} > ${t.startsAt}`),
    check("booking_charge", sql`${t.charge} >= 0`),
    oneOf("booking_service_type", t.serviceType, serviceTypes),
    allOf("booking_funding", t.funding, fundingSources),
    allOfNumbers("booking_reminders", t.reminders, reminderLeads),
    index().on(t.seriesId).where(sql`series_id is not null`),
    index().on(t.bundleId).where(sql`bundle_id is not null`),
    index().on(t.groupId, t.startsAt).where(sql`group_id is not null`),
    index().on(t.organizationId, t.startsAt),
    index().on(t.providerId, t.startsAt),
    index().on(t.userId, t.startsAt),
    index().on(t.facilityId, t.startsAt),
    index("booking_due").on(t.deadline).where(sql`deadline is not null`),
    index("booking_starting").on(t.startsAt).where(sql`state = 'confirmed'`),
  ],
);

/**
 * Who owns a unit when; a booking owns one of its facility and one of each facility that this requires. `blocked` is the booking with its buffers, materialised when written; the exclusion
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
    /** The booking's state, `waiting` for a request that does not hold, or `closed` / `lifted` for closures and maintenance. */
    state: text().notNull(),
    bookingId: uuid().references(() => booking.id, { onDelete: "cascade" }),
    reason: text().notNull().default(""),
    /** When a held slot stops counting; a writer clears expired holds under the facility's lock. */
    heldUntil: instant(),
  },
  (t) => [
    oneOf("slot_cause", t.cause, slotCauses),
    oneOf("slot_state", t.state, [...bookingStates, "waiting", "closed", "lifted"]),
    check(
      "slot_not_empty",
      sql`not isempty(${t.blocked}) and not upper_inf(${t.blocked}) and not lower_inf(${t.blocked})`,
    ),
    check("slot_booking_cause", sql`(${t.cause} = 'booking') = (${t.bookingId} is not null)`),
    uniqueIndex("slot_booking").on(t.bookingId, t.unitId),
  ],
);

/** Accessories that a booking takes along; what stands is counted against the stock under the facility's lock. */
export const bookingAccessory = pgTable(
  "booking_accessory",
  {
    bookingId: uuid()
      .notNull()
      .references(() => booking.id, { onDelete: "cascade" }),
    accessoryId: uuid()
      .notNull()
      .references(() => accessory.id),
    quantity: smallint().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.bookingId, t.accessoryId] }),
    index().on(t.accessoryId),
    check("booking_accessory_quantity", sql`${t.quantity} > 0`),
  ],
);

/** Bookings that repeat by a rule (RFC 5545 RRULE) in the facility's wall-clock time. */
export const bookingSeries = pgTable(
  "booking_series",
  {
    id: id(),
    createdAt: createdAt(),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    rule: text().notNull(),
    firstStart: instant().notNull(),
    minutes: integer().notNull(),
  },
  (t) => [
    index().on(t.facilityId),
    index().on(t.userId),
    check("booking_series_length", sql`${t.minutes} > 0`),
  ],
);

/** The state's record of one use, written when a booking or an order for samples is completed (NRII service record). */
export const usageRecord = pgTable(
  "usage_record",
  {
    id: id(),
    bookingId: uuid()
      .unique()
      .references(() => booking.id),
    sampleOrderId: uuid()
      .unique()
      .references(() => sampleOrder.id),
    createdAt: createdAt(),
    actualFrom: instant().notNull(),
    actualTo: instant().notNull(),
    way: text().$type<ServiceWay>().notNull(),
    /** Outside users are another legal person than the provider. */
    external: boolean().notNull(),
    content: text().notNull(),
    serviceType: text().$type<ServiceType>().notNull().default("research"),
    project: text().notNull().default(""),
    funding: text().array().$type<FundingSource[]>().notNull().default([]),
    fields: text().array().notNull().default([]),
    samples: integer().notNull().default(0),
    /** Whether a contract or accepted terms cover the use. */
    agreement: boolean().notNull().default(true),
    /** Fen. */
    amount: bigint({ mode: "number" }).notNull(),
    evaluation: text().$type<Evaluation>(),
    evaluationText: text().notNull().default(""),
    evaluatedAt: instant(),
  },
  (t) => [
    oneOf("usage_evaluation", t.evaluation, evaluations),
    check("usage_order", sql`${t.actualTo} > ${t.actualFrom}`),
    check("usage_cause", sql`num_nonnulls(${t.bookingId}, ${t.sampleOrderId}) = 1`),
    oneOf("usage_service_type", t.serviceType, serviceTypes),
    allOf("usage_funding", t.funding, fundingSources),
  ],
);
