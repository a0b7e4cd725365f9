import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { booking } from "./booking.ts";
import { facility } from "./catalog.ts";
import { oneOf } from "./checks.ts";
import { createdAt, deadline, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import {
  type BlockLevel,
  type BlockState,
  blockLevels,
  blockStates,
  type ViolationCode,
  type ViolationState,
  violationCodes,
  violationStates,
} from "./vocabulary.ts";

/** One thing that went wrong with a booking by its booker's doing: seen by them, contestable, waived with a reason. */
export const violation = pgTable(
  "violation",
  {
    id: id(),
    createdAt: createdAt(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId),
    providerId: uuid()
      .notNull()
      .references(() => organization.id),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    code: text().$type<ViolationCode>().notNull(),
    at: instant().notNull(),
    /** From then on it no longer counts. */
    until: deadline().notNull(),
    /** What the booker says, and what staff answer. */
    statement: text().notNull().default(""),
    reason: text().notNull().default(""),
    ...lifecycle<ViolationState>("recorded"),
  },
  (t) => [
    oneOf("violation_code", t.code, violationCodes),
    oneOf("violation_state", t.state, violationStates),
    unique("violation_once").on(t.bookingId, t.code),
    check("violation_order", sql`${t.until} > ${t.at}`),
    index().on(t.facilityId, t.userId, t.at),
    index().on(t.userId, t.at),
    index().on(t.providerId, t.state, t.at),
  ],
);

/**
 * What a facility's published rules make of its violations for one person: a warning, or no bookings there in
 * `[from, until)`. A proposal has no effect until staff confirm it; only the short block may come by itself.
 */
export const facilityBlock = pgTable(
  "facility_block",
  {
    id: id(),
    createdAt: createdAt(),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId),
    providerId: uuid()
      .notNull()
      .references(() => organization.id),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    level: text().$type<BlockLevel>().notNull(),
    automatic: boolean().notNull().default(false),
    from: instant().notNull(),
    until: deadline().notNull(),
    reason: text().notNull().default(""),
    ...lifecycle<BlockState>("proposed"),
  },
  (t) => [
    oneOf("facility_block_level", t.level, blockLevels),
    oneOf("facility_block_state", t.state, blockStates),
    check("facility_block_order", sql`${t.until} > ${t.from}`),
    check("facility_block_automatic", sql`not ${t.automatic} or ${t.level} in ('warning', 'short')`),
    index().on(t.facilityId, t.userId, t.from),
    index().on(t.userId, t.from),
    index().on(t.providerId, t.state),
  ],
);
