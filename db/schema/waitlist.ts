import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { booking } from "./booking.ts";
import { facility } from "./catalog.ts";
import { oneOf } from "./checks.ts";
import { createdAt, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import { type ServiceWay, serviceWays, type WaitState, waitStates } from "./vocabulary.ts";

/**
 * Somebody waiting for time at a facility: `minutes` anywhere within `[earliest, latest)`. Freed time is offered in the
 * order of `createdAt`, as a held booking until `deadline`.
 */
export const waitlistEntry = pgTable(
  "waitlist_entry",
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
    earliest: instant().notNull(),
    latest: instant().notNull(),
    minutes: integer().notNull(),
    way: text().$type<ServiceWay>().notNull(),
    purpose: text().notNull(),
    project: text().notNull().default(""),
    termsVersion: integer().notNull(),
    /** The held booking that is offered, then the booking that came of it. */
    bookingId: uuid().references(() => booking.id),
    ...lifecycle<WaitState>("waiting"),
  },
  (t) => [
    oneOf("waitlist_state", t.state, waitStates),
    oneOf("waitlist_way", t.way, serviceWays),
    check("waitlist_order", sql`${t.earliest} < ${t.latest} and ${t.minutes} > 0`),
    index("waitlist_queue").on(t.facilityId, t.createdAt).where(sql`state = 'waiting'`),
    index().on(t.userId, t.createdAt),
    index().on(t.bookingId).where(sql`booking_id is not null`),
  ],
);
