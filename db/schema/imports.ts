import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { oneOf } from "./checks.ts";
import { createdAt, id, instant } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import {
  type ImportFormat,
  type ImportRowOutcome,
  type ImportState,
  importFormats,
  importRowOutcomes,
  importStates,
} from "./vocabulary.ts";

/** What a person chose for an import; absent = find out, or the careful choice. */
export interface ImportOptions {
  format?: ImportFormat;
  encoding?: string;
  delimiter?: string;
  mapping?: Record<string, string>;
  /** Put what may be published before the moderator; else everything stays a draft. */
  submit?: boolean;
  /** Import as soon as it has been read, without a person looking at the preview. */
  confirm?: boolean;
  /** Rises with every change of the above, so that an older reading of the file stops. */
  revision?: number;
}

/** One uploaded list and what became of it. */
export const importBatch = pgTable(
  "import_batch",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    createdBy: uuid().references(() => appUser.id),
    format: text().$type<ImportFormat>().notNull(),
    fileName: text().notNull(),
    sha256: text().notNull(),
    mediaType: text().notNull(),
    encoding: text(),
    headers: text().array().notNull().default([]),
    mapping: jsonb().$type<Record<string, string>>().notNull().default({}),
    options: jsonb().$type<ImportOptions>().notNull().default({}),
    state: text().$type<ImportState>().notNull().default("preview"),
    total: integer().notNull().default(0),
    processed: integer().notNull().default(0),
    created: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    rejected: integer().notNull().default(0),
    failure: text(),
    finishedAt: instant(),
  },
  (t) => [
    oneOf("import_batch_state", t.state, importStates),
    oneOf("import_batch_format", t.format, importFormats),
    index().on(t.organizationId, t.createdAt),
  ],
);

export interface ImportIssue {
  column: string;
  code: string;
  value: string;
}

export const importRow = pgTable(
  "import_row",
  {
    batchId: uuid()
      .notNull()
      .references(() => importBatch.id, { onDelete: "cascade" }),
    /** Row number as a spreadsheet shows it: the header is row 1. */
    row: integer().notNull(),
    raw: jsonb().$type<Record<string, string>>().notNull(),
    outcome: text().$type<ImportRowOutcome>().notNull(),
    issues: jsonb().$type<ImportIssue[]>().notNull().default([]),
    listingId: uuid(),
    /** What the listing said before this row changed it, so that the batch can be undone. */
    before: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.batchId, t.row] }),
    oneOf("import_row_outcome", t.outcome, importRowOutcomes),
  ],
);

/** Column mapping an organisation used last, by format and header set. */
export const importMapping = pgTable(
  "import_mapping",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    format: text().$type<ImportFormat>().notNull(),
    headerHash: text().notNull(),
    mapping: jsonb().$type<Record<string, string>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.format, t.headerHash] })],
);
