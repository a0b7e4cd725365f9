/** Writes of the API that ask the standing of whoever acts, inside their transaction: what is begun anew, or promised to somebody. */
export const asks: readonly string[] = [
  ...["POST /listings/{id}/{transition}", "POST /demands/{id}/{transition}"],
  ...["POST /demands/{id}/extend", "POST /demands/{id}/reopen"],
  ...["POST /demands/{id}/questions", "POST /demands/{id}/confidentiality", "POST /demands/{id}/proposals"],
  ...["PATCH /proposals/{id}", "POST /proposals/{id}/edit", "POST /proposals/{id}/award"],
  "POST /demands/{id}/award",
  ...["POST /auctions", "POST /auctions/{id}/enter", "POST /auctions/{id}/bid"],
  ...["POST /negotiations", "POST /negotiations/{id}/open", "POST /negotiations/{id}/offer"],
  ...[
    "POST /negotiations/{id}/accept",
    "POST /negotiations/{id}/announce",
    "POST /negotiations/{id}/conclude",
  ],
  "POST /negotiations/{id}/renegotiate",
  ...["POST /technologies/{id}/licence-offer", "POST /licence-offers/{id}/accept"],
  "POST /bookings/{id}/confirm",
  ...["POST /bookings", "POST /bookings/{id}/extend", "POST /bookings/{id}/reschedule"],
  ...["POST /booking-series", "POST /booking-series/{id}/retime", "POST /booking-bundles"],
  ...["POST /waitlist-entries", "POST /waitlist-entries/{id}/take"],
  "POST /services/{id}/orders",
  ...["POST /sample-orders", "POST /sample-orders/{id}/amend"],
  ...[
    "POST /contracts",
    "POST /contracts/{id}/propose",
    "POST /contracts/{id}/agree",
    "POST /contracts/{id}/sign",
  ],
  ...["POST /contracts/{id}/propose-amendment", "POST /contracts/{id}/amendments/{n}/sign-amendment"],
  ...["POST /voucher-programs/{id}/vouchers", "POST /vouchers/{id}/grant-voucher"],
];

/** Pages whose forms a measure leaves alone, and why. */
export const sparedPages: readonly (readonly [why: string, pages: RegExp])[] = [
  ["the authorities' own desk", /^\/oversight\//],
  ["a person's own account", /^\/(account|preferences|unsubscribe|mailbox)\b/],
  [
    "due process: being told, answering, objecting, reporting, asking what is recorded",
    /^\/(organization\/(cases|credit|assessments)\b|complaints\/|credit\/check)/,
  ],
  ["who an organisation is", /^\/organization\/(new|edit|members|invitation|verification)\b/],
  [
    "money that is owed is paid, billed and returned",
    /^\/(organization\/(charges|invoices|statements|reconciliation|bank-account|payouts|voucher-claims)|webhooks)\b/,
  ],
  [
    "a draft binds nobody; it is asked when it is to be published",
    /^\/(organization\/(listings\/new|imports)|demands\/import)\b/,
  ],
  [
    "what is published stays true",
    /^\/organization\/(listings\/:id\/(edit|prices|times|files|feeds)|facilities\/:id\/)/,
  ],
  [
    "what was promised is kept: use, results, results of trainings",
    /^\/(bookings|samples\/:id|service-orders\/:id|at\/:unitId|problems\/:id|organization\/(calendar|conduct|qualifications(\/:id)?|trainings\/:id))$/,
  ],
  ["learning to use an instrument safely is no use of it", /^\/qualifications\/:id$/],
  ["a note to oneself", /^\/bookings\/:id\/reminders$/],
  ["leaving is always open", /^\/(booking-bundles\/:id|organization\/vouchers\/:id)$/],
  ["objecting to a public notice, and answering objections", /^\/(deal-notices|technologies)\/:id$/],
];
