import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { oneOf } from "./checks.ts";
import { createdAt, deadline, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import { ruleBook } from "./rule-book.ts";
import { fileContent } from "./shared.ts";
import {
  type CaseAudience,
  type CaseEntryKind,
  type CaseOrigin,
  type CaseState,
  type ClueKind,
  type CustodyAct,
  caseAudiences,
  caseEntryKinds,
  caseOrigins,
  caseStates,
  clueKinds,
  custodyActs,
  type DecisionKind,
  type DocumentService,
  decisionKinds,
  type MeasureKind,
  type MisconductClass,
  measureKinds,
  misconductClasses,
  type ObjectionState,
  type ObjectionSubject,
  objectionStates,
  objectionSubjects,
  type PaperSeries,
  paperSeries,
  type RectificationState,
  type RepairState,
  rectificationStates,
  repairStates,
  serviceWaysOfDocuments,
  type WithdrawalReason,
  withdrawalReasons,
} from "./vocabulary.ts";

/** A regulator as papers name it: the one whose prefix fits a region best numbers the cases there. */
export const caseOrgan = pgTable(
  "case_organ",
  {
    regionPrefix: text().primaryKey(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    /** What its document numbers begin with, as 浙科信. */
    abbreviation: text().notNull().unique(),
  },
  (t) => [check("case_organ_prefix", sql`${t.regionPrefix} ~ '^([0-9]{2}){1,3}$'`)],
);

/**
 * What the papers of a regulator say of it and of the ways against its decisions, from a day on (Administrative Penalty
 * Law, Art. 39 and 59): without a record in force it signs nothing.
 */
export const authorityRecord = pgTable(
  "authority_record",
  {
    regionPrefix: text()
      .notNull()
      .references(() => caseOrgan.regionPrefix),
    validFrom: date().notNull(),
    /** The words of its seal: the full name. */
    sealZh: text().notNull(),
    addressZh: text().notNull(),
    addressEn: text().notNull(),
    telephone: text().notNull(),
    /** Since 2024 the government of the same level (Administrative Reconsideration Law, Art. 24). */
    reconsiderationZh: text().notNull(),
    reconsiderationEn: text().notNull(),
    reconsiderationAddressZh: text().notNull(),
    reconsiderationAddressEn: text().notNull(),
    /** The people's court at its seat, or the one on which such suits are concentrated. */
    courtZh: text().notNull(),
    courtEn: text().notNull(),
    /** Where all of this is published. */
    source: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.regionPrefix, t.validFrom] }),
    check(
      "authority_record_complete",
      sql`'' <> all (array[${t.sealZh}, ${t.addressZh}, ${t.addressEn}, ${t.telephone}, ${t.reconsiderationZh}, ${t.reconsiderationEn}, ${t.reconsiderationAddressZh}, ${t.reconsiderationAddressEn}, ${t.courtZh}, ${t.courtEn}])`,
    ),
  ],
);

/** The last number of a series of papers of one organ in one year: taken by the transaction that writes the paper, so that none is missing. */
export const documentCounter = pgTable(
  "document_counter",
  {
    abbreviation: text()
      .notNull()
      .references(() => caseOrgan.abbreviation),
    series: text().$type<PaperSeries>().notNull(),
    year: integer().notNull(),
    last: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.abbreviation, t.series, t.year] }),
    oneOf("document_counter_series", t.series, paperSeries),
    check("document_counter_last", sql`${t.last} > 0`),
  ],
);

const person = () => uuid().references(() => appUser.id);

/**
 * A case of suspected misconduct of an organisation. Who investigates, chairs the hearing, decides and reviews are
 * different people, none of them the complainant: constraints here, as well as the transition table.
 */
export const misconductCase = pgTable(
  "misconduct_case",
  {
    id: id(),
    createdAt: createdAt(),
    caseNo: text().notNull().unique(),
    origin: text().$type<CaseOrigin>().notNull(),
    clueKind: text().$type<ClueKind>(),
    /** What a clue was drawn from; one clue of a kind from one cause. */
    causeType: text(),
    causeId: uuid(),
    /** The accused organisation, and its region when the case was filed. */
    subjectId: uuid()
      .notNull()
      .references(() => organization.id),
    regionCode: text().notNull(),
    /** Who complained: known to those who handle the case, never to the accused. Null for visitors and clues. */
    complainantId: person(),
    complainantOrganizationId: uuid().references(() => organization.id),
    complainantName: text().notNull().default(""),
    complainantContact: text().notNull().default(""),
    title: text().notNull(),
    account: text().notNull(),
    offenceCode: text().notNull(),
    /** The book in force when the act happened. */
    ruleBookId: uuid()
      .notNull()
      .references(() => ruleBook.id),
    actFrom: date().notNull(),
    actUntil: date().notNull(),
    confidential: boolean().notNull().default(false),
    officerId: person(),
    chairId: person(),
    deciderId: person(),
    reviewerId: person(),
    acceptedAt: instant(),
    /** By when it has to be decided, all in all (Administrative Penalty Law, Art. 60); an extension moves it. */
    decideBy: deadline(),
    /** End of the time in which the accused may state and defend. */
    statementDueAt: deadline(),
    /** By when a hearing may be asked for, and when it was; withdrawn: null again. */
    hearingRequestDueAt: deadline(),
    hearingRequestedAt: instant(),
    hearingAt: instant(),
    hearingPlace: text().notNull().default(""),
    heardAt: instant(),
    ...lifecycle<CaseState>("received"),
  },
  (t) => [
    oneOf("misconduct_case_state", t.state, caseStates),
    oneOf("misconduct_case_origin", t.origin, caseOrigins),
    oneOf("misconduct_case_clue", t.clueKind, clueKinds),
    check("misconduct_case_region", sql`${t.regionCode} ~ '^[0-9]{6}$'`),
    check("misconduct_case_act", sql`${t.actFrom} <= ${t.actUntil}`),
    check("misconduct_case_clue_kind", sql`(${t.origin} = 'clue') = (${t.clueKind} is not null)`),
    check("misconduct_case_officer_decider", sql`${t.officerId} <> ${t.deciderId}`),
    check("misconduct_case_officer_reviewer", sql`${t.officerId} <> ${t.reviewerId}`),
    check("misconduct_case_decider_reviewer", sql`${t.deciderId} <> ${t.reviewerId}`),
    check("misconduct_case_officer_chair", sql`${t.officerId} <> ${t.chairId}`),
    check("misconduct_case_chair_reviewer", sql`${t.chairId} <> ${t.reviewerId}`),
    check(
      "misconduct_case_complainant",
      sql`${t.complainantId} <> all (array_remove(array[${t.officerId}, ${t.chairId}, ${t.deciderId}, ${t.reviewerId}], null))`,
    ),
    unique("misconduct_case_clue_once").on(t.clueKind, t.causeType, t.causeId),
    index().on(t.regionCode, t.state, t.deadline),
    index().on(t.subjectId, t.createdAt),
    index().on(t.officerId, t.state),
    index().on(t.complainantId),
  ],
);

const ofCase = () =>
  uuid()
    .notNull()
    .references(() => misconductCase.id);

/** The file of the case, one numbered entry after the other. Append-only (trigger). */
export const caseEntry = pgTable(
  "case_entry",
  {
    id: id(),
    createdAt: createdAt(),
    caseId: ofCase(),
    n: integer().notNull(),
    kind: text().$type<CaseEntryKind>().notNull(),
    audience: text().$type<CaseAudience>().notNull().default("handlers"),
    text: text().notNull(),
    at: instant().notNull(),
    byId: person(),
    detail: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [
    unique("case_entry_once").on(t.caseId, t.n),
    oneOf("case_entry_kind", t.kind, caseEntryKinds),
    oneOf("case_entry_audience", t.audience, caseAudiences),
  ],
);

/**
 * By which a visitor who complained reads what became of it, without an account. Only the SHA-256 of the code is kept; a
 * complaint that was sent twice has two.
 */
export const caseQueryCode = pgTable(
  "case_query_code",
  {
    /** Lower-case hexadecimal. */
    hash: text().primaryKey(),
    createdAt: createdAt(),
    caseId: ofCase(),
  },
  (t) => [check("case_query_code_hash", sql`${t.hash} ~ '^[0-9a-f]{64}$'`), index().on(t.caseId)],
);

/** Evidence: who handed it in, how it was obtained, and its SHA-256 as received. Append-only (trigger). */
export const caseFile = pgTable(
  "case_file",
  {
    id: id(),
    createdAt: createdAt(),
    caseId: ofCase(),
    entryId: uuid()
      .notNull()
      .references(() => caseEntry.id),
    sha256: text()
      .notNull()
      .references(() => fileContent.sha256),
    name: text().notNull(),
    source: text().notNull().default(""),
    audience: text().$type<CaseAudience>().notNull().default("handlers"),
    byId: person(),
    at: instant().notNull(),
  },
  (t) => [index().on(t.caseId), oneOf("case_file_audience", t.audience, caseAudiences)],
);

/** The chain of custody of a piece of evidence: who had it, when, and what it hashed to then. Append-only (trigger). */
export const caseCustody = pgTable(
  "case_custody",
  {
    id: id(),
    createdAt: createdAt(),
    fileId: uuid()
      .notNull()
      .references(() => caseFile.id),
    act: text().$type<CustodyAct>().notNull(),
    byId: person(),
    at: instant().notNull(),
    sha256: text().notNull(),
  },
  (t) => [index().on(t.fileId, t.at), oneOf("case_custody_act", t.act, custodyActs)],
);

/** A person who may not work on a case, and why. */
export const caseRecusal = pgTable(
  "case_recusal",
  {
    id: id(),
    createdAt: createdAt(),
    caseId: ofCase(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    reason: text().notNull(),
  },
  (t) => [unique("case_recusal_once").on(t.caseId, t.userId)],
);

/** People of the accused organisation who answer for what happened. Known to the handlers, never published. */
export const caseResponsible = pgTable(
  "case_responsible",
  {
    id: id(),
    createdAt: createdAt(),
    caseId: ofCase(),
    name: text().notNull(),
    capacity: text().notNull(),
  },
  (t) => [index().on(t.caseId)],
);

/**
 * What the accused is told before a decision: facts, rule, proposed measures and rights (Administrative Penalty Law,
 * Art. 44). Append-only (trigger).
 */
export const caseNotice = pgTable(
  "case_notice",
  {
    id: id(),
    createdAt: createdAt(),
    caseId: ofCase(),
    n: integer().notNull(),
    facts: text().notNull(),
    class: text().$type<MisconductClass>().notNull(),
    ruleBookId: uuid()
      .notNull()
      .references(() => ruleBook.id),
    offenceCode: text().notNull(),
    servedAt: instant().notNull(),
    servedHow: text().$type<DocumentService>().notNull(),
    statementDueAt: deadline().notNull(),
    byId: uuid()
      .notNull()
      .references(() => appUser.id),
  },
  (t) => [
    unique("case_notice_once").on(t.caseId, t.n),
    oneOf("case_notice_class", t.class, misconductClasses),
    oneOf("case_notice_service", t.servedHow, serviceWaysOfDocuments),
    check("case_notice_window", sql`${t.statementDueAt} > ${t.servedAt}`),
  ],
);

/** A measure the notice announces, at most so long: what is decided may be milder, never harder (Art. 45). */
export const proposedMeasure = pgTable(
  "proposed_measure",
  {
    id: id(),
    noticeId: uuid()
      .notNull()
      .references(() => caseNotice.id),
    kind: text().$type<MeasureKind>().notNull(),
    days: integer(),
  },
  (t) => [
    unique("proposed_measure_once").on(t.noticeId, t.kind),
    oneOf("proposed_measure_kind", t.kind, measureKinds),
  ],
);

/** The written decision, signed by one person, as canonical text with its SHA-256. Append-only (trigger). */
export const decision = pgTable(
  "decision",
  {
    id: id(),
    createdAt: createdAt(),
    caseId: ofCase(),
    n: integer().notNull(),
    documentNo: text().notNull().unique(),
    kind: text().$type<DecisionKind>().notNull(),
    /** The notice it answers; null where nothing is laid on anybody. */
    noticeId: uuid().references(() => caseNotice.id),
    /** The decision that this one upholds, changes or revokes. */
    onId: uuid().references((): AnyPgColumn => decision.id),
    ruleBookId: uuid()
      .notNull()
      .references(() => ruleBook.id),
    offenceCode: text().notNull(),
    class: text().$type<MisconductClass>(),
    facts: text().notNull(),
    reasons: text().notNull(),
    /** The document word for word, LF line ends, as signed. */
    text: text().notNull(),
    /** Lower-case hexadecimal, of `text` in UTF-8. */
    sha256: text().notNull(),
    signerId: uuid()
      .notNull()
      .references(() => appUser.id),
    signedAt: instant().notNull(),
  },
  (t) => [
    unique("decision_once").on(t.caseId, t.n),
    oneOf("decision_kind", t.kind, decisionKinds),
    oneOf("decision_class", t.class, misconductClasses),
    check("decision_hash", sql`${t.sha256} = encode(sha256(convert_to(${t.text}, 'UTF8')), 'hex')`),
    check("decision_sanction_on_notice", sql`${t.kind} <> 'sanction' or ${t.noticeId} is not null`),
    check("decision_on", sql`(${t.kind} in ('upheld', 'changed', 'revoked')) = (${t.onId} is not null)`),
    index().on(t.caseId),
    index().on(t.onId),
    index("decision_document_trgm").using("gin", sql`${t.documentNo} gin_trgm_ops`),
  ],
);

/** What the decision lays on the organisation; it begins when the decision is served. Append-only (trigger). */
export const decidedMeasure = pgTable(
  "decided_measure",
  {
    id: id(),
    decisionId: uuid()
      .notNull()
      .references(() => decision.id),
    kind: text().$type<MeasureKind>().notNull(),
    days: integer(),
  },
  (t) => [
    unique("decided_measure_once").on(t.decisionId, t.kind),
    oneOf("decided_measure_kind", t.kind, measureKinds),
    index().on(t.kind),
  ],
);

/** When and how a decision reached its subject: from then on it counts. Append-only (trigger). */
export const decisionService = pgTable(
  "decision_service",
  {
    decisionId: uuid()
      .primaryKey()
      .references(() => decision.id),
    at: instant().notNull(),
    how: text().$type<DocumentService>().notNull(),
    byId: person(),
  },
  (t) => [oneOf("decision_service_how", t.how, serviceWaysOfDocuments)],
);

/** A decision in the public register, `[from, until)` unless withdrawn before. Append-only (trigger). */
export const publication = pgTable(
  "publication",
  {
    id: id(),
    createdAt: createdAt(),
    decisionId: uuid()
      .notNull()
      .unique()
      .references(() => decision.id),
    class: text().$type<MisconductClass>().notNull(),
    from: instant().notNull(),
    until: deadline().notNull(),
    /** What happened, in words that name no natural person; empty: the offence's own description stands for it. */
    facts: text().notNull().default(""),
    /** Of the case, for the register's filters; filled by a trigger. */
    subjectId: uuid().references(() => organization.id),
    regionCode: text(),
  },
  (t) => [
    check("publication_order", sql`${t.from} < ${t.until}`),
    oneOf("publication_class", t.class, misconductClasses),
    check("publication_about", sql`${t.subjectId} is not null and ${t.regionCode} is not null`),
    index().on(t.from, t.id),
    index().on(t.regionCode, t.from),
    index().on(t.subjectId),
  ],
);

export const publicationWithdrawal = pgTable(
  "publication_withdrawal",
  {
    publicationId: uuid()
      .primaryKey()
      .references(() => publication.id),
    at: instant().notNull(),
    reason: text().$type<WithdrawalReason>().notNull(),
    note: text().notNull().default(""),
    byId: person(),
  },
  (t) => [oneOf("publication_withdrawal_reason", t.reason, withdrawalReasons)],
);

/** The subject says that something in its record is wrong; marked at once wherever it shows. */
export const objection = pgTable(
  "objection",
  {
    id: id(),
    createdAt: createdAt(),
    subjectId: uuid()
      .notNull()
      .references(() => organization.id),
    regionCode: text().notNull(),
    about: text().$type<ObjectionSubject>().notNull(),
    aboutId: uuid().notNull(),
    caseId: uuid().references(() => misconductCase.id),
    grounds: text().notNull(),
    filedById: uuid()
      .notNull()
      .references(() => appUser.id),
    filedAt: instant().notNull(),
    complex: boolean().notNull().default(false),
    answer: text().notNull().default(""),
    answeredById: person(),
    answeredAt: instant(),
    ...lifecycle<ObjectionState>("filed"),
  },
  (t) => [
    oneOf("objection_state", t.state, objectionStates),
    oneOf("objection_about", t.about, objectionSubjects),
    check("objection_answered_by_another", sql`${t.filedById} <> ${t.answeredById}`),
    uniqueIndex("objection_open_once").on(t.about, t.aboutId).where(sql`state = 'filed'`),
    index().on(t.about, t.aboutId),
    index().on(t.regionCode, t.state, t.deadline),
    index().on(t.subjectId),
  ],
);

/** What has to be put right by when; a missed deadline becomes a clue for a person, nothing else. */
export const rectification = pgTable(
  "rectification",
  {
    id: id(),
    createdAt: createdAt(),
    caseId: ofCase(),
    decisionId: uuid()
      .notNull()
      .references(() => decision.id),
    subjectId: uuid()
      .notNull()
      .references(() => organization.id),
    regionCode: text().notNull(),
    what: text().notNull(),
    dueAt: deadline().notNull(),
    report: text().notNull().default(""),
    answer: text().notNull().default(""),
    answeredById: person(),
    ...lifecycle<RectificationState>("ordered"),
  },
  (t) => [
    oneOf("rectification_state", t.state, rectificationStates),
    index().on(t.caseId),
    index().on(t.regionCode, t.state, t.deadline),
  ],
);

/** A request to end publication and measures early, after correction (credit-repair rules of 2026). */
export const repair = pgTable(
  "repair",
  {
    id: id(),
    createdAt: createdAt(),
    caseId: ofCase(),
    decisionId: uuid()
      .notNull()
      .references(() => decision.id),
    subjectId: uuid()
      .notNull()
      .references(() => organization.id),
    regionCode: text().notNull(),
    statement: text().notNull(),
    promisedById: uuid()
      .notNull()
      .references(() => appUser.id),
    answer: text().notNull().default(""),
    answeredById: person(),
    ...lifecycle<RepairState>("filed"),
  },
  (t) => [
    oneOf("repair_state", t.state, repairStates),
    check("repair_answered_by_another", sql`${t.promisedById} <> ${t.answeredById}`),
    index().on(t.decisionId),
    index().on(t.regionCode, t.state, t.deadline),
  ],
);
