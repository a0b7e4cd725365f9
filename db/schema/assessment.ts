import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { oneOf } from "./checks.ts";
import { createdAt, deadline, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import {
  type AssessmentGrade,
  type AssessmentState,
  type AssessmentTrack,
  assessmentGrades,
  assessmentStates,
  assessmentTracks,
  type IndicatorKind,
  indicatorKinds,
  type ProposalKind,
  type ProposalState,
  proposalKinds,
  proposalStates,
  type RectificationState,
  rectificationStates,
  type ResultObjectionState,
  type RosterStanding,
  resultObjectionStates,
  rosterStandings,
  technologyCompanyKinds,
} from "./vocabulary.ts";

/**
 * One version of the rules that subjects of a track are assessed by. Points are hundredths of a point, money is fen. A
 * published version never changes again (trigger in the migration).
 */
export const indicatorSet = pgTable(
  "indicator_set",
  {
    id: id(),
    createdAt: createdAt(),
    track: text().$type<AssessmentTrack>().notNull(),
    version: integer().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    /** The paper that it rests on. */
    basis: text().notNull().default(""),
    /** The first day of the periods that it may be used for. */
    validFrom: date().notNull(),
    publishedAt: instant(),
    createdBy: uuid().references(() => appUser.id),
    excellentFrom: integer().notNull(),
    goodFrom: integer().notNull(),
    qualifiedFrom: integer().notNull(),
    /** So many first are praised, so many last are carded; so many years among the last in a row lead to delisting. */
    praiseCount: smallint().notNull(),
    cardCount: smallint().notNull(),
    delistAfterYears: smallint().notNull(),
    /** How a reward is shared out: the weight of each of the two best grades, and the most for one subject. */
    rewardWeightExcellent: integer().notNull(),
    rewardWeightGood: integer().notNull(),
    rewardCap: bigint({ mode: "number" }).notNull(),
    /** What a subsidy is proportional to, a formula over figures; and the most for one subject. */
    subsidyFormula: text().notNull(),
    subsidyCap: bigint({ mode: "number" }).notNull(),
  },
  (t) => [
    oneOf("indicator_set_track", t.track, assessmentTracks),
    unique("indicator_set_version").on(t.track, t.version),
    check(
      "indicator_set_grades",
      sql`${t.excellentFrom} > ${t.goodFrom} and ${t.goodFrom} > ${t.qualifiedFrom} and ${t.qualifiedFrom} > 0`,
    ),
    check(
      "indicator_set_counts",
      sql`${t.praiseCount} >= 0 and ${t.cardCount} >= 0 and ${t.delistAfterYears} > 1`,
    ),
    check("indicator_set_caps", sql`${t.rewardCap} > 0 and ${t.subsidyCap} > 0`),
    check(
      "indicator_set_weights",
      sql`${t.rewardWeightExcellent} >= ${t.rewardWeightGood} and ${t.rewardWeightGood} >= 0`,
    ),
  ],
);

/**
 * One indicator: a formula over figures whose value gives no points at `floor`, all of them at `ceiling` and in between
 * its share; a floor above the ceiling rewards small values.
 */
export const indicator = pgTable(
  "indicator",
  {
    id: id(),
    setId: uuid()
      .notNull()
      .references(() => indicatorSet.id, { onDelete: "cascade" }),
    position: smallint().notNull(),
    code: text().notNull(),
    kind: text().$type<IndicatorKind>().notNull(),
    groupZh: text().notNull().default(""),
    groupEn: text().notNull().default(""),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    unitZh: text().notNull().default(""),
    unitEn: text().notNull().default(""),
    formula: text().notNull(),
    floor: doublePrecision().notNull(),
    ceiling: doublePrecision().notNull(),
    /** Hundredths of a point. */
    points: integer().notNull(),
    /** Counts towards the sharing score, by which ties are broken. */
    sharing: boolean().notNull().default(false),
  },
  (t) => [
    unique("indicator_code").on(t.setId, t.code),
    oneOf("indicator_kind", t.kind, indicatorKinds),
    check("indicator_code_form", sql`${t.code} ~ '^[a-z][a-z0-9_]{1,39}$'`),
    check("indicator_range", sql`${t.kind} = 'threshold' or ${t.floor} <> ${t.ceiling}`),
    check("indicator_points", sql`(${t.kind} = 'threshold') = (${t.points} = 0) and ${t.points} >= 0`),
  ],
);

/** Who is recognised in a track and who is in reserve, each for `[from, until)`. */
export const assessmentRoster = pgTable(
  "assessment_roster",
  {
    id: id(),
    createdAt: createdAt(),
    track: text().$type<AssessmentTrack>().notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    standing: text().$type<RosterStanding>().notNull(),
    from: date().notNull(),
    until: date(),
    reason: text().notNull().default(""),
  },
  (t) => [
    oneOf("assessment_roster_track", t.track, assessmentTracks),
    oneOf("assessment_roster_standing", t.standing, rosterStandings),
    check("assessment_roster_order", sql`${t.until} >= ${t.from}`),
    uniqueIndex("assessment_roster_once").on(t.track, t.organizationId).where(sql`until is null`),
    index().on(t.organizationId),
  ],
);

/** A company's entry in a register of technology companies, both days included. */
export const technologyCompany = pgTable(
  "technology_company",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    kind: text().$type<(typeof technologyCompanyKinds)[number]>().notNull(),
    number: text().notNull(),
    validFrom: date().notNull(),
    validUntil: date().notNull(),
  },
  (t) => [
    oneOf("technology_company_kind", t.kind, technologyCompanyKinds),
    check("technology_company_order", sql`${t.validUntil} >= ${t.validFrom}`),
    unique("technology_company_number").on(t.kind, t.number),
    index().on(t.organizationId),
  ],
);

/** One assessment: a track, a region, a period and the rules that were published before it began. */
export const assessmentCycle = pgTable(
  "assessment_cycle",
  {
    id: id(),
    createdAt: createdAt(),
    track: text().$type<AssessmentTrack>().notNull(),
    year: integer().notNull(),
    /** GB/T 2260 code of the region whose subjects are assessed; trailing zeros stand for all of it. */
    regionCode: text().notNull(),
    setId: uuid()
      .notNull()
      .references(() => indicatorSet.id),
    /** Whole days, the last one included. */
    periodFrom: date().notNull(),
    periodTo: date().notNull(),
    /** Fen that may be proposed as rewards and as subsidies. */
    rewardBudget: bigint({ mode: "number" }).notNull().default(0),
    subsidyBudget: bigint({ mode: "number" }).notNull().default(0),
    createdBy: uuid().references(() => appUser.id),
    frozenAt: instant(),
    scoredBy: uuid().references(() => appUser.id),
    scoredAt: instant(),
    confirmedBy: uuid().references(() => appUser.id),
    publishedAt: instant(),
    demo: boolean().notNull().default(false),
    ...lifecycle<AssessmentState>("drafted"),
  },
  (t) => [
    oneOf("assessment_cycle_track", t.track, assessmentTracks),
    oneOf("assessment_cycle_state", t.state, assessmentStates),
    uniqueIndex("assessment_cycle_once").on(t.track, t.regionCode, t.year).where(sql`state <> 'discarded'`),
    check("assessment_cycle_region", sql`${t.regionCode} ~ '^[0-9]{6}$'`),
    check("assessment_cycle_period", sql`${t.periodTo} > ${t.periodFrom}`),
    check("assessment_cycle_budget", sql`${t.rewardBudget} >= 0 and ${t.subsidyBudget} >= 0`),
    check("assessment_cycle_two_people", sql`${t.confirmedBy} <> ${t.scoredBy}`),
    check("assessment_cycle_frozen", sql`${t.scoredAt} is null or ${t.frozenAt} is not null`),
  ],
);

/** One organisation in one cycle: what it reports, and how it did. Scores are hundredths of a point. */
export const assessmentSubject = pgTable(
  "assessment_subject",
  {
    id: id(),
    createdAt: createdAt(),
    cycleId: uuid()
      .notNull()
      .references(() => assessmentCycle.id, { onDelete: "cascade" }),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    standing: text().$type<RosterStanding>().notNull(),
    report: text().notNull().default(""),
    reportedBy: uuid().references(() => appUser.id),
    reportedAt: instant(),
    score: integer(),
    sharing: integer(),
    grade: text().$type<AssessmentGrade>(),
    /** Null for those in reserve, who are scored and not ranked. */
    rank: integer(),
    praised: boolean().notNull().default(false),
    bottom: boolean().notNull().default(false),
    /** Years in a row among the last, this one included. */
    bottomYears: smallint().notNull().default(0),
  },
  (t) => [
    unique("assessment_subject_once").on(t.cycleId, t.organizationId),
    oneOf("assessment_subject_standing", t.standing, rosterStandings),
    oneOf("assessment_subject_grade", t.grade, assessmentGrades),
    check("assessment_subject_ranked", sql`${t.rank} is null or ${t.standing} = 'listed'`),
    index().on(t.organizationId),
  ],
);

/** A figure as it was frozen, and what a sustained objection has put in its place. `value` never changes (trigger). */
export const assessmentFigure = pgTable(
  "assessment_figure",
  {
    subjectId: uuid()
      .notNull()
      .references(() => assessmentSubject.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** Null: nothing to compute it from. */
    value: doublePrecision(),
    /** How many rows it was computed from. */
    rows: integer().notNull(),
    corrected: doublePrecision(),
    objectionId: uuid().references(() => resultObjection.id),
  },
  (t) => [
    primaryKey({ columns: [t.subjectId, t.name] }),
    check("assessment_figure_corrected", sql`(${t.corrected} is null) = (${t.objectionId} is null)`),
  ],
);

/** What one indicator gave one subject. */
export const assessmentPoints = pgTable(
  "assessment_points",
  {
    subjectId: uuid()
      .notNull()
      .references(() => assessmentSubject.id, { onDelete: "cascade" }),
    indicatorId: uuid()
      .notNull()
      .references(() => indicator.id),
    value: doublePrecision(),
    points: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.subjectId, t.indicatorId] })],
);

/** A subject's objection to its provisional result, answered by somebody else than who scored. */
export const resultObjection = pgTable(
  "result_objection",
  {
    id: id(),
    createdAt: createdAt(),
    cycleId: uuid()
      .notNull()
      .references(() => assessmentCycle.id),
    subjectId: uuid()
      .notNull()
      .references(() => assessmentSubject.id),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    statement: text().notNull(),
    raisedBy: uuid()
      .notNull()
      .references(() => appUser.id),
    /** Copied from the cycle, for the constraint below. */
    scoredBy: uuid()
      .notNull()
      .references(() => appUser.id),
    answer: text().notNull().default(""),
    answeredBy: uuid().references(() => appUser.id),
    answeredAt: instant(),
    ...lifecycle<ResultObjectionState>("raised"),
  },
  (t) => [
    oneOf("result_objection_state", t.state, resultObjectionStates),
    check("result_objection_two_people", sql`${t.answeredBy} <> ${t.scoredBy}`),
    index().on(t.cycleId, t.state),
    index().on(t.organizationId),
  ],
);

/** What the confirmed result calls for. Nothing follows from it until a person who did not score adopts it. */
export const assessmentProposal = pgTable(
  "assessment_proposal",
  {
    id: id(),
    createdAt: createdAt(),
    cycleId: uuid()
      .notNull()
      .references(() => assessmentCycle.id),
    subjectId: uuid()
      .notNull()
      .references(() => assessmentSubject.id),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    kind: text().$type<ProposalKind>().notNull(),
    /** Fen, of rewards and subsidies. */
    amount: bigint({ mode: "number" }),
    /** Codes with their numbers, said by `assessment:because`. */
    reasons: jsonb().$type<{ code: string; params?: Record<string, string | number> }[]>().notNull(),
    scoredBy: uuid()
      .notNull()
      .references(() => appUser.id),
    decidedBy: uuid().references(() => appUser.id),
    decidedAt: instant(),
    reason: text().notNull().default(""),
    /** The end of the time to put right what an adopted card is about. */
    rectifyBy: deadline(),
    ...lifecycle<ProposalState>("proposed"),
  },
  (t) => [
    oneOf("assessment_proposal_kind", t.kind, proposalKinds),
    oneOf("assessment_proposal_state", t.state, proposalStates),
    unique("assessment_proposal_once").on(t.cycleId, t.organizationId, t.kind),
    check(
      "assessment_proposal_amount",
      sql`(${t.kind} in ('reward', 'subsidy')) = (${t.amount} is not null)`,
    ),
    check("assessment_proposal_positive", sql`${t.amount} > 0`),
    check("assessment_proposal_two_people", sql`${t.decidedBy} <> ${t.scoredBy}`),
    check(
      "assessment_proposal_rectify",
      sql`${t.rectifyBy} is null or (${t.kind} = 'yellow_card' and ${t.state} = 'adopted')`,
    ),
    index().on(t.organizationId),
  ],
);

/**
 * What an adopted yellow card asks to be put right, and by when. A missed deadline becomes a clue for a person, nothing
 * else. Evidence is attached to it.
 */
export const cardRectification = pgTable(
  "card_rectification",
  {
    id: id(),
    createdAt: createdAt(),
    proposalId: uuid()
      .notNull()
      .unique()
      .references(() => assessmentProposal.id),
    cycleId: uuid()
      .notNull()
      .references(() => assessmentCycle.id),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    regionCode: text().notNull(),
    dueAt: deadline().notNull(),
    report: text().notNull().default(""),
    reportedById: uuid().references(() => appUser.id),
    answer: text().notNull().default(""),
    answeredById: uuid().references(() => appUser.id),
    ...lifecycle<RectificationState>("ordered"),
  },
  (t) => [
    oneOf("card_rectification_state", t.state, rectificationStates),
    check("card_rectification_two_people", sql`${t.reportedById} <> ${t.answeredById}`),
    index().on(t.cycleId),
    index().on(t.organizationId),
    index().on(t.state, t.deadline),
  ],
);
