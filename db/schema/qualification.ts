import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { facility } from "./catalog.ts";
import { oneOf } from "./checks.ts";
import { createdAt, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import { type SeatState, seatStates, type TrainingState, trainingStates } from "./vocabulary.ts";

/** A training or safety qualification that an organisation gives, and when it lapses. */
export const qualificationType = pgTable(
  "qualification_type",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    nameZh: text().notNull(),
    nameEn: text().notNull().default(""),
    description: text().notNull().default(""),
    /** Days after which it ends; null = never. */
    validDays: integer(),
    /** Days without use of a facility that asks for it after which it ends; null = never. */
    unusedDays: integer(),
    retiredAt: instant(),
  },
  (t) => [
    index().on(t.organizationId),
    check("qualification_type_days", sql`${t.validDays} > 0 and ${t.unusedDays} > 0`),
  ],
);

/** Qualifications that a facility asks of whoever uses it themselves. */
export const facilityQualification = pgTable(
  "facility_qualification",
  {
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId, { onDelete: "cascade" }),
    typeId: uuid()
      .notNull()
      .references(() => qualificationType.id),
  },
  (t) => [primaryKey({ columns: [t.facilityId, t.typeId] }), index().on(t.typeId)],
);

/** Another institution's qualification that counts as one's own. */
export const qualificationTrust = pgTable(
  "qualification_trust",
  {
    typeId: uuid()
      .notNull()
      .references(() => qualificationType.id, { onDelete: "cascade" }),
    trustedId: uuid()
      .notNull()
      .references(() => qualificationType.id),
    createdAt: createdAt(),
    createdBy: uuid().references(() => appUser.id),
  },
  (t) => [
    primaryKey({ columns: [t.typeId, t.trustedId] }),
    check("qualification_trust_other", sql`${t.typeId} <> ${t.trustedId}`),
    index().on(t.trustedId),
  ],
);

/** What a person has shown to be able to do. Whether it is in force is computed from these dates and the use made of it. */
export const qualification = pgTable(
  "qualification",
  {
    id: id(),
    createdAt: createdAt(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
    typeId: uuid()
      .notNull()
      .references(() => qualificationType.id),
    grantedAt: instant().notNull(),
    grantedBy: uuid().references(() => appUser.id),
    expiresAt: instant(),
    /** Certificate number, session, examiner: what it rests on. */
    evidence: text().notNull().default(""),
    /** The last check-in at a facility that asks for it. */
    lastUsedAt: instant(),
    revokedAt: instant(),
    revokedReason: text().notNull().default(""),
    remindedAt: instant(),
  },
  (t) => [
    index().on(t.userId, t.typeId),
    index().on(t.typeId, t.grantedAt),
    check("qualification_order", sql`${t.expiresAt} > ${t.grantedAt}`),
  ],
);

/** A training that ends in a qualification, with seats that can be booked. */
export const trainingSession = pgTable(
  "training_session",
  {
    id: id(),
    createdAt: createdAt(),
    typeId: uuid()
      .notNull()
      .references(() => qualificationType.id),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    timezone: text().notNull(),
    place: text().notNull(),
    seats: smallint().notNull(),
    note: text().notNull().default(""),
    ...lifecycle<TrainingState>("planned"),
  },
  (t) => [
    oneOf("training_session_state", t.state, trainingStates),
    check("training_session_order", sql`${t.endsAt} > ${t.startsAt}`),
    check("training_session_seats", sql`${t.seats} > 0`),
    index().on(t.typeId, t.startsAt),
    index().on(t.organizationId, t.startsAt),
  ],
);

export const trainingSeat = pgTable(
  "training_seat",
  {
    id: id(),
    createdAt: createdAt(),
    sessionId: uuid()
      .notNull()
      .references(() => trainingSession.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    state: text().$type<SeatState>().notNull().default("booked"),
  },
  (t) => [
    oneOf("training_seat_state", t.state, seatStates),
    uniqueIndex("training_seat_once").on(t.sessionId, t.userId).where(sql`state <> 'cancelled'`),
    index().on(t.userId, t.createdAt),
  ],
);
