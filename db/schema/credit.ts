import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { decidedMeasure, decision, publication } from "./cases.ts";
import { oneOf } from "./checks.ts";
import { createdAt, deadline, id, instant } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import { ruleBook } from "./rule-book.ts";
import {
  type ExternalMatch,
  externalMatches,
  type MeasureChangeKind,
  type MeasureKind,
  type MisconductClass,
  measureChangeKinds,
  measureKinds,
  misconductClasses,
  type OrganizationTie,
  organizationTies,
} from "./vocabulary.ts";

/** One entry of an organisation's usage credit or integrity record. Append-only (trigger in the migration). */
export const creditEvent = pgTable(
  "credit_event",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    record: text().$type<"usage" | "integrity">().notNull(),
    code: text().notNull(),
    points: integer().notNull().default(0),
    from: instant().notNull(),
    until: deadline(),
    causeType: text().notNull(),
    causeId: uuid().notNull(),
    /** How grave, in the integrity record; null for an honour and in the usage record. */
    class: text().$type<MisconductClass>(),
    /** The rules that gave it; null: the platform's usage-credit rules, version 1. */
    ruleBookId: uuid().references(() => ruleBook.id),
  },
  (t) => [
    oneOf("credit_event_record", t.record, ["usage", "integrity"]),
    oneOf("credit_event_class", t.class, misconductClasses),
    check("credit_event_order", sql`${t.from} < ${t.until}`),
    index().on(t.organizationId, t.from),
  ],
);

/** An event that no longer counts from `from` on: revoked with its decision, repaired, or corrected. Append-only. */
export const creditEventChange = pgTable(
  "credit_event_change",
  {
    id: id(),
    createdAt: createdAt(),
    eventId: uuid()
      .notNull()
      .references(() => creditEvent.id),
    kind: text().$type<"revoke" | "repair" | "correct">().notNull(),
    from: instant().notNull(),
    reason: text().notNull(),
    byId: uuid().references(() => appUser.id),
  },
  (t) => [
    oneOf("credit_event_change_kind", t.kind, ["revoke", "repair", "correct"]),
    index().on(t.eventId, t.from),
  ],
);

/**
 * What a decision lays on an organisation, `[from, until)`; without `until`, until it is lifted. Whether it is in force
 * is computed (`db/in-force.ts`), never stored. Append-only (trigger in the migration).
 */
export const measure = pgTable(
  "measure",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    kind: text().$type<MeasureKind>().notNull(),
    from: instant().notNull(),
    until: deadline(),
    /** The served decision that lays it on, and which of its measures this is. */
    decisionId: uuid()
      .notNull()
      .references(() => decision.id),
    decidedMeasureId: uuid()
      .notNull()
      .unique()
      .references(() => decidedMeasure.id),
    /** The decision's document number, by which the organisation can look it up and contest it. */
    caseNo: text().notNull(),
  },
  (t) => [
    oneOf("measure_kind", t.kind, measureKinds),
    check("measure_order", sql`${t.from} < ${t.until}`),
    index().on(t.organizationId, t.from),
    index().on(t.decisionId),
  ],
);

/**
 * What became of a measure from `from` on: stayed and resumed, or ended early by lifting, repair or revocation.
 * Append-only (trigger in the migration).
 */
export const measureChange = pgTable(
  "measure_change",
  {
    id: id(),
    createdAt: createdAt(),
    measureId: uuid()
      .notNull()
      .references(() => measure.id),
    kind: text().$type<MeasureChangeKind>().notNull(),
    from: instant().notNull(),
    reason: text().notNull(),
    /** The decision of the review that changes it; null: by the repair or the stay itself. */
    decisionId: uuid().references(() => decision.id),
    byId: uuid().references(() => appUser.id),
  },
  (t) => [oneOf("measure_change_kind", t.kind, measureChangeKinds), index().on(t.measureId, t.from)],
);

/** Ties between organisations, for those who handle cases; never published. */
export const organizationTie = pgTable(
  "organization_tie",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    relatedId: uuid()
      .notNull()
      .references(() => organization.id),
    kind: text().$type<OrganizationTie>().notNull(),
    note: text().notNull().default(""),
  },
  (t) => [
    oneOf("organization_tie_kind", t.kind, organizationTies),
    unique("organization_tie_once").on(t.organizationId, t.relatedId, t.kind),
    check("organization_tie_two", sql`${t.organizationId} <> ${t.relatedId}`),
    index().on(t.relatedId),
  ],
);

/** A row, as a spreadsheet counts, that was not taken in, with its column and the code of what is wrong. */
export interface ExternalRowIssue {
  row: number;
  column: string;
  code: string;
}

/** A list that another authority has published, as imported. */
export const externalList = pgTable("external_list", {
  id: id(),
  createdAt: createdAt(),
  source: text().notNull(),
  name: text().notNull(),
  importedById: uuid()
    .notNull()
    .references(() => appUser.id),
  /** The territory of whoever imported it: organisations outside are not matched. */
  regionCode: text().notNull().default(""),
  fileName: text().notNull().default(""),
  sha256: text().notNull().default(""),
  /** Rows of the file that hold anything. */
  total: integer().notNull().default(0),
  /** Rows that were there already, from an earlier file. */
  known: integer().notNull().default(0),
  /** Rows that were not taken in, with why. */
  rejected: jsonb().$type<ExternalRowIssue[]>().notNull().default([]),
});

/** A row of an external list. By its code it is matched at once, by its name only as a suggestion to a person. */
export const externalEntry = pgTable(
  "external_entry",
  {
    id: id(),
    listId: uuid()
      .notNull()
      .references(() => externalList.id),
    uscc: text(),
    name: text().notNull(),
    documentNo: text().notNull().default(""),
    reason: text().notNull().default(""),
    authority: text().notNull().default(""),
    listedOn: date(),
    removedOn: date(),
    organizationId: uuid().references(() => organization.id),
    match: text().$type<ExternalMatch>().notNull(),
    matchedById: uuid().references(() => appUser.id),
    /** As a spreadsheet counts. */
    row: integer().notNull().default(0),
    /** The provision that the authority names. */
    basis: text().notNull().default(""),
    /** What the authority has decided. */
    penalty: text().notNull().default(""),
    /** From then on nobody is shown it: the authority, or an objection, took it back. */
    withdrawnAt: instant(),
    withdrawnById: uuid().references(() => appUser.id),
    withdrawnReason: text().notNull().default(""),
  },
  (t) => [
    check(
      "external_entry_withdrawn",
      sql`(${t.withdrawnAt} is null) = (${t.withdrawnById} is null) and (${t.withdrawnAt} is null) = (${t.withdrawnReason} = '')`,
    ),
    check(
      "external_entry_confirmed",
      sql`(${t.match} in ('confirmed', 'refused')) = (${t.matchedById} is not null)`,
    ),
    uniqueIndex("external_entry_once")
      .on(t.authority, t.documentNo, t.name)
      .where(sql`${t.withdrawnAt} is null and ${t.documentNo} <> ''`),
    oneOf("external_entry_match", t.match, externalMatches),
    index().on(t.listId, t.id),
    index().on(t.organizationId),
  ],
);

/** Who asked for an organisation's standing, kept ten years (Zhejiang public credit ordinance, Art. 20). */
export const standingQuery = pgTable(
  "standing_query",
  {
    id: id(),
    at: instant().notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    byId: uuid(),
    byOrganizationId: uuid(),
    via: text().notNull(),
    /** What was handed out: the public part, the whole record, a certificate. */
    extent: text().$type<"public" | "full" | "certificate">().notNull(),
  },
  (t) => [
    index().on(t.organizationId, t.at),
    oneOf("standing_query_extent", t.extent, ["public", "full", "certificate"]),
  ],
);

/** A certificate of standing as handed out, found again by its verification code. Append-only. */
export const standingCertificate = pgTable("standing_certificate", {
  id: id(),
  createdAt: createdAt(),
  code: text().notNull().unique(),
  organizationId: uuid()
    .notNull()
    .references(() => organization.id),
  issuedAt: instant().notNull(),
  /** Canonical statement, LF line ends; the PDF shows its SHA-256. */
  text: text().notNull(),
  sha256: text().notNull(),
  /** SHA-256 of the standing itself, without number and dates: whether it is the same today. Null: made out before this was kept. */
  facts: text(),
  withdrawn: boolean().notNull().default(false),
});

/**
 * What the public register is searched by, a row for each publication that was not withdrawn: kept by triggers, read
 * by nobody for its facts. `over` only says early what `runsUntil` says at any time; a job sets it.
 */
export const registerEntry = pgTable(
  "register_entry",
  {
    publicationId: uuid()
      .primaryKey()
      .references(() => publication.id),
    decisionId: uuid()
      .notNull()
      .references(() => decision.id),
    subjectId: uuid()
      .notNull()
      .references(() => organization.id),
    regionCode: text().notNull(),
    class: text().$type<MisconductClass>().notNull(),
    kinds: text().array().$type<MeasureKind[]>().notNull(),
    /** Names and document number, in lower case, a line each. */
    words: text().notNull(),
    from: instant().notNull(),
    until: deadline().notNull(),
    /** When the last of its measures ends as things stand. */
    runsUntil: deadline().notNull(),
    over: boolean().notNull().default(false),
  },
  (t) => [
    index().on(t.from, t.publicationId),
    index().on(t.over, t.from, t.publicationId),
    index("register_entry_running").on(t.runsUntil).where(sql`not over`),
    index("register_entry_county").on(t.regionCode, t.from, t.publicationId),
    index("register_entry_city").on(sql`left(${t.regionCode}, 4)`, t.from, t.publicationId),
    index().on(t.decisionId),
    index().on(t.subjectId),
    index("register_entry_kinds").using("gin", t.kinds),
    index("register_entry_words").using("gin", sql`grams(${t.words})`).with({ fastupdate: false }),
  ],
);
