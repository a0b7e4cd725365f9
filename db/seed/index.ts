import { hash } from "@node-rs/argon2";
import { count, eq, isNull, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database, Tx } from "../client.ts";
import * as schema from "../schema/index.ts";
import { biddingRows } from "./build/biddings.ts";
import { calendarOf } from "./build/calendar.ts";
import {
  jurisdictionRows,
  membershipRows,
  organizationId,
  organizationRows,
  userRows,
  verificationRows,
} from "./build/identity.ts";
import { calendarRows, catalogRows } from "./build/market.ts";
import { licenceRows } from "./build/licences.ts";
import { negotiationRows } from "./build/negotiations.ts";
import { moneyRows } from "./build/money.ts";
import { transferRows } from "./build/transfers.ts";
import { writePostings } from "./build/postings.ts";
import { versionRows } from "./build/versions.ts";
import { fields } from "./reference/fields.ts";
import { holidays } from "./reference/holidays.ts";
import { authorityRecords, organs } from "./reference/organs.ts";
import { parameters } from "./reference/parameters.ts";
import { regions } from "./reference/regions.ts";
import { loadRuleBooks } from "./reference/rule-book/load.ts";
import { seedId } from "./ids.ts";

const demoPassword = "kexiang-demo";

/** OWASP's minimum for Argon2id, as for real accounts; a fixed salt, because this password is no secret. */
const passwordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface DemoOptions {
  /** The instant that "past" and "future" are counted from. */
  now: Date;
  onProgress?: (line: string) => void;
}

/**
 * Regions, disciplines, holidays, the rules' numbers and the rule books, which every installation needs. Rows that are there already
 * are left as they are, so that what a regulator has changed survives.
 */
export async function loadReferenceData(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .insert(schema.region)
      .values(regions)
      .onConflictDoUpdate({
        target: schema.region.code,
        set: { lat: sql`excluded.lat`, lng: sql`excluded.lng` },
        // Markets that began before regions had places get them.
        setWhere: isNull(schema.region.lat),
      });
    await tx.insert(schema.field).values(fields).onConflictDoNothing();
    await loadHolidays(tx);
    await loadAuthorities(tx);
    const rows = parameters.map((row) => ({
      id: seedId(`parameter ${row.name} ${row.regionPrefix} ${row.validFrom}`),
      ...row,
    }));
    await tx.insert(schema.parameter).values(rows).onConflictDoNothing();
    await loadRuleBooks(tx);
  });
}

/** Authorities of which an operator has entered a record keep to it alone. */
async function loadAuthorities(tx: Tx): Promise<void> {
  await tx.insert(schema.caseOrgan).values(organs).onConflictDoNothing();
  const known = await tx
    .selectDistinct({ prefix: schema.authorityRecord.regionPrefix })
    .from(schema.authorityRecord);
  const entered = new Set(known.map(({ prefix }) => prefix));
  const missing = authorityRecords.filter(({ regionPrefix }) => !entered.has(regionPrefix));
  if (missing.length > 0) await tx.insert(schema.authorityRecord).values(missing).onConflictDoNothing();
}

/** A year of which something is there was entered by the operator, whole: what they left out stays out. */
async function loadHolidays(tx: Tx): Promise<void> {
  const known = await tx
    .selectDistinct({ year: sql<string>`left(${schema.holiday.day}::text, 4)` })
    .from(schema.holiday);
  const years = new Set(known.map(({ year }) => year));
  const missing = holidays.filter(({ day }) => !years.has(day.slice(0, 4)));
  if (missing.length > 0) await tx.insert(schema.holiday).values(missing).onConflictDoNothing();
}

/**
 * The demonstration market, in one transaction; does nothing when it is there already. Needs the reference data of
 * `loadReferenceData` only for display. Does not touch the search index: the caller rebuilds it afterwards.
 */
export async function loadDemoMarket(
  db: Database,
  { now, onProgress = () => {} }: DemoOptions,
): Promise<void> {
  if (await isLoaded(db)) return;
  const calendar = calendarOf(now);
  const passwordHash = await hash(demoPassword, { ...passwordCost, salt: Buffer.from("kexiang demo salt") });
  const catalog = catalogRows(calendar);
  const times = calendarRows(calendar);
  await db.transaction(async (tx) => {
    await insert(tx, schema.organization, organizationRows(calendar));
    await insert(tx, schema.appUser, userRows(calendar, passwordHash));
    await insert(tx, schema.membership, membershipRows(calendar));
    await insert(tx, schema.jurisdiction, jurisdictionRows());
    await insert(tx, schema.verification, verificationRows(calendar));
    onProgress("organisations and accounts");
    await insert(tx, schema.listing, catalog.listings);
    await insert(tx, schema.review, catalog.reviews);
    await insert(tx, schema.noticeObjection, catalog.objections);
    await insert(tx, schema.facility, catalog.facilities);
    await insert(tx, schema.facilityUnit, catalog.units);
    await insert(tx, schema.opening, catalog.openings);
    await insert(tx, schema.bookingPolicy, catalog.policies);
    await insert(tx, schema.technology, catalog.technologies);
    await insert(tx, schema.service, catalog.services);
    await insert(tx, schema.demand, catalog.demands);
    await insert(tx, schema.price, catalog.prices);
    await insert(tx, schema.listingVersion, await versionRows(tx, catalog.firstVersions));
    onProgress(`${catalog.listings.length} listings`);
    await insertTimes(tx, times);
    const byVoucher = new Set(times.vouchered.charges.map(({ causeId }) => causeId));
    const others = times.bookings.filter(({ id }) => !byVoucher.has(id ?? ""));
    const money = moneyRows(others, times.usage, now);
    await insertMoney(tx, money);
    await insertVouchers(tx, times.vouchered);
    await insertTransfers(tx, transferRows(money.charges, money.payments, now));
    await insert(tx, schema.auditEntry, times.audit);
    await insertCases(tx, times.accused);
    await insertBiddings(tx, biddingRows(calendar));
    await insertNegotiations(tx, negotiationRows(calendar));
    await insert(tx, schema.licenceOffer, licenceRows(calendar));
    await insertContracts(tx, times.agreed);
    await insertProposals(tx, times.proposed);
    await writePostings(tx, [...money.postings, ...times.vouchered.postings, ...times.agreed.postings]);
    await insert(tx, schema.notice, times.notices);
    onProgress(`${times.bookings.length} bookings`);
  });
}

/** The calendars, what has been set up for them, and what has come of them. */
async function insertTimes(tx: Tx, times: ReturnType<typeof calendarRows>): Promise<void> {
  await insert(tx, schema.facilityRequirement, times.setup.requirements);
  await insert(tx, schema.accessory, times.setup.accessories);
  await insert(tx, schema.bookingQuota, times.setup.quotas);
  await insert(tx, schema.openingException, times.setup.exceptions);
  await insert(tx, schema.researchGroup, times.setup.groups);
  await insert(tx, schema.researchGroupMember, times.setup.groupMembers);
  await insert(tx, schema.bookingSeries, times.series);
  await insert(tx, schema.booking, times.bookings);
  await insert(tx, schema.slot, times.slots);
  await insert(tx, schema.bookingAccessory, times.accessories);
  await insert(tx, schema.sampleOrder, times.sampleOrders);
  await insert(tx, schema.sample, times.samples);
  await insert(tx, schema.serviceOrder, times.serviceOrders);
  await insert(tx, schema.waitlistEntry, times.waits);
  await insert(tx, schema.usageRecord, times.usage);
  await insert(tx, schema.creditEvent, times.credit);
  await insert(tx, schema.violation, times.conduct.violations);
  await insert(tx, schema.facilityBlock, times.conduct.blocks);
  await insert(tx, schema.qualificationType, times.qualified.types);
  await insert(tx, schema.facilityQualification, times.qualified.required);
  await insert(tx, schema.qualificationTrust, times.qualified.trusts);
  await insert(tx, schema.qualification, times.qualified.held);
  await insert(tx, schema.fileContent, times.qualified.contents);
  await insert(tx, schema.attachment, times.qualified.attachments);
  await insert(tx, schema.trainingSession, times.qualified.sessions);
  await insert(tx, schema.trainingSeat, times.qualified.seats);
  await insert(tx, schema.instrumentProblem, times.problems);
  await insert(tx, schema.meterReading, times.readings);
  await insertAssessments(tx, times.assessed);
}

/** In the order that the database asks for: conditions before vouchers, a charge before what has paid it. */
async function insertVouchers(tx: Tx, rows: ReturnType<typeof calendarRows>["vouchered"]): Promise<void> {
  await insert(tx, schema.budget, rows.budgets);
  await insert(tx, schema.voucherProgram, rows.programs);
  await insert(tx, schema.voucherRules, rows.rules);
  await insert(tx, schema.voucher, rows.vouchers);
  await insert(tx, schema.voucherSettlement, rows.settlements);
  await insert(tx, schema.voucherHold, rows.holds);
  await insert(tx, schema.charge, rows.charges);
  await insert(tx, schema.chargeLine, rows.chargeLines);
  await insert(tx, schema.payment, rows.payments);
}

async function insertProposals(tx: Tx, rows: ReturnType<typeof calendarRows>["proposed"]): Promise<void> {
  await insert(tx, schema.demandCall, rows.calls);
  await insert(tx, schema.proposal, rows.proposals);
  await insert(tx, schema.proposalMilestone, rows.milestones);
  await insert(tx, schema.proposalScore, rows.scores);
  await insert(tx, schema.demandAward, rows.awards);
  await insert(tx, schema.demandQuestion, rows.questions);
  await insert(tx, schema.confidentialityAcceptance, rows.acceptances);
}

/** Statements before the receipts that name their lines. */
async function insertTransfers(tx: Tx, rows: ReturnType<typeof transferRows>): Promise<void> {
  await insert(tx, schema.bankAccount, rows.bankAccounts);
  await insert(tx, schema.bankStatement, rows.statements);
  await insert(tx, schema.bankLine, rows.bankLines);
  await insert(tx, schema.transferReceipt, rows.receipts);
  await insert(tx, schema.receiptPart, rows.receiptParts);
  await insert(tx, schema.transferClaim, rows.claims);
  await insert(tx, schema.invoice, rows.invoices);
  await insert(tx, schema.invoiceLine, rows.invoiceLines);
}

/** Charges and what was paid of them; the ledger that says so is written at the end, for all together. */
async function insertMoney(tx: Tx, rows: ReturnType<typeof moneyRows>): Promise<void> {
  await insert(tx, schema.charge, rows.charges);
  await insert(tx, schema.chargeLine, rows.lines);
  await insert(tx, schema.payment, rows.payments);
  await insert(tx, schema.refund, rows.refunds);
}

/** In the order that the database asks for: a decision after its notice, a measure after its service. */
async function insertCases(tx: Tx, rows: ReturnType<typeof calendarRows>["accused"]): Promise<void> {
  await loadRuleBooks(tx);
  await loadAuthorities(tx);
  await insert(tx, schema.documentCounter, rows.counters);
  await insert(tx, schema.misconductCase, rows.cases);
  await insert(tx, schema.caseEntry, rows.entries);
  await insert(tx, schema.fileContent, rows.contents);
  await insert(tx, schema.caseFile, rows.files);
  await insert(tx, schema.caseCustody, rows.custody);
  await insert(tx, schema.caseNotice, rows.notices);
  await insert(tx, schema.proposedMeasure, rows.proposed);
  await insert(tx, schema.decision, rows.decisions);
  await insert(tx, schema.decidedMeasure, rows.decided);
  await insert(tx, schema.decisionService, rows.services);
  await insert(tx, schema.measure, rows.measures);
  await insert(tx, schema.measureChange, rows.changes);
  await insert(tx, schema.creditEvent, rows.events);
  await insert(tx, schema.creditEventChange, rows.eventChanges);
  await insert(tx, schema.publication, rows.publications);
  await insert(tx, schema.publicationWithdrawal, rows.withdrawals);
  await insert(tx, schema.objection, rows.objections);
  await insert(tx, schema.rectification, rows.rectifications);
  await insert(tx, schema.repair, rows.repairs);
}

/** Contracts with their money: charges before milestones, which the database compares with them. */
async function insertContracts(tx: Tx, rows: ReturnType<typeof calendarRows>["agreed"]): Promise<void> {
  await insert(
    tx,
    schema.contract,
    rows.contracts.map((row) => ({ ...row, textId: null })),
  );
  await insert(tx, schema.contractText, rows.texts);
  await insert(tx, schema.contractSignature, rows.signatures);
  for (const { id, textId } of rows.contracts)
    if (id && textId) await tx.update(schema.contract).set({ textId }).where(eq(schema.contract.id, id));
  await insert(tx, schema.charge, rows.charges);
  await insert(tx, schema.chargeLine, rows.lines);
  await insert(tx, schema.payment, rows.payments);
  await insert(tx, schema.contractMilestone, rows.milestones);
  await insert(tx, schema.contractDelivery, rows.deliveries);
  await insert(tx, schema.royaltyPeriod, rows.periods);
  await insert(tx, schema.royaltyReport, rows.reports);
  await insert(tx, schema.contractRegistration, rows.registrations);
  await insert(tx, schema.contractEvaluation, rows.evaluations);
  await insert(tx, schema.creditEvent, rows.credit);
}

/** Bids come in while a bidding is open; how it stands is written afterwards. */
async function insertBiddings(tx: Tx, rows: ReturnType<typeof biddingRows>): Promise<void> {
  await insert(tx, schema.auction, rows.auctions);
  await insert(tx, schema.auctionReserve, rows.reserves);
  await insert(tx, schema.auctionEntry, rows.entries);
  for (const one of rows.bids) {
    await tx.insert(schema.bid).values(one);
    await tx.update(schema.auction).set({ endsAt: one.endsAt }).where(eq(schema.auction.id, one.auctionId));
  }
  for (const { id, ...standing } of rows.standing)
    await tx.update(schema.auction).set(standing).where(eq(schema.auction.id, id));
}

async function insertNegotiations(tx: Tx, rows: ReturnType<typeof negotiationRows>): Promise<void> {
  await insert(tx, schema.negotiation, rows.negotiations);
  await insert(tx, schema.offer, rows.offers);
  await insert(tx, schema.dealNotice, rows.notices);
  await insert(tx, schema.dealObjection, rows.objections);
}

/** Rules first as drafts, because a published version takes no more indicators. */
async function insertAssessments(
  tx: Tx,
  assessed: ReturnType<typeof calendarRows>["assessed"],
): Promise<void> {
  await insert(tx, schema.indicatorSet, assessed.sets);
  await insert(tx, schema.indicator, assessed.indicators);
  for (const { id, at } of assessed.publishedAt)
    await tx.update(schema.indicatorSet).set({ publishedAt: at }).where(eq(schema.indicatorSet.id, id));
  await insert(tx, schema.technologyCompany, assessed.technologyCompanies);
  await insert(tx, schema.assessmentRoster, assessed.roster);
  await insert(tx, schema.assessmentCycle, assessed.cycles);
  await insert(tx, schema.assessmentSubject, assessed.subjects);
  await insert(tx, schema.resultObjection, assessed.objections);
  await insert(tx, schema.assessmentFigure, assessed.figures);
  await insert(tx, schema.assessmentPoints, assessed.points);
  await insert(tx, schema.assessmentProposal, assessed.proposals);
  await insert(tx, schema.cardRectification, assessed.rectifications);
}

/** Whether the demonstration market is in this database: its operator's organisation is there. */
async function isLoaded(db: Database): Promise<boolean> {
  const [row] = await db
    .select({ n: count() })
    .from(schema.organization)
    .where(eq(schema.organization.id, organizationId("operator")));
  return row !== undefined && row.n > 0;
}

/** Inserts in pieces, because one statement carries at most 65,535 parameters. */
async function insert<T extends PgTable>(tx: Tx, table: T, rows: T["$inferInsert"][]): Promise<void> {
  for (let from = 0; from < rows.length; from += 400) {
    await tx.insert(table).values(rows.slice(from, from + 400));
  }
}
