// Longer than most: a demand's call for proposals, from question to award, is one model and is read together.

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { listing } from "./catalog.ts";
import { oneOf } from "./checks.ts";
import { createdAt, deadline, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import {
  type DemandCallState,
  type DemandOutcome,
  demandCallStates,
  demandOutcomes,
  type ResearchProposalState,
  researchProposalStates,
} from "./vocabulary.ts";

/** What proposals are scored by; weights are percent and sum to 100. */
export interface Criterion {
  name: string;
  weight: number;
}

const demandOf = () =>
  uuid()
    .notNull()
    .references(() => listing.id, { onDelete: "cascade" });

/**
 * A demand's call for proposals, from the first that comes in. Its id is the demand's. While it is receiving, `deadline` is when
 * the proposals are opened; while it is awarded, when the award becomes final.
 */
export const demandCall = pgTable(
  "demand_call",
  {
    id: uuid()
      .primaryKey()
      .references(() => listing.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    /** The client: whose demand it is, copied so that its lists need no join. */
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    criteria: jsonb().$type<Criterion[]>().notNull(),
    /** Sealed until then: what comes later is refused, what came earlier is read by nobody but its author. */
    dueAt: deadline().notNull(),
    openedAt: instant(),
    outcome: text().$type<DemandOutcome>(),
    outcomeNote: text().notNull().default(""),
    demo: boolean().notNull().default(false),
    ...lifecycle<DemandCallState>("receiving"),
  },
  (t) => [
    oneOf("demand_call_state", t.state, demandCallStates),
    oneOf("demand_call_outcome", t.outcome, demandOutcomes),
    check("demand_call_closed_with_outcome", sql`${t.state} <> 'closed' or ${t.outcome} is not null`),
    check("demand_call_opened_when_due", sql`${t.openedAt} >= ${t.dueAt}`),
    index().on(t.organizationId, t.state),
    index().on(t.state, t.deadline),
  ],
);

/**
 * What an organisation offers to do for a demand: method, team, plan, and a budget by milestone. Nobody but its author reads
 * it before it is opened; one that is withdrawn or returned before is never opened.
 */
export const proposal = pgTable(
  "proposal",
  {
    id: id(),
    createdAt: createdAt(),
    demandId: demandOf(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    /** The client, copied: whose turn it is after the opening. */
    clientId: uuid()
      .notNull()
      .references(() => organization.id),
    method: text().notNull(),
    team: text().notNull(),
    plan: text().notNull(),
    /** Fen; the milestones' amounts sum to it (a constraint of its own, checked at commit). */
    amount: bigint({ mode: "number" }).notNull(),
    currency: text().notNull().default("CNY"),
    /** SHA-256 over salt and content as last saved: proves at the opening that nothing was changed after the deadline. */
    sealSalt: text().notNull(),
    seal: text().notNull(),
    submittedAt: instant().notNull(),
    openedAt: instant(),
    demo: boolean().notNull().default(false),
    ...lifecycle<ResearchProposalState>("sealed"),
  },
  (t) => [
    oneOf("proposal_state", t.state, researchProposalStates),
    check("proposal_amount_positive", sql`${t.amount} > 0`),
    check("proposal_not_own_demand", sql`${t.organizationId} <> ${t.clientId}`),
    check(
      "proposal_judged_when_opened",
      sql`${t.state} in ('sealed', 'withdrawn', 'returned_unopened') or ${t.openedAt} is not null`,
    ),
    uniqueIndex("proposal_one_of_an_organization")
      .on(t.demandId, t.organizationId)
      .where(sql`${t.state} <> 'withdrawn'`),
    index().on(t.organizationId, t.createdAt),
  ],
);

export const proposalMilestone = pgTable(
  "proposal_milestone",
  {
    proposalId: uuid()
      .notNull()
      .references(() => proposal.id, { onDelete: "cascade" }),
    n: smallint().notNull(),
    title: text().notNull(),
    deliverable: text().notNull(),
    /** By what standard and method the client accepts it. */
    acceptance: text().notNull().default(""),
    dueOn: date().notNull(),
    /** Fen. */
    amount: bigint({ mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.proposalId, t.n] }),
    check("proposal_milestone_amount", sql`${t.amount} >= 0`),
    check("proposal_milestone_number", sql`${t.n} > 0`),
  ],
);

/** The client's sheet: points 0–100 for one criterion (from 1, in the call's order) of one proposal, with the reason. */
export const proposalScore = pgTable(
  "proposal_score",
  {
    proposalId: uuid()
      .notNull()
      .references(() => proposal.id, { onDelete: "cascade" }),
    criterion: smallint().notNull(),
    points: smallint().notNull(),
    reason: text().notNull(),
    by: uuid().references(() => appUser.id),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.proposalId, t.criterion] }),
    check("proposal_score_points", sql`${t.points} between 0 and 100`),
  ],
);

/** The client's choice, told to all who proposed; final when the standstill has passed without its being revoked. */
export const demandAward = pgTable(
  "demand_award",
  {
    id: id(),
    createdAt: createdAt(),
    demandId: demandOf(),
    proposalId: uuid()
      .notNull()
      .references(() => proposal.id),
    reasons: text().notNull(),
    by: uuid().references(() => appUser.id),
    awardedAt: instant().notNull(),
    standstillUntil: deadline().notNull(),
    revokedAt: instant(),
    revokedReason: text().notNull().default(""),
    finalAt: instant(),
  },
  (t) => [
    uniqueIndex("demand_award_one_in_force").on(t.demandId).where(sql`${t.revokedAt} is null`),
    check("demand_award_final_or_revoked", sql`${t.revokedAt} is null or ${t.finalAt} is null`),
    check("demand_award_final_after_standstill", sql`${t.finalAt} >= ${t.standstillUntil}`),
  ],
);

/** An organisation's acceptance of the terms under which it may read the confidential part of a demand. */
export const confidentialityAcceptance = pgTable(
  "confidentiality_acceptance",
  {
    id: id(),
    demandId: demandOf(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    termsVersion: smallint().notNull(),
    acceptedAt: instant().notNull(),
  },
  (t) => [unique("confidentiality_accepted_once").on(t.demandId, t.organizationId)],
);

/** A question about a demand. Everybody reads it once it is answered, nobody who asked it. */
export const demandQuestion = pgTable(
  "demand_question",
  {
    id: id(),
    createdAt: createdAt(),
    demandId: demandOf(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    text: text().notNull(),
    answer: text(),
    answeredAt: instant(),
    answeredBy: uuid().references(() => appUser.id),
  },
  (t) => [
    check("demand_question_answered", sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    index().on(t.demandId),
  ],
);

/** Whether an organisation found a proposed match useful. */
export const matchFeedback = pgTable(
  "match_feedback",
  {
    demandId: demandOf(),
    listingId: uuid()
      .notNull()
      .references(() => listing.id, { onDelete: "cascade" }),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    useful: boolean().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.demandId, t.listingId, t.organizationId] })],
);
