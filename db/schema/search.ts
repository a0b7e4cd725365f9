import { sql } from "drizzle-orm";
import {
  bigint,
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
import { tsvector } from "./columns.ts";

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
