import { type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { jsonText } from "#db/row-document.ts";

/** Every background job and what it is given. Handlers: `app/domain/tasks.server.ts`. */
export interface Jobs {
  /** Make the charges of a booking say what it costs as it stands; `anew`: its voucher's part too. */
  "settle-booking-charges": { bookingId: string; anew?: boolean };
  /** Tell of money that has been held, or nearly, for as long as it may be. */
  "warn-of-holds": Record<string, never>;
  /** Tell the parties of a thing what happened: notices in the application, and mail. */
  notify: {
    template: string;
    entity: string;
    entityId: string;
    parties: string[];
    reason: string;
    /** Users to tell beside the parties. */
    people?: string[];
    /** The user who did it: as one of a party's staff they know, and are not told. */
    by?: string;
  };
  /** Remind the bookers of what begins soon. */
  "remind-bookings": Record<string, never>;
  /** Ask organisations to be verified again; end verifications that nobody renews. */
  "lapse-verifications": Record<string, never>;
  /** Find the people who wait for their daily mail of notices. */
  "find-due-digests": Record<string, never>;
  /** Send one person the daily mail of what they have not read. */
  "send-digest": { userId: string };
  /** Hand one waiting mail to SMTP. */
  "send-mail": { mailId: string };
  /** Make the search index say what the row says. */
  "index-listing": { listingId: string };
  /** Make it say so of all that an organisation has published: its name is part of each. */
  "index-owned": { organizationId: string };
  /** Index anew what names any of these terms, whose synonyms have changed. */
  "reproject-synonyms": { terms: string[] };
  /** Find the people for whom an alert of their saved searches is due. */
  "find-due-alerts": Record<string, never>;
  /** Tell one person what is new in their saved searches. */
  "send-alerts": { userId: string };
  /** Work through an import whose preview was accepted. */
  "run-import": { batchId: string };
  /** Read an uploaded list into rows with their findings. */
  "preview-import": { batchId: string };
  /** Offer a facility's freed time to those who wait for it. */
  "serve-queue": { facilityId: string };
  /** Stop the bookings that a measure forbids, once it has begun. */
  "stop-bookings": { measureId: string };
  /** The same for its orders for work on samples. */
  "stop-sample-orders": { measureId: string };
  /** The same for its orders for services. */
  "stop-service-orders": { measureId: string };
  /** Tidy: expire held and unanswered bookings, mark no-shows. */
  "tidy-bookings": Record<string, never>;
  /** End consequences that rest on a contest which nobody has answered in time. */
  "release-unanswered": Record<string, never>;
  /** Offer what becomes free by the clock alone to those who wait for it. */
  "serve-queues": Record<string, never>;
  /** Let unanswered orders for services lapse, and silence accept what was delivered. */
  "settle-service-orders": Record<string, never>;
  /** Look again at an instrument that its meter has switched off at `at`. */
  "follow-meter": { unitId: string; at: string };
  /** Tell holders of qualifications that are about to end. */
  "remind-expiring-qualifications": Record<string, never>;
  /** Ask owners of listings that have not been confirmed for long; hide those that stay silent. */
  "remind-stale-listings": Record<string, never>;
  /** Freeze the figures of assessments whose time for reports is over. */
  "freeze-assessments": Record<string, never>;
  /** Look for what is wrong about the use of a voucher; `usedFrom`: when it began, where that is new. */
  "check-voucher-use": { holdId: string; usedFrom?: string };
  /** End vouchers whose last day is over. */
  "expire-vouchers": Record<string, never>;
  /** Close programmes whose last day of use is over. */
  "end-programs": Record<string, never>;
  /** Make decisions final and note rectifications that were missed, once their time has passed. */
  "settle-cases": Record<string, never>;
  /** Note what a card of the assessment asked for and nobody reported in time. */
  "miss-card-rectifications": Record<string, never>;
  /** Shorten the register's indexes by what is over. */
  "tidy-register": Record<string, never>;
  "find-clues": Record<string, never>;
  /** Open proposals that are due; make awards final whose standstill has passed. */
  "settle-demands": Record<string, never>;
  /** What the clock does to contracts: silence accepts, unanswered failures go to mediation, unsigned texts lapse. */
  "settle-contracts": Record<string, never>;
  /** Remind licensees of royalty reports that are due, and both sides of late ones. */
  "tell-royalties": Record<string, never>;
  /** Open and end biddings that are due; end negotiations that nobody answers. */
  "settle-deals": Record<string, never>;
  /** Publish technologies whose public notice has ended without an open objection. */
  "close-public-notices": Record<string, never>;
  /** Remind payers of what falls due, and both sides of what is late. */
  "remind-payments": Record<string, never>;
  /** Compare bank statements, receipts and the ledger, and write down where they differ. */
  "reconcile-money": Record<string, never>;
  /** Tell Meilisearch, where there is one, what has changed. */
  "deliver-search": Record<string, never>;
  /** Compare index and rows, repair differences; recount term frequencies. */
  "check-search-drift": Record<string, never>;
  /** Seal what the audit log and the other sealed tables have gained. */
  "seal-audit": Record<string, never>;
  /** Verify what was sealed since the last run, or everything. */
  "verify-audit": { full?: boolean };
  /** Work through one notice of the payment service. */
  "follow-stripe": { eventId: string };
  /** Open a payment page that could not be opened when somebody asked for it. */
  "open-checkout": { checkoutId: string };
  /** Close a payment page that is no longer wanted. */
  "end-checkout": { checkoutId: string };
  /** Close the payment pages of charges that are no longer open. */
  "end-checkouts": Record<string, never>;
  /** Ask the payment service to pay an approved refund back. */
  "send-stripe-refund": { refundId: string };
  /** Give Stripe what the payee says to a dispute. */
  "send-evidence": { disputeId: string };
  /** Pay out what providers may have. */
  "pay-out-providers": Record<string, never>;
  /** Move one payout to its provider's account. */
  "send-payout": { payoutId: string };
  /** Take in what the payment service told nobody. */
  "fetch-stripe-events": Record<string, never>;
  /** Take in what moved on the platform's balance there. */
  "fetch-stripe-balance": Record<string, never>;
  /** Delete expired sessions, links, counters and idempotency answers. */
  "sweep-expired": Record<string, never>;
  /** Delete what saved searches have told long ago. */
  "forget-alerts": Record<string, never>;
  /** Delete queries of the register that are older than they may be kept. */
  "forget-queries": Record<string, never>;
}

export interface JobOptions {
  /** Jobs with the same key are one job: a later one replaces a waiting earlier one. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
  /** Jobs of one queue run one after another, so that they never keep more than one of a worker's hands busy. */
  queue?: string;
}

const usualAttempts = 12;

/** Enqueues a job in the caller's transaction: it exists exactly if the transaction commits. */
export async function enqueue<N extends keyof Jobs>(
  tx: Tx,
  name: N,
  payload: Jobs[N],
  { key, runAt, maxAttempts = usualAttempts, queue }: JobOptions = {},
): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json,
    run_at => ${runAt?.toISOString() ?? null}::timestamptz, max_attempts => ${maxAttempts}, job_key => ${key ?? null},
    queue_name => ${queue ?? null})`);
}

/** The same for several jobs of one kind, in one statement. */
export async function enqueueAll<N extends keyof Jobs>(
  tx: Tx,
  name: N,
  jobs: readonly { payload: Jobs[N]; key: string }[],
): Promise<void> {
  const [one] = jobs;
  if (!one) return;
  if (jobs.length === 1) return enqueue(tx, name, one.payload, { key: one.key });
  await tx.execute(sql`select graphile_worker.add_job(${name}, asked.payload, max_attempts => ${usualAttempts}, job_key => asked.key)
    from json_to_recordset(${jsonText(jobs)}::json) as asked(payload json, key text)`);
}

/**
 * Enqueues a job without waking the workers, as a part of a statement that writes other things too: the worker finds it
 * when it next looks, within two seconds. What wakes them (`NOTIFY`) makes all transactions that do it commit one after
 * another, for the whole database; commands that many run at once would wait for each other there, and the call would
 * take longer than what they write themselves (docs/decisions/0027). `payload` stands for the payload as JSON text.
 */
export const enqueuingSilently = (name: keyof Jobs, payload: Placeholder): SQL => sql`
  insert into graphile_worker._private_jobs (task_id, payload, max_attempts)
  values ((select id from graphile_worker._private_tasks where identifier = ${name}), ${payload}::json, ${usualAttempts})`;
