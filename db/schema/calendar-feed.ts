import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { facility } from "./catalog.ts";
import { oneOf } from "./checks.ts";
import { bytea, createdAt, id, instant } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import { type FeedScope, feedScopes } from "./vocabulary.ts";

/** A calendar address that programs read without signing in; only its hash is kept, and it can be revoked. */
export const calendarFeed = pgTable(
  "calendar_feed",
  {
    id: id(),
    createdAt: createdAt(),
    secretHash: bytea().notNull().unique(),
    /** Whose it is: for a person's feed whose bookings, for a facility's who made the address. */
    userId: uuid()
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
    organizationId: uuid().references(() => organization.id),
    scope: text().$type<FeedScope>().notNull(),
    facilityId: uuid().references(() => facility.listingId, { onDelete: "cascade" }),
    /** Whether it names who booked; such a feed is for the provider's staff alone and dies with their role. */
    names: boolean().notNull().default(false),
    lastReadAt: instant(),
    revokedAt: instant(),
  },
  (t) => [
    oneOf("calendar_feed_scope", t.scope, feedScopes),
    check("calendar_feed_facility", sql`(${t.scope} = 'facility') = (${t.facilityId} is not null)`),
    index().on(t.userId),
    index().on(t.facilityId),
  ],
);
