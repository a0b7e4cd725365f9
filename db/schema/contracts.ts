import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  foreignKey,
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
import { auction, negotiation } from "./deals.ts";
import { appUser, organization } from "./identity.ts";
import { licenceOffer } from "./licences.ts";
import { fileContent } from "./shared.ts";
import {
  type AmendmentState,
  amendmentStates,
  type ContractFilePurpose,
  contractFilePurposes,
  type ContractKind,
  type ContractSide,
  type ContractState,
  contractKinds,
  contractSides,
  contractStates,
  type DisputeOutcome,
  type MediationState,
  disputeOutcomes,
  mediationStates,
  type MilestoneState,
  milestoneStates,
  type RegistrationState,
  registrationStates,
  type SignatureMethod,
  signatureMethods,
  type TerminationGround,
  terminationGrounds,
} from "./vocabulary.ts";

const party = () =>
  uuid()
    .notNull()
    .references(() => organization.id);
const person = () =>
  uuid()
    .notNull()
    .references(() => appUser.id);
const fen = () => bigint({ mode: "number" });

/**
 * A technology contract between two organisations, from the first draft to its end. What it says is in its texts; in
 * force it is by both signatures on one of them (trigger `contract_is_signed`).
 */
export const contract = pgTable(
  "contract",
  {
    id: id(),
    createdAt: createdAt(),
    kind: text().$type<ContractKind>().notNull(),
    /** Of the latest text. */
    title: text().notNull(),
    clientId: party(),
    developerId: party(),
    /** The demand and the award that it comes from; null when two organisations made it between them. */
    demandId: uuid(),
    awardId: uuid().unique(),
    /** The concluded deal on a technology that it comes from, by negotiation or by bidding. */
    negotiationId: uuid().references(() => negotiation.id),
    auctionId: uuid().references(() => auction.id),
    /** The standing offer whose acceptance made it. */
    licenceOfferId: uuid().references(() => licenceOffer.id),
    createdById: person(),
    /** The side that may propose a text or agree to the other's, and, while signing, that has to sign. */
    turnId: party(),
    /** What the side whose turn it is has saved without showing it. */
    draft: jsonb().$type<Record<string, unknown>>(),
    /** The text that is to be signed, or is in force. */
    textId: uuid().references((): AnyPgColumn => contractText.id),
    /** Of the text in force, fen; null before. */
    amount: fen(),
    inForceAt: instant(),
    closedAt: instant(),
    terminationGround: text().$type<TerminationGround>(),
    /** The side that has proposed to end it by agreement. */
    terminationById: uuid().references(() => organization.id),
    /** Until when the other side may object to it. */
    terminationDue: deadline(),
    endReason: text().notNull().default(""),
    ...lifecycle<ContractState>("drafting"),
  },
  (t) => [
    oneOf("contract_kind", t.kind, contractKinds),
    oneOf("contract_state", t.state, contractStates),
    oneOf("contract_termination_ground", t.terminationGround, terminationGrounds),
    check("contract_two_sides", sql`${t.clientId} <> ${t.developerId}`),
    check("contract_turn", sql`${t.turnId} in (${t.clientId}, ${t.developerId})`),
    check("contract_amount", sql`${t.amount} > 0`),
    check("contract_in_force", sql`(${t.inForceAt} is null) = (${t.amount} is null)`),
    unique("contract_sides").on(t.id, t.clientId, t.developerId),
    check(
      "contract_one_origin",
      sql`num_nonnulls(${t.awardId}, ${t.negotiationId}, ${t.auctionId}, ${t.licenceOfferId}) <= 1`,
    ),
    uniqueIndex("contract_of_licence_offer").on(t.licenceOfferId, t.clientId).where(sql`state = 'in_force'`),
    uniqueIndex("contract_of_negotiation").on(t.negotiationId).where(sql`state <> 'withdrawn'`),
    uniqueIndex("contract_of_auction").on(t.auctionId).where(sql`state <> 'withdrawn'`),
    index().on(t.clientId, t.createdAt),
    index().on(t.developerId, t.createdAt),
  ],
);

/** A version of the text: its terms and what follows from them, word for word. Append-only (trigger). */
export const contractText = pgTable(
  "contract_text",
  {
    id: id(),
    createdAt: createdAt(),
    contractId: uuid()
      .notNull()
      .references((): AnyPgColumn => contract.id),
    n: integer().notNull(),
    terms: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The binding text, Chinese. */
    canonical: text().notNull(),
    /** Its rendering in English. */
    english: text().notNull(),
    sha256: text().notNull(),
    byId: person(),
    organizationId: party(),
    note: text().notNull().default(""),
  },
  (t) => [
    unique("contract_text_once").on(t.contractId, t.n),
    unique("contract_text_hash").on(t.id, t.contractId, t.sha256),
    check(
      "contract_text_sha256",
      sql`${t.sha256} = encode(sha256(convert_to(${t.canonical}, 'UTF8')), 'hex')`,
    ),
    check("contract_text_n", sql`${t.n} > 0`),
  ],
);

/** One side's signature on one text, with the hash that was signed. Append-only (trigger). */
export const contractSignature = pgTable(
  "contract_signature",
  {
    id: id(),
    createdAt: createdAt(),
    contractId: uuid().notNull(),
    textId: uuid().notNull(),
    sha256: text().notNull(),
    side: text().$type<ContractSide>().notNull(),
    organizationId: party(),
    userId: person(),
    signerName: text().notNull(),
    method: text().$type<SignatureMethod>().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    oneOf("contract_signature_side", t.side, contractSides),
    oneOf("contract_signature_method", t.method, signatureMethods),
    unique("contract_signature_once").on(t.textId, t.side),
    foreignKey({
      name: "contract_signature_of_text",
      columns: [t.textId, t.contractId, t.sha256],
      foreignColumns: [contractText.id, contractText.contractId, contractText.sha256],
    }),
  ],
);

/**
 * A part of the work with its own money. What has been funded, released and returned follows from the state (trigger
 * `milestone_money_agrees`); the milestones of a contract in force sum to its amount (trigger `milestones_sum`).
 */
export const contractMilestone = pgTable(
  "contract_milestone",
  {
    id: id(),
    createdAt: createdAt(),
    contractId: uuid().notNull(),
    clientId: uuid().notNull(),
    developerId: uuid().notNull(),
    /** Of the developer's seat: whose regulator mediates. */
    regionCode: text().notNull(),
    n: integer().notNull(),
    title: text().notNull(),
    deliverable: text().notNull(),
    standard: text().notNull(),
    method: text().notNull(),
    dueOn: date().notNull(),
    amount: fen().notNull(),
    /** How often changes have been requested. */
    rounds: integer().notNull().default(0),
    /** The clock has accepted it. */
    bySilence: boolean().notNull().default(false),
    /** Where it stood when it went into dispute, or when its failure was declared. */
    disputedFrom: text().$type<MilestoneState>(),
    /** The deadline that ran there. */
    pausedDeadline: deadline(),
    /** Of the latest delivery. */
    deliveredAt: instant(),
    /** From when on the delivery that is owed now is late, reminders or not. */
    lateFrom: deadline(),
    /** From when on money that has not come moves the end of the developer's time; null while there is nothing to wait for. */
    unpaidFrom: instant(),
    /** Days that the money came late, by all of which the end of the developer's time has moved (Civil Code, Art. 526). */
    paidLateDays: integer().notNull().default(0),
    /** The end of the developer's time as it stood when the payer's bank took the money back. */
    workUntil: deadline(),
    /** Days of delay over all deliveries. */
    lateDays: integer().notNull().default(0),
    settledAt: instant(),
    /** Kept back for delay, part of what was returned. Fen, as are the next three. */
    damages: fen().notNull().default(0),
    funded: fen().notNull().default(0),
    released: fen().notNull().default(0),
    returned: fen().notNull().default(0),
    ...lifecycle<MilestoneState>("planned"),
  },
  (t) => [
    oneOf("contract_milestone_state", t.state, milestoneStates),
    unique("contract_milestone_once").on(t.contractId, t.n),
    foreignKey({
      name: "contract_milestone_of_contract",
      columns: [t.contractId, t.clientId, t.developerId],
      foreignColumns: [contract.id, contract.clientId, contract.developerId],
    }),
    check("contract_milestone_amount", sql`${t.amount} > 0`),
    check(
      "contract_milestone_fen",
      sql`${t.damages} >= 0 and ${t.released} >= 0 and ${t.returned} >= 0 and ${t.damages} <= ${t.returned}`,
    ),
    index().on(t.state, t.deadline),
  ],
);

/** What was handed over in a round. Append-only (trigger), as are its files. */
export const contractDelivery = pgTable(
  "contract_delivery",
  {
    id: id(),
    createdAt: createdAt(),
    milestoneId: uuid()
      .notNull()
      .references(() => contractMilestone.id),
    round: integer().notNull(),
    note: text().notNull(),
    byId: person(),
    at: instant().notNull(),
  },
  (t) => [unique("contract_delivery_once").on(t.milestoneId, t.round)],
);

/** A file that a side has put to a contract: annex, result, certificate; with its SHA-256. Append-only (trigger). */
export const contractFile = pgTable(
  "contract_file",
  {
    id: id(),
    createdAt: createdAt(),
    contractId: uuid()
      .notNull()
      .references(() => contract.id),
    purpose: text().$type<ContractFilePurpose>().notNull(),
    sha256: text()
      .notNull()
      .references(() => fileContent.sha256),
    name: text().notNull(),
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    byId: person(),
    organizationId: party(),
    at: instant().notNull(),
  },
  (t) => [index().on(t.contractId), oneOf("contract_file_purpose", t.purpose, contractFilePurposes)],
);

/** Which files were handed over in a delivery. Append-only (trigger). */
export const contractDeliveryFile = pgTable(
  "contract_delivery_file",
  {
    deliveryId: uuid()
      .notNull()
      .references(() => contractDelivery.id),
    fileId: uuid()
      .notNull()
      .references(() => contractFile.id),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.fileId] })],
);

/** A change of a contract in force, which takes effect when both have signed its text. */
export const contractAmendment = pgTable(
  "contract_amendment",
  {
    id: id(),
    createdAt: createdAt(),
    contractId: uuid()
      .notNull()
      .references(() => contract.id),
    n: integer().notNull(),
    textId: uuid()
      .notNull()
      .references(() => contractText.id),
    proposerId: party(),
    /** Who has to answer. */
    answererId: party(),
    reason: text().notNull(),
    answer: text().notNull().default(""),
    ...lifecycle<AmendmentState>("proposed"),
  },
  (t) => [
    oneOf("contract_amendment_state", t.state, amendmentStates),
    unique("contract_amendment_n").on(t.contractId, t.n),
    uniqueIndex("contract_amendment_open").on(t.contractId).where(sql`state = 'proposed'`),
    index().on(t.state, t.deadline),
  ],
);

/** A quarrel about a milestone that the regulator of the developer's region mediates; the result binds the milestone. */
export const contractDispute = pgTable(
  "contract_dispute",
  {
    id: id(),
    createdAt: createdAt(),
    contractId: uuid()
      .notNull()
      .references(() => contract.id),
    milestoneId: uuid()
      .notNull()
      .references(() => contractMilestone.id),
    raiserId: party(),
    otherId: party(),
    regionCode: text().notNull(),
    grounds: text().notNull(),
    wanted: text().$type<DisputeOutcome>().notNull(),
    /** The other side's word. */
    answer: text().notNull().default(""),
    outcome: text().$type<DisputeOutcome>(),
    /** Of the milestone's money, to the developer, fen. */
    toDeveloper: fen(),
    /** Whom the mediator found in breach. */
    breachById: uuid().references(() => organization.id),
    reasons: text().notNull().default(""),
    mediatorId: uuid().references(() => appUser.id),
    resolvedAt: instant(),
    ...lifecycle<MediationState>("raised"),
  },
  (t) => [
    oneOf("contract_dispute_state", t.state, mediationStates),
    oneOf("contract_dispute_wanted", t.wanted, disputeOutcomes),
    oneOf("contract_dispute_outcome", t.outcome, disputeOutcomes),
    check("contract_dispute_resolved", sql`${t.state} <> 'resolved' or ${t.outcome} is not null`),
    uniqueIndex("contract_dispute_open").on(t.milestoneId).where(sql`state = 'raised'`),
    index().on(t.regionCode, t.state, t.deadline),
  ],
);

/** 技术合同认定登记: what the seller applied for and what the office said. Amounts in fen. */
export const contractRegistration = pgTable(
  "contract_registration",
  {
    id: id(),
    createdAt: createdAt(),
    contractId: uuid()
      .notNull()
      .unique()
      .references(() => contract.id),
    sellerId: party(),
    /** 合同成交额, 技术交易额, 技术性收入. */
    totalAmount: fen().notNull(),
    technologyAmount: fen().notNull(),
    technicalIncome: fen().notNull(),
    declaredKind: text().$type<ContractKind>().notNull(),
    determinedKind: text().$type<ContractKind>(),
    office: text().notNull().default(""),
    /** As the national system gives it; opaque. */
    number: text().notNull().default(""),
    remark: text().notNull().default(""),
    appliedAt: instant(),
    decidedAt: instant(),
    ...lifecycle<RegistrationState>("not_applied"),
  },
  (t) => [
    oneOf("contract_registration_state", t.state, registrationStates),
    oneOf("contract_registration_declared", t.declaredKind, contractKinds),
    oneOf("contract_registration_determined", t.determinedKind, contractKinds),
    check(
      "contract_registration_amounts",
      sql`0 <= ${t.technicalIncome} and ${t.technicalIncome} <= ${t.technologyAmount} and ${t.technologyAmount} <= ${t.totalAmount}`,
    ),
  ],
);

/** The reward of those who made a result, announced inside the organisation for the time that the law asks. Fen. */
export const inventorReward = pgTable(
  "inventor_reward",
  {
    id: id(),
    createdAt: createdAt(),
    contractId: uuid()
      .notNull()
      .references(() => contract.id),
    organizationId: party(),
    income: fen().notNull(),
    cost: fen().notNull(),
    tax: fen().notNull(),
    percent: integer().notNull(),
    pool: fen().notNull(),
    shares: jsonb().$type<{ name: string; amount: number }[]>().notNull(),
    noticeFrom: instant().notNull(),
    noticeUntil: deadline().notNull(),
    byId: person(),
  },
  (t) => [
    check("inventor_reward_order", sql`${t.noticeFrom} < ${t.noticeUntil}`),
    check("inventor_reward_percent", sql`${t.percent} between 0 and 100`),
    index().on(t.organizationId, t.noticeFrom),
  ],
);

/** What one side says of the other after the end. Nobody deletes it (trigger); the other may reply once. */
export const contractEvaluation = pgTable(
  "contract_evaluation",
  {
    id: id(),
    createdAt: createdAt(),
    contractId: uuid()
      .notNull()
      .references(() => contract.id),
    byOrganizationId: party(),
    aboutId: party(),
    byId: person(),
    /** 1 to 5. */
    quality: integer().notNull(),
    timeliness: integer().notNull(),
    cooperation: integer().notNull(),
    text: text().notNull(),
    at: instant().notNull(),
    reply: text().notNull().default(""),
    repliedAt: instant(),
  },
  (t) => [
    unique("contract_evaluation_once").on(t.contractId, t.byOrganizationId),
    check("contract_evaluation_two", sql`${t.byOrganizationId} <> ${t.aboutId}`),
    check(
      "contract_evaluation_scores",
      sql`${t.quality} between 1 and 5 and ${t.timeliness} between 1 and 5 and ${t.cooperation} between 1 and 5`,
    ),
  ],
);
