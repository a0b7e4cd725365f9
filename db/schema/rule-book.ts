import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { allOf, oneOf } from "./checks.ts";
import { createdAt, id, instant } from "./columns.ts";
import { appUser } from "./identity.ts";
import {
  type MeasureEffect,
  type MeasureKind,
  type MisconductClass,
  measureEffects,
  measureKinds,
  misconductClasses,
  type OffenceCategory,
  offenceCategories,
  type ProcedureLimitCode,
  procedureLimitCodes,
  type RunningRule,
  runningRules,
} from "./vocabulary.ts";

/**
 * One version of what is misconduct, what may follow and in which time. A draft has no `publishedAt`; once published,
 * neither the book nor its parts change (triggers in the migration), and only what was published before an act applies
 * to it.
 */
export const ruleBook = pgTable(
  "rule_book",
  {
    id: id(),
    createdAt: createdAt(),
    version: integer().notNull().unique(),
    publishedAt: instant(),
    effectiveAt: instant(),
    noteZh: text().notNull().default(""),
    noteEn: text().notNull().default(""),
    /** Who began the draft, and who published it: two people. Null: loaded with the platform. */
    draftedById: uuid().references(() => appUser.id),
    publishedById: uuid().references(() => appUser.id),
  },
  (t) => [
    check(
      "rule_book_two_people",
      sql`${t.draftedById} is null or ${t.publishedAt} is null or ${t.publishedById} is distinct from ${t.draftedById}
        and ${t.publishedById} is not null`,
    ),
    check("rule_book_dated", sql`(${t.publishedAt} is null) = (${t.effectiveAt} is null)`),
    check("rule_book_beforehand", sql`${t.effectiveAt} >= ${t.publishedAt}`),
  ],
);

const ofBook = () =>
  uuid()
    .notNull()
    .references(() => ruleBook.id);

export const offence = pgTable(
  "offence",
  {
    id: id(),
    ruleBookId: ofBook(),
    code: text().notNull(),
    category: text().$type<OffenceCategory>().notNull(),
    /** The gravest class that a decision on it may find. */
    gravest: text().$type<MisconductClass>().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    descriptionZh: text().notNull(),
    descriptionEn: text().notNull(),
    /** Law and article. */
    basisZh: text().notNull(),
    basisEn: text().notNull(),
  },
  (t) => [
    unique("offence_once").on(t.ruleBookId, t.code),
    oneOf("offence_category", t.category, offenceCategories),
    oneOf("offence_gravest", t.gravest, misconductClasses),
  ],
);

/** A measure that may answer an offence, for so many days; without days it has no term (a reminder, a talk). */
export const offenceMeasure = pgTable(
  "offence_measure",
  {
    ruleBookId: uuid().notNull(),
    offenceCode: text().notNull(),
    kind: text().$type<MeasureKind>().notNull(),
    minDays: integer(),
    maxDays: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.ruleBookId, t.offenceCode, t.kind] }),
    foreignKey({
      columns: [t.ruleBookId, t.offenceCode],
      foreignColumns: [offence.ruleBookId, offence.code],
    }),
    oneOf("offence_measure_kind", t.kind, measureKinds),
    check("offence_measure_term", sql`(${t.minDays} is null) = (${t.maxDays} is null)`),
    check("offence_measure_order", sql`0 < ${t.minDays} and ${t.minDays} <= ${t.maxDays}`),
  ],
);

/** What a kind of measure does, how one gets out of it, and how high up it is decided. */
export const measureRule = pgTable(
  "measure_rule",
  {
    ruleBookId: ofBook(),
    kind: text().$type<MeasureKind>().notNull(),
    effects: text().array().$type<MeasureEffect[]>().notNull(),
    running: text().$type<RunningRule>().notNull(),
    /** The subject may ask for a hearing before it is decided (Administrative Penalty Law, Art. 63). */
    hearing: boolean().notNull(),
    /** Calendar days after which repair may be asked for; null: not repairable. */
    repairAfterDays: integer(),
    /** Calendar days to rectify that come with it; null: none. */
    rectifyDays: integer(),
    /** Length of the region prefix of the regulators who may decide it: 2 province, 4 city, 6 county. */
    decidedBy: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ruleBookId, t.kind] }),
    oneOf("measure_rule_kind", t.kind, measureKinds),
    allOf("measure_rule_effects", t.effects, measureEffects),
    oneOf("measure_rule_running", t.running, runningRules),
    check("measure_rule_level", sql`${t.decidedBy} in (2, 4, 6)`),
  ],
);

/** How long decisions of a class are published: the least time before repair, and the time after which it ends by itself. */
export const publicationRule = pgTable(
  "publication_rule",
  {
    ruleBookId: ofBook(),
    class: text().$type<MisconductClass>().notNull(),
    published: boolean().notNull(),
    minDays: integer().notNull(),
    maxDays: integer().notNull(),
    /** How long the event counts in the integrity record. */
    recordDays: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ruleBookId, t.class] }),
    oneOf("publication_rule_class", t.class, misconductClasses),
    check("publication_rule_order", sql`0 <= ${t.minDays} and ${t.minDays} <= ${t.maxDays}`),
  ],
);

/** A time limit of the procedure, in working days by the holiday table or in calendar days. */
export const procedureLimit = pgTable(
  "procedure_limit",
  {
    ruleBookId: ofBook(),
    code: text().$type<ProcedureLimitCode>().notNull(),
    days: integer().notNull(),
    working: boolean().notNull(),
    basisZh: text().notNull().default(""),
    basisEn: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.ruleBookId, t.code] }),
    oneOf("procedure_limit_code", t.code, procedureLimitCodes),
    check("procedure_limit_days", sql`${t.days} > 0`),
  ],
);
