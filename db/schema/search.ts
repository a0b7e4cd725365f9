import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { instant, tsvector } from "./columns.ts";

/**
 * What the embedded engine searches: one row a published listing. Rows of several generations stand beside each
 * other while an index is rebuilt; readers see the one that `search_state` names.
 */
export const searchDoc = pgTable(
  "search_doc",
  {
    idx: text().notNull(),
    gen: smallint().notNull().default(1),
    id: text().notNull(),
    kind: text().notNull(),
    /** GB/T 2260, six digits; `region_city` its first four. */
    region: text(),
    regionCity: text(),
    fields: text().array().notNull().default([]),
    org: text(),
    funding: text().array().notNull().default([]),
    trl: smallint(),
    /** Every leading part of each IPC symbol, so that a prefix is an equality. */
    ipc: text().array().notNull().default([]),
    /** Lowest price in force, fen. */
    price: doublePrecision(),
    createdAt: bigint({ mode: "number" }).notNull(),
    boost: real().notNull().default(0),
    visible: boolean().notNull().default(true),
    /** Degrees; the middle of its region. */
    lat: doublePrecision(),
    lng: doublePrecision(),
    /** Filterable values that have no column of their own. */
    more: jsonb().$type<Record<string, string | number | boolean | string[] | null>>().notNull().default({}),
    version: bigint({ mode: "number" }).notNull(),
    tokVersion: smallint().notNull(),
    tsv: tsvector().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.idx, t.gen, t.id] }),
    index().on(t.idx, t.createdAt),
    index().on(t.idx, t.price),
    index("search_doc_tsv").using("gin", t.tsv).with({ fastupdate: false }),
  ],
);

/** Which generation of an index is read, which is being built, and which edition of the synonyms it was told of. */
export const searchState = pgTable("search_state", {
  idx: text().primaryKey(),
  liveGen: smallint().notNull().default(1),
  buildingGen: smallint(),
  schemaVersion: integer().notNull().default(0),
  textVersion: integer().notNull().default(1),
  docs: integer().notNull().default(0),
});

/** Terms of the index with the number of documents that hold them; a superset is harmless. */
export const searchTerm = pgTable(
  "search_term",
  {
    term: text().primaryKey(),
    df: integer().notNull().default(1),
    /** Letters and digits: subject to typing errors and prefixes. */
    latin: boolean().notNull().default(true),
  },
  (t) => [
    index("search_term_trgm").using("gin", sql`${t.term} gin_trgm_ops`).where(sql`latin`),
    index("search_term_prefix").using("btree", sql`${t.term} text_pattern_ops`).where(sql`latin`),
  ],
);

/**
 * What Meilisearch has not yet been told, one row a document: written with `search_doc`, in the same transaction, and
 * deleted only when Meilisearch has done the task that says the same.
 */
export const searchOutbox = pgTable(
  "search_outbox",
  {
    idx: text().notNull(),
    id: text().notNull(),
    /** Of this change; a later change of the document takes the row over under a number of its own. */
    seq: bigserial({ mode: "number" }).notNull(),
    version: bigint({ mode: "number" }).notNull(),
    /** The document as it was indexed; null: it is gone. */
    document: jsonb().$type<Record<string, unknown>>(),
    /** Since when Meilisearch has been behind on this document. */
    queuedAt: instant().notNull().default(sql`clock_timestamp()`),
    changedAt: instant().notNull().default(sql`clock_timestamp()`),
    /** Not sent before. */
    runAt: instant().notNull().default(sql`clock_timestamp()`),
    attempts: integer().notNull().default(0),
    /** The task that Meilisearch answered with, for as long as it may be under way. */
    taskUid: integer(),
    /** Set before it is sent and cleared by the answer: what still has it was sent and never answered. */
    sendingSince: instant(),
    /** Until then a request that was never answered may still arrive; the row is sent once more afterwards. */
    doubtUntil: instant(),
    error: text(),
  },
  (t) => [
    primaryKey({ columns: [t.idx, t.id] }),
    index().on(t.idx, t.queuedAt),
    index().on(t.idx, t.runAt, t.seq),
  ],
);

/** How each index stands in Meilisearch. */
export const searchDelivery = pgTable("search_delivery", {
  idx: text().primaryKey(),
  /** Names the index that was built and what it was built as; null: it must be built before it is read. */
  builtAs: text(),
  /** Since when no request has come through, how many, the last reason, and when the next is due. */
  failingSince: instant(),
  failures: integer().notNull().default(0),
  error: text(),
  nextTryAt: instant(),
});

/** Groups of terms that mean the same, edited by regulators; order within a group is kept. */
export const searchSynonym = pgTable(
  "search_synonym",
  {
    groupNo: integer().notNull(),
    term: text().notNull(),
    position: smallint().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.groupNo, t.term] }),
    uniqueIndex("search_synonym_term").on(t.term, t.groupNo),
  ],
);
