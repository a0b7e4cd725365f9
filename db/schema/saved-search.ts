import { index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { listing } from "./catalog.ts";
import { oneOf } from "./checks.ts";
import { createdAt, id, instant } from "./columns.ts";
import { appUser } from "./identity.ts";
import { type AlertCadence, alertCadences } from "./vocabulary.ts";

/** A search that a person keeps, and how often they want to hear of what is new in it. */
export const savedSearch = pgTable(
  "saved_search",
  {
    id: id(),
    createdAt: createdAt(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** The conditions as the search page's address writes them, without page, view and order. */
    query: text().notNull(),
    cadence: text().$type<AlertCadence>().notNull().default("none"),
    /** Its person last opened it here; what was published since is new to them. */
    viewedAt: instant().notNull(),
    /** It was last looked through for an alert. */
    checkedAt: instant().notNull(),
    /** Its hits were last mailed. */
    mailedAt: instant(),
    /** Stops its mail without signing in. */
    token: text().notNull(),
  },
  (t) => [
    oneOf("saved_search_cadence", t.cadence, alertCadences),
    unique("saved_search_once").on(t.userId, t.query),
    unique("saved_search_token").on(t.token),
    index().on(t.cadence, t.checkedAt),
  ],
);

/** What a person has been told of for a search, or had before them when they saved it: never told again. */
export const savedSearchHit = pgTable(
  "saved_search_hit",
  {
    savedSearchId: uuid()
      .notNull()
      .references(() => savedSearch.id, { onDelete: "cascade" }),
    listingId: uuid()
      .notNull()
      .references(() => listing.id, { onDelete: "cascade" }),
    toldAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.savedSearchId, t.listingId] }), index().on(t.toldAt)],
);
