import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { tsvector } from "./columns.ts";

/** What the embedded engine searches: one row a published listing, written in the transaction that changes it. */
export const searchDoc = pgTable(
  "search_doc",
  {
    idx: text().notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    region: text(),
    regionCity: text(),
    fields: text().array().notNull().default([]),
    org: text(),
    funding: text().array().notNull().default([]),
    trl: smallint(),
    ipc: text().array().notNull().default([]),
    /** Lowest price in force, fen. */
    price: doublePrecision(),
    createdAt: bigint({ mode: "number" }).notNull(),
    boost: real().notNull().default(0),
    visible: boolean().notNull().default(true),
    version: bigint({ mode: "number" }).notNull(),
    tokVersion: smallint().notNull(),
    tsv: tsvector().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.idx, t.id] }),
    index().on(t.idx, t.createdAt),
    index().on(t.idx, t.price),
    index("search_doc_tsv").using("gin", t.tsv).with({ fastupdate: false }),
  ],
);

/** Latin and digit terms of the index, for prefixes and typing errors; a superset is harmless. */
export const searchTerm = pgTable(
  "search_term",
  { term: text().primaryKey(), df: integer().notNull().default(1) },
  (t) => [index("search_term_trgm").using("gin", sql`${t.term} gin_trgm_ops`)],
);

/** Groups of terms that mean the same, edited by regulators; order within a group is kept. */
export const searchSynonym = pgTable(
  "search_synonym",
  {
    groupNo: integer().notNull(),
    term: text().notNull(),
    position: smallint().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.groupNo, t.term] }), uniqueIndex("search_synonym_term").on(t.term, t.groupNo)],
);
