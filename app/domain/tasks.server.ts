import type { Job, TaskList } from "graphile-worker";
import "./settlements.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { database } from "#app/runtime/database.server.ts";
import { env } from "#app/runtime/env.server.ts";
import type { Jobs } from "#app/runtime/jobs.server.ts";
import { freezeDue } from "./assessment/freeze.server.ts";
import { missCardRectifications } from "./assessment/rectification/miss.server.ts";
import { runVerification, sealAudit } from "./audit/runs.server.ts";
import { settleCases } from "./cases/settle.server.ts";
import { previewImport } from "./catalog/imports/preview-import.server.ts";
import { runImport } from "./catalog/imports/run-import.server.ts";
import { findClues } from "./clues/find-clues.server.ts";
import { closePublicNotices } from "./catalog/close-public-notices.server.ts";
import { remindStaleListings } from "./catalog/remind-stale-listings.server.ts";
import { settleDeals } from "./deals/settle.server.ts";
import { settleDemands } from "./demands/settle.server.ts";
import { releaseUnanswered } from "./conduct/release-unanswered.server.ts";
import { type Context, systemActor } from "./context.ts";
import { settleContracts } from "./contracts/settle.server.ts";
import { tellRoyalties } from "./contracts/royalties/tell.server.ts";
import { forgetOldQueries } from "./credit/query-log.server.ts";
import { tidyRegister } from "./credit/register/tidy.server.ts";
import { settleBookingCharges } from "./booking/charging/settle-booking-charges.server.ts";
import { warnOfHolds } from "./money/holds/warn-of-holds.server.ts";
import { tidyBookings } from "./booking/settle.server.ts";
import { checkUse } from "./vouchers/check-use.server.ts";
import { endPrograms } from "./vouchers/end-programs.server.ts";
import { expireVouchers } from "./vouchers/end-voucher.server.ts";
import { stopForbidden } from "./booking/stop-forbidden.server.ts";
import { stopForbiddenOrders } from "./samples/stop-forbidden-orders.server.ts";
import { serveFacilityQueue, serveQueues } from "./booking/waitlist/serve-queues.server.ts";
import { settleServiceOrders } from "./service-orders/settle-orders.server.ts";
import { stopForbiddenServiceOrders } from "./service-orders/stop-forbidden-orders.server.ts";
import { reconcileMoney } from "./money/reconciliation/reconcile.server.ts";
import { remindPayments } from "./money/transfer/remind.server.ts";
import { remindExpiring } from "./qualification/remind-expiring.server.ts";
import { followMeterLater } from "./instrument/take-readings.server.ts";
import { fetchBalance } from "./money/stripe/balance/fetch-balance.server.ts";
import { endCheckoutPage, openCheckoutLater } from "./money/stripe/checkout/ask-for-page.server.ts";
import { endCheckouts } from "./money/stripe/checkout/end-checkouts.server.ts";
import { fetchEvents } from "./money/stripe/inbox/fetch-events.server.ts";
import { followEvent } from "./money/stripe/inbox/follow-event.server.ts";
import { payOutProviders } from "./money/stripe/payouts/request-payout.server.ts";
import { sendPayout } from "./money/stripe/payouts/send-payout.server.ts";
import { sendEvidence } from "./money/stripe/disputes/send-evidence.server.ts";
import { sendStripeRefund } from "./money/stripe/refunds/send-refund.server.ts";
import { lapseVerifications } from "./identity/lapse-verifications.server.ts";
import { sweepExpired } from "./identity/sweep.server.ts";
import { deliverMail } from "./notices/deliver-mail.server.ts";
import { notify } from "./notices/notify.server.ts";
import { remindBookings } from "./booking/reminders/remind-bookings.server.ts";
import { findDueDigests, sendDigest } from "./notices/send-digests.server.ts";
import { indexOwned } from "./search/index-owned.server.ts";
import { checkSearchDrift, deliverSearch, indexListing } from "./search/index-listing.server.ts";
import { findDueAlerts } from "./search/saved/find-due.server.ts";
import { forgetTold } from "./search/saved/forget-told.server.ts";
import { sendAlerts } from "./search/saved/send-alerts.server.ts";
import { reprojectSynonyms } from "./search/synonyms/reproject.server.ts";

declare global {
  namespace GraphileWorker {
    interface Tasks extends Jobs {}
  }
}

/**
 * What runs each job of `Jobs`. A slice adds one line per job, naming its own command:
 *
 *     "send-mail": (payload, { job }) => sendMail(forJob(job), payload),
 *
 * A job that throws is tried again later, ever more slowly, until its attempts are used up. It may therefore run more
 * than once, and must be written so that the second time changes nothing. Each job does one thing, so that none waits for
 * another one's rows; what is due by the clock goes through `settleDue`, so that no row waits for another one.
 */
export const taskList: TaskList = {
  "preview-import": ({ batchId }, { job }) => previewImport(forJob(job), batchId, isLastAttempt(job)),
  "run-import": ({ batchId }, { job }) => runImport(forJob(job), batchId, undefined, isLastAttempt(job)),
  "remind-stale-listings": async (_payload, { job }) => void (await remindStaleListings(forJob(job))),
  "remind-expiring-qualifications": async (_payload, { job }) => void (await remindExpiring(forJob(job))),
  "lapse-verifications": async (_payload, { job }) => void (await lapseVerifications(forJob(job))),
  "freeze-assessments": async (_payload, { job }) => void (await freezeDue(forJob(job))),
  "settle-cases": async (_payload, { job }) => void (await settleCases(forJob(job))),
  "miss-card-rectifications": async (_payload, { job }) => void (await missCardRectifications(forJob(job))),
  "tidy-register": (_payload, { job }) => tidyRegister(forJob(job)),
  "check-voucher-use": async ({ holdId, usedFrom }, { job }) =>
    void (await checkUse(forJob(job), holdId, usedFrom === undefined ? undefined : new Date(usedFrom))),
  "expire-vouchers": async (_payload, { job }) => void (await expireVouchers(forJob(job))),
  "end-programs": async (_payload, { job }) => void (await endPrograms(forJob(job))),
  "settle-demands": async (_payload, { job }) => void (await settleDemands(forJob(job))),
  "find-clues": async (_payload, { job }) => void (await findClues(forJob(job))),
  "settle-contracts": async (_payload, { job }) => void (await settleContracts(forJob(job))),
  "tell-royalties": async (_payload, { job }) => tellRoyalties(forJob(job)),
  "settle-deals": async (_payload, { job }) => void (await settleDeals(forJob(job))),
  "close-public-notices": async (_payload, { job }) => void (await closePublicNotices(forJob(job))),
  notify: (payload, { job }) => notify(forJob(job), String(job.id), payload),
  "remind-bookings": async (_payload, { job }) => void (await remindBookings(forJob(job))),
  "find-due-digests": async (_payload, { job }) => void (await findDueDigests(forJob(job))),
  "send-digest": async ({ userId }, { job }) => void (await sendDigest(forJob(job), userId)),
  "send-mail": ({ mailId }, { job }) => deliverMail(forJob(job), mailId),
  "tidy-bookings": async (_payload, { job }) => void (await tidyBookings(forJob(job))),
  "release-unanswered": async (_payload, { job }) => void (await releaseUnanswered(forJob(job))),
  "serve-queues": async (_payload, { job }) => void (await serveQueues(forJob(job))),
  "settle-service-orders": async (_payload, { job }) => void (await settleServiceOrders(forJob(job))),
  "settle-booking-charges": (told, { job }) => settleBookingCharges(forJob(job), told),
  "warn-of-holds": async (_payload, { job }) => void (await warnOfHolds(forJob(job))),
  "stop-bookings": async ({ measureId }, { job }) => void (await stopForbidden(forJob(job), measureId)),
  "stop-sample-orders": async ({ measureId }, { job }) =>
    void (await stopForbiddenOrders(forJob(job), measureId)),
  "stop-service-orders": async ({ measureId }, { job }) =>
    void (await stopForbiddenServiceOrders(forJob(job), measureId)),
  "serve-queue": ({ facilityId }, { job }) => serveFacilityQueue(forJob(job), facilityId),
  "follow-meter": (payload, { job }) => followMeterLater(forJob(job), payload),
  "index-listing": ({ listingId }, { job }) => indexListing(forJob(job), listingId),
  "index-owned": ({ organizationId }, { job }) => indexOwned(forJob(job), organizationId),
  "reproject-synonyms": ({ terms }, { job }) => reprojectSynonyms(forJob(job), terms),
  "find-due-alerts": async (_payload, { job }) => void (await findDueAlerts(forJob(job))),
  "send-alerts": async ({ userId }, { job }) => void (await sendAlerts(forJob(job), userId)),
  "remind-payments": async (_payload, { job }) => void (await remindPayments(forJob(job))),
  "reconcile-money": async (_payload, { job }) => void (await reconcileMoney(forJob(job))),
  "deliver-search": (_payload, { job }) => deliverSearch(forJob(job)),
  "check-search-drift": (_payload, { job }) => checkSearchDrift(forJob(job)),
  "seal-audit": (_payload, { job }) => sealAudit(forJob(job), env().dataDir),
  "verify-audit": async ({ full = false }, { job }) =>
    void (await runVerification(forJob(job), env().dataDir, full)),
  "follow-stripe": ({ eventId }, { job }) => followEvent(forJob(job), eventId, isLastAttempt(job)),
  "open-checkout": ({ checkoutId }, { job }) => openCheckoutLater(forJob(job), checkoutId),
  "end-checkout": ({ checkoutId }, { job }) => endCheckoutPage(forJob(job), checkoutId),
  "end-checkouts": async (_payload, { job }) => void (await endCheckouts(forJob(job))),
  "send-evidence": ({ disputeId }, { job }) => sendEvidence(forJob(job), disputeId),
  "send-stripe-refund": ({ refundId }, { job }) => sendStripeRefund(forJob(job), refundId),
  "pay-out-providers": async (_payload, { job }) => void (await payOutProviders(forJob(job))),
  "send-payout": ({ payoutId }, { job }) => sendPayout(forJob(job), payoutId),
  "fetch-stripe-events": async (_payload, { job }) => void (await fetchEvents(forJob(job))),
  "fetch-stripe-balance": async (_payload, { job }) => void (await fetchBalance(forJob(job))),
  "sweep-expired": (_payload, { job }) => sweepExpired(forJob(job)),
  "forget-alerts": (_payload, { job }) => forgetTold(forJob(job)),
  "forget-queries": () => forgetOldQueries(database().db, systemClock.now()),
};

/**
 * What is due by the clock, in UTC: `minute hour day month weekday job`. A line is run once, however many workers
 * there are. A slice adds its lines here. The search index is checked just after midnight in the platform's zone, when
 * prices begin and end. The audit log is verified in its nights, whole on Sundays.
 */
export const crontab = `
*/5 * * * * tidy-bookings
*/5 * * * * release-unanswered
*/5 * * * * serve-queues
*/5 * * * * settle-service-orders
*/5 * * * * find-due-alerts
*/10 * * * * remind-bookings
*/10 * * * * find-due-digests
17 * * * * sweep-expired
27 * * * * forget-alerts
32 2 * * * forget-queries
33 2 * * * warn-of-holds
7 1 * * * remind-stale-listings
12 1 * * * remind-expiring-qualifications
*/10 * * * * settle-cases
*/10 * * * * miss-card-rectifications
*/10 * * * * tidy-register
*/10 * * * * settle-contracts
*/10 * * * * tell-royalties
*/10 * * * * expire-vouchers
*/10 * * * * end-programs
22 1 * * * lapse-verifications
23 17 * * * freeze-assessments
41 17 * * * find-clues
*/10 * * * * close-public-notices
*/2 * * * * settle-demands
* * * * * settle-deals
37 0 * * * remind-payments
52 17 * * * reconcile-money
1 16 * * * check-search-drift
*/10 * * * * fetch-stripe-events
*/10 * * * * end-checkouts
37 * * * * fetch-stripe-balance
40 2 * * * pay-out-providers
* * * * * seal-audit
20 18 * * 0-5 verify-audit
20 18 * * 6 verify-audit ?id=verify-audit-whole {"full":true}
`;

/** Whether the queue will give up when this attempt fails as well. */
const isLastAttempt = ({ attempts, max_attempts: most }: Pick<Job, "attempts" | "max_attempts">): boolean =>
  attempts >= most;

/** Jobs act as the system, now. */
export const forJob = (job: Pick<Job, "id">): Context => ({
  db: database().db,
  clock: systemClock,
  actor: systemActor(`job-${job.id}`),
});
