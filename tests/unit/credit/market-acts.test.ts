import { expect, it } from "vitest";
import { endpoints } from "#app/routes/api/endpoints/index.server.ts";
import { asks } from "../../support/market-acts.ts";

/** Writes that a measure leaves alone, and why. */
const spared: readonly (readonly [why: string, paths: RegExp])[] = [
  [
    "a draft binds nobody; it is asked when it is to be published",
    /^(POST|PATCH) \/(listings|listings\/\{id\}|demands|demands\/imports|imports)$/,
  ],
  [
    "what runs is finished by the published rule",
    /^POST \/contracts\/\{id\}\/(milestones|royalties|registration|files|save-draft|evaluate|reply-evaluation)/,
  ],
  [
    "leaving is always open",
    /\/(withdraw|cancel|call-off|close|decline|break_off|reopen|terminate|propose-termination|withdraw-termination|stop-waiting|pass|decline-voucher|withdraw-application|give-back-voucher|revoke_award|call_off_bidding|decline-amendment|withdraw-amendment|declare_default|close-program|end-overdue)$/,
  ],
  [
    "what was promised is kept: use, results, answers to others",
    /^POST \/(bookings|sample-orders|service-orders)\/\{id\}\/(take-order|deliver|accept-delivery|request-changes|approve|reject|check-in|check-out|complete|remind-delivery|correct|no-show|transfer|accept|object|begin|return-samples)$/,
  ],
  [
    "answers and judgements of one's own call",
    /^POST \/(demands\/\{id\}\/(criteria|answer|matches\/\{listingId\})|proposals\/\{id\}\/score|deal-notices\/\{id\}\/(object|answer)|auctions\/\{id\}\/(conclude_sale|contest_default|decide_default))$/,
  ],
  ["looks ahead and writes nothing", /preview/],
  [
    "money that is owed is paid and returned",
    /^POST \/(charges|refunds|transfers|bank-statements|bank-lines|invoices|payouts)/,
  ],
  [
    "due process, its subject's own and the regulator's",
    /^(POST|PATCH|DELETE) \/(result-objections|assessment-proposals|card-rectifications|cases|own-cases|organization\/cases|credit|objections|external-lists|complaints|assessments|oversight)/,
  ],
  ["a note to oneself", /^POST \/bookings\/\{id\}\/reminders$/],
  ["what an instrument says", /^POST \/meters/],
];

it("every write of the API asks the standing of whoever acts, or says why a measure leaves it alone", () => {
  const writes = endpoints
    .filter(({ method }) => method !== "GET")
    .map(({ method, path }) => `${method} ${path}`);
  const unsettled = writes.filter(
    (write) => !asks.includes(write) && !spared.some(([, paths]) => paths.test(write)),
  );
  expect(unsettled).toEqual([]);
  expect(asks.filter((write) => !writes.includes(write))).toEqual([]);
  expect(
    spared.filter(([, paths]) => !writes.some((write) => paths.test(write))).map(([why]) => why),
  ).toEqual([]);
});
