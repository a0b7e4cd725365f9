import { assessmentProcess, proposalProcess, resultObjectionProcess } from "./assessment/states.ts";
import { cardRectificationProcess } from "./assessment/rectification/states.ts";
import { bookingProcess } from "./booking/states.ts";
import { waitlistProcess } from "./booking/waitlist/states.ts";
import { objectionProcess } from "./cases/objection/states.ts";
import { rectificationProcess } from "./cases/rectification/states.ts";
import { repairProcess } from "./cases/repair/states.ts";
import { caseProcess } from "./cases/states.ts";
import { listingProcesses } from "./catalog/states.ts";
import { negotiationProcess } from "./deals/negotiation/states.ts";
import { auctionProcess } from "./deals/bidding/states.ts";
import { demandCallProcess, researchProposalProcess } from "./demands/states.ts";
import { amendmentProcess } from "./contracts/amendments/states.ts";
import { disputeProcess } from "./contracts/disputes/states.ts";
import { licenceOfferProcess } from "./contracts/licence/states.ts";
import { milestoneProcess } from "./contracts/milestones/states.ts";
import { registrationProcess } from "./contracts/registration/states.ts";
import { royaltyProcess } from "./contracts/royalties/states.ts";
import { contractProcess } from "./contracts/states.ts";
import { blockProcess, violationProcess } from "./conduct/states.ts";
import { problemProcess } from "./instrument/states.ts";
import { verificationProcess } from "./identity/states.ts";
import { chargeProcess } from "./money/charges/states.ts";
import { refundProcess } from "./money/refunds/states.ts";
import { payoutProcess } from "./money/stripe/payouts/states.ts";
import { invoiceProcess } from "./money/invoices/states.ts";
import { differenceProcess } from "./money/reconciliation/states.ts";
import { bankLineProcess, transferClaimProcess } from "./money/transfer/states.ts";
import type { Process } from "./process.ts";
import { trainingProcess } from "./qualification/states.ts";
import { sampleProcess } from "./samples/states.ts";
import { serviceOrderProcess } from "./service-orders/states.ts";
import { subsidyProcess } from "./subsidies/states.ts";
import { holdProcess, programProcess, settlementProcess, voucherProcess } from "./vouchers/states.ts";

/** Every lifecycle of the platform; loading this validates their tables. */
export const processes: readonly Process[] = [
  ...Object.values(listingProcesses),
  demandCallProcess,
  researchProposalProcess,
  auctionProcess,
  negotiationProcess,
  licenceOfferProcess,
  bookingProcess,
  waitlistProcess,
  sampleProcess,
  serviceOrderProcess,
  trainingProcess,
  violationProcess,
  blockProcess,
  caseProcess,
  objectionProcess,
  rectificationProcess,
  repairProcess,
  verificationProcess,
  problemProcess,
  transferClaimProcess,
  bankLineProcess,
  invoiceProcess,
  differenceProcess,
  assessmentProcess,
  resultObjectionProcess,
  proposalProcess,
  cardRectificationProcess,
  chargeProcess,
  refundProcess,
  payoutProcess,
  contractProcess,
  milestoneProcess,
  royaltyProcess,
  amendmentProcess,
  disputeProcess,
  registrationProcess,
  programProcess,
  voucherProcess,
  holdProcess,
  settlementProcess,
  subsidyProcess,
];
