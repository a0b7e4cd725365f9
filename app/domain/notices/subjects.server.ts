import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { listing } from "#db/schema/catalog.ts";
import { organization, verification } from "#db/schema/identity.ts";
import { listingProcesses } from "#app/domain/catalog/states.ts";
import { loadProblemSubject } from "#app/domain/instrument/subject.server.ts";
import { verificationProcess } from "#app/domain/identity/states.ts";
import {
  loadAssessmentSubject,
  loadCardRectification,
  loadProposal,
  loadResultObjection,
} from "./assessment-subjects.server.ts";
import { loadCase, loadObjection, loadRectification, loadRepair } from "./case-subjects.server.ts";
import { loadAuditRun } from "./audit-subject.server.ts";
import {
  loadAmendment,
  loadContract,
  loadDispute,
  loadMilestone,
  loadRoyalty,
} from "./contract-subjects.server.ts";
import { loadBlock, loadViolation } from "./conduct-subjects.server.ts";
import { loadAuction, loadAuctionEntry, loadNegotiation } from "./deal-subjects.server.ts";
import { loadDemandCall, loadDemandQuestion, loadResearchProposal } from "./demand-subjects.server.ts";
import { loadExternalEntry } from "./external-subject.server.ts";
import { loadPaymentNotice, loadPayout } from "./card-subjects.server.ts";
import { loadCharge, loadRefund } from "./money-subjects.server.ts";
import { loadOrder, loadServiceOrder, loadWait } from "./order-subjects.server.ts";
import { inLocale } from "./subject-words.ts";
import { loadBankAccount, loadInvoice, loadTransferClaim } from "./transfer-subjects.server.ts";
import { loadQualification, loadSeat } from "./training-subjects.server.ts";
import { loadSubsidy, loadVoucher } from "./voucher-subjects.server.ts";
import { loadBooking } from "./booking-subject.server.ts";
import type { Subject } from "./subject.ts";

/** How the subject of a notice is loaded, by the table that `move` names. A slice adds its line here. */
export const subjects: Readonly<Record<string, (tx: Tx, id: string) => Promise<Subject | undefined>>> = {
  verification: loadVerification,
  listing: loadListing,
  booking: loadBooking,
  waitlist_entry: loadWait,
  sample_order: loadOrder,
  service_order: loadServiceOrder,
  auction: loadAuction,
  auction_entry: loadAuctionEntry,
  negotiation: loadNegotiation,
  demand_call: loadDemandCall,
  demand_question: loadDemandQuestion,
  proposal: loadResearchProposal,
  instrument_problem: loadProblemSubject,
  violation: loadViolation,
  facility_block: loadBlock,
  contract: loadContract,
  contract_milestone: loadMilestone,
  royalty_period: loadRoyalty,
  contract_amendment: loadAmendment,
  contract_dispute: loadDispute,
  misconduct_case: loadCase,
  objection: loadObjection,
  external_entry: loadExternalEntry,
  rectification: loadRectification,
  repair: loadRepair,
  qualification: loadQualification,
  training_seat: loadSeat,
  assessment_subject: loadAssessmentSubject,
  result_objection: loadResultObjection,
  assessment_proposal: loadProposal,
  card_rectification: loadCardRectification,
  voucher: loadVoucher,
  subsidy_payment: loadSubsidy,
  audit_verification: loadAuditRun,
  bank_account: loadBankAccount,
  transfer_claim: loadTransferClaim,
  invoice: loadInvoice,
  charge: loadCharge,
  refund: loadRefund,
  payout: loadPayout,
  stripe_event: loadPaymentNotice,
};

async function loadVerification(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({
      row: verification,
      regionCode: organization.regionCode,
      zh: organization.nameZh,
      en: organization.nameEn,
    })
    .from(verification)
    .innerJoin(organization, eq(organization.id, verification.organizationId))
    .where(eq(verification.id, id));
  if (!found) return undefined;
  return {
    parties: verificationProcess.parties,
    row: { ...found.row, regionCode: found.regionCode },
    words: (locale) => ({ title: inLocale(found, locale) }),
    href: (party) => (party === "officer" ? `/oversight/verifications/${id}` : "/organization/verification"),
  };
}

async function loadListing(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: listing, zh: organization.nameZh, en: organization.nameEn })
    .from(listing)
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .where(eq(listing.id, id));
  if (!found) return undefined;
  const title = { zh: found.row.titleZh, en: found.row.titleEn };
  return {
    parties: listingProcesses[found.row.kind].parties,
    row: found.row,
    words: (locale) => ({ title: inLocale(title, locale), from: inLocale(found, locale) }),
    href: (party) => (party === "moderator" ? `/oversight/listings/${id}` : `/organization/listings/${id}`),
  };
}
