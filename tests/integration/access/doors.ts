import { anyone, type Door, member, oneOf, open, permitted, person, type Rule } from "./expectations.ts";

/** Real things of the demonstration market that addresses can name. */
export interface Things {
  /** A published facility of provider's university, with its region. */
  facility: { id: string; subject: { organizationId: string; regionCode: string } };
  organization: string;
  /** A verification that was asked for, with its organisation's region. */
  verification: { id: string; subject: { regionCode: string } };
  colleague: string;
  /** A booking by sme's company at provider's university. */
  booking: { id: string; booker: string; provider: string; regionCode: string };
  /** A repeated booking. */
  series: { id: string; booker: string };
  /** Bookings that were made together. */
  bundle: { id: string; booker: string };
  /** A charge that sme's company has paid to provider's university. */
  charge: { id: string; payer: string; payee: string };
  /** An order of sme's company for samples that are worked on at provider's university. */
  sampleOrder: { id: string; booker: string; provider: string; regionCode: string };
  /** A service that sme's company has ordered of provider's university, delivered. */
  serviceOrder: { id: string; booker: string; provider: string; regionCode: string };
  /** A unit of the facility. */
  unit: string;
  /** A problem that somebody reported with an instrument of provider's university. */
  problem: { id: string; reporter: string; provider: string };
  /** A kind of qualification of provider's university, and a training for it. */
  qualificationType: string;
  training: string;
  /** A published yearly assessment, provider's university in it, its rules and its year. */
  assessment: { id: string; subject: string; rules: string; year: number };
  /** An open voucher programme of the province, and a voucher of sme's company. */
  program: string;
  voucher: { id: string; holder: string };
  /** A case about sme's company, which it was told of; and one that is final, with its region. */
  ownCase: { id: string; subject: { organizationId: string } };
  finalCase: { id: string; subject: { regionCode: string } };
  /** A contract in force between sme's company and provider's university. */
  contract: { id: string; client: string; developer: string };
  technology: string;
  /** A technology of provider's university. */
  ownTechnology: { id: string; subject: { organizationId: string } };
  /** A negotiation between sme's company and provider's university, and a running notice of an agreed price. */
  negotiation: { id: string; seller: string; buyer: string };
  dealNotice: string;
  /** A technology in a bidding. */
  biddingTechnology: string;
  service: string;
  demand: string;
  /** A demand of sme's company that provider's university has proposed to, still sealed. */
  proposal: { id: string; demandId: string; author: string; client: string };
}

const nobody = "019a0000-0000-7000-8000-000000000000";
const secret = "aaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/** Synonyms hold for the whole province. */
const province = { regionCode: "330000" };

const editsAnything = oneOf(
  permitted("facility.edit"),
  permitted("technology.edit"),
  permitted("service.edit"),
  permitted("demand.edit"),
);

/** Members of provider's university. */
const ownMember =
  ({ facility: { subject } }: Things): Rule =>
  (actor) =>
    actor.organization && actor.organization.id !== subject.organizationId ? "refused" : member(actor);

/** A page of the editor of provider's facility. */
function editor({ facility }: Things, page: string): Door {
  const edits = permitted("facility.edit", facility.subject);
  return open(edits, edits, `/organization/listings/${facility.id}${page}`);
}

/** A page about the qualifications of provider's university. */
function trainer({ facility: { subject } }: Things, at: string): Door {
  const manages = permitted("booking.manage", { organizationId: subject.organizationId });
  return open(manages, manages, at);
}

/** A result is its subject's own; other organisations are not assessed, or not shown it. */
function assessedDoor({ assessment, facility: { subject } }: Things): Door {
  const reports = permitted("assessment.report", { organizationId: subject.organizationId });
  return open(reports, reports, `/organization/assessments/${assessment.id}`);
}

/** A booking is its booker's, its provider's and the regulator's; acts on it are judged one by one. */
function bookingDoor({ booking }: Things, page = ""): Door {
  const uses = permitted("booking.use", { organizationId: booking.booker });
  const manages = permitted("booking.manage", { organizationId: booking.provider });
  const oversees = permitted("booking.oversee", { regionCode: booking.regionCode });
  const sees = oneOf(uses, manages, oversees);
  return open(sees, sees, `/bookings/${booking.id}${page}`);
}

/** Bookings made at once, in a series or together, are the booking organisation's own. */
function manyDoor({ id, booker }: Things["series"], at: string): Door {
  const uses = permitted("booking.use", { organizationId: booker });
  return open(uses, uses, `${at}/${id}`);
}

/** Two hours a week ahead, as an address names them. */
function aTime(): string {
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  return `start=${day}T02:00:00Z&end=${day}T04:00:00Z`;
}

/** A reported problem is its reporter's and the provider's staff's; acts on it are judged one by one. */
function problemDoor({ problem }: Things): Door {
  const manages = permitted("booking.manage", { organizationId: problem.provider });
  const sees: Rule = (actor) => (actor.user?.id === problem.reporter ? member(actor) : manages(actor));
  return open(sees, sees, `/problems/${problem.id}`);
}

/** A charge is its two sides' and the auditor's; acts on it are the payee's, judged one by one. */
function chargeDoor({ charge }: Things, page = ""): Door {
  const sees = oneOf(
    permitted("charge.read", { organizationId: charge.payer }),
    permitted("charge.read", { organizationId: charge.payee }),
  );
  const acts = permitted("charge.manage");
  return open(sees, page === "" ? acts : null, `/organization/charges/${charge.id}${page}`);
}

/** How a charge is paid by transfer is its payer's and its payee's; what is posted is judged one by one. */
function transferDoor({ charge }: Things): Door {
  const pays = permitted("charge.pay", { organizationId: charge.payer });
  const manages = permitted("charge.manage", { organizationId: charge.payee });
  const sees = oneOf(pays, manages);
  return open(sees, permitted("charge.pay"), `/organization/charges/${charge.id}/transfer`);
}

/** An order for samples is its orderer's, its provider's and the regulator's; acts on it are judged one by one. */
function orderDoor({ sampleOrder }: Things, page = ""): Door {
  const uses = permitted("booking.use", { organizationId: sampleOrder.booker });
  const manages = permitted("booking.manage", { organizationId: sampleOrder.provider });
  const oversees = permitted("booking.oversee", { regionCode: sampleOrder.regionCode });
  const sees = oneOf(uses, manages, oversees);
  return open(sees, page === "" ? sees : null, `/samples/${sampleOrder.id}${page}`);
}

/** An ordered service is its client's, its provider's and the regulator's; acts on it are judged one by one. */
function serviceOrderDoor({ serviceOrder }: Things): Door {
  const uses = permitted("booking.use", { organizationId: serviceOrder.booker });
  const manages = permitted("service.edit", { organizationId: serviceOrder.provider });
  const oversees = permitted("booking.oversee", { regionCode: serviceOrder.regionCode });
  const sees = oneOf(uses, manages, oversees);
  return open(sees, sees, `/service-orders/${serviceOrder.id}`);
}

/** A negotiation is its two sides' alone: nobody who watches the market reads it. */
function negotiationDoor({ negotiation }: Things): Door {
  const sees = oneOf(
    permitted("deal.sell", { organizationId: negotiation.seller }),
    permitted("deal.buy", { organizationId: negotiation.buyer }),
  );
  return open(sees, sees, `/negotiations/${negotiation.id}`);
}

/** A contract is its two sides'; acts on it are judged one by one. */
function contractDoor({ contract }: Things, page: string, posts: boolean): Door {
  const sees = oneOf(
    permitted("contract.edit", { organizationId: contract.client }),
    permitted("contract.edit", { organizationId: contract.developer }),
  );
  return open(sees, posts ? sees : null, `/contracts/${contract.id}${page}`);
}

/** The proposals to a demand are its client's. */
function receivedDoor({ proposal: { demandId, client } }: Things): Door {
  const edits = permitted("demand.edit", { organizationId: client });
  return open(edits, edits, `/demands/${demandId}/proposals`);
}

/** A sealed proposal is its author's alone, whoever else may do whatever. */
function authorDoor({ proposal: { id, author } }: Things, page = ""): Door {
  const writes = permitted("proposal.write", { organizationId: author });
  return open(writes, writes, `/proposals/${id}${page}`);
}

/** Who may pass which address: the whole URL map, so that a new route fails the walk until it is said here. */
export const doors = (things: Things): Record<string, Door> => ({
  "/": open(anyone),
  "/organizations/:id": open(anyone, null, `/organizations/${things.organization}`),
  "/search.csv": open(anyone, null, "/search.csv?q=SEM"),
  "/search.atom": open(anyone, null, "/search.atom?q=SEM"),
  "/compare": open(anyone, null, `/compare?id=${things.facility.id}`),
  "/sitemap.xml": open(anyone),
  "/sitemaps/:part": open(anyone, null, "/sitemaps/listings.xml"),
  "/robots.txt": open(anyone),
  "/statistics": open(anyone),
  "/statistics.csv": open(anyone),
  "/assessments": open(anyone),
  "/assessments/rules/:id": open(anyone, null, `/assessments/rules/${things.assessment.rules}`),
  "/assessments/:year": open(anyone, null, `/assessments/${things.assessment.year}`),
  "/assessments/:year/ranking.csv": open(anyone, null, `/assessments/${things.assessment.year}/ranking.csv`),
  "/vouchers": open(anyone),
  "/vouchers/:id": open(anyone, null, `/vouchers/${things.program}`),
  "/help": open(anyone),
  "/help/lifecycles": open(anyone),

  "/technologies/:id": open(anyone, anyone, `/technologies/${things.technology}`),
  "/technologies/:id/bidding": open(anyone, person, `/technologies/${things.biddingTechnology}/bidding`),
  "/biddings": open(anyone),
  "/technologies/:id/enquire": open(
    permitted("deal.buy"),
    permitted("deal.buy"),
    `/technologies/${things.technology}/enquire`,
  ),
  "/technologies/:id/licence": open(anyone, person, `/technologies/${things.technology}/licence`),
  "/negotiations/:id": negotiationDoor(things),
  "/deal-notices": open(anyone),
  "/deal-notices/:id": open(anyone, anyone, `/deal-notices/${things.dealNotice}`),
  "/organization/deals": open(member),
  "/organization/listings/:id/bidding": open(
    permitted("deal.sell", things.ownTechnology.subject),
    permitted("deal.sell", things.ownTechnology.subject),
    `/organization/listings/${things.ownTechnology.id}/bidding`,
  ),
  "/organization/listings/:id/licence": open(
    permitted("deal.sell", things.ownTechnology.subject),
    permitted("deal.sell", things.ownTechnology.subject),
    `/organization/listings/${things.ownTechnology.id}/licence`,
  ),
  "/services/:id": open(anyone, null, `/services/${things.service}`),
  "/demands/new": open(permitted("demand.edit"), permitted("demand.edit")),
  "/demands/import": open(permitted("demand.edit"), permitted("demand.edit")),
  "/demands/:id": open(anyone, member, `/demands/${things.demand}`),
  "/demands/:id/propose": open(
    permitted("proposal.write"),
    permitted("proposal.write"),
    `/demands/${things.demand}/propose`,
  ),
  "/demands/:id/proposals": receivedDoor(things),
  "/proposals/:id": authorDoor(things),
  "/proposals/:id/edit": authorDoor(things, "/edit"),
  "/facilities": open(anyone),
  "/technologies": open(anyone),
  "/services": open(anyone),
  "/demands": open(anyone),

  "/facilities/:id": open(anyone, null, `/facilities/${things.facility.id}`),
  "/facilities/:id/book": open(
    permitted("booking.use"),
    permitted("booking.use"),
    `/facilities/${things.facility.id}/book`,
  ),
  "/facilities/:id/book/repeat": open(
    permitted("booking.use"),
    permitted("booking.use"),
    `/facilities/${things.facility.id}/book/repeat?${aTime()}&frequency=weekly&count=4`,
  ),
  "/booking-series/:id": manyDoor(things.series, "/booking-series"),
  "/booking-bundles/:id": manyDoor(things.bundle, "/booking-bundles"),
  "/bookings/together": open(
    permitted("booking.use"),
    permitted("booking.use"),
    `/bookings/together?id=${things.facility.id}&${aTime()}`,
  ),
  "/facilities/:id/wait": open(
    permitted("booking.use"),
    permitted("booking.use"),
    `/facilities/${things.facility.id}/wait`,
  ),
  "/bookings/waitlist": open(permitted("booking.use"), permitted("booking.use")),
  "/facilities/:id/samples": open(
    permitted("booking.use"),
    permitted("booking.use"),
    `/facilities/${things.facility.id}/samples`,
  ),
  "/services/:id/order": open(
    permitted("booking.use"),
    permitted("booking.use"),
    `/services/${things.service}/order`,
  ),
  "/service-orders": open(permitted("booking.use")),
  "/service-orders/:id": serviceOrderDoor(things),
  "/samples": open(permitted("booking.use")),
  "/samples/:id": orderDoor(things),
  "/samples/:id/amend": open(
    permitted("booking.use"),
    permitted("booking.use"),
    `/samples/${things.sampleOrder.id}/amend`,
  ),
  "/samples/:id/labels": orderDoor(things, "/labels"),
  "/organization/facilities/:id/waitlist": open(
    permitted("booking.manage", things.facility.subject),
    null,
    `/organization/facilities/${things.facility.id}/waitlist`,
  ),
  "/bookings": open(permitted("booking.use"), permitted("booking.manage")),
  "/bookings/:id": bookingDoor(things),
  "/qualifications/:id": open(
    person,
    permitted("booking.use"),
    `/qualifications/${things.qualificationType}`,
  ),
  "/at/:unitId": open(anyone, member, `/at/${things.unit}`),
  "/problems/:id": problemDoor(things),
  "/bookings/:id/calendar.ics": { ...bookingDoor(things, "/calendar.ics"), post: null },
  "/bookings/:id/reminders": {
    ...bookingDoor(things, "/reminders"),
    post: permitted("booking.use", { organizationId: things.booking.booker }),
  },

  "/contracts": open(permitted("contract.edit")),
  "/contracts/conversion.csv": open(permitted("contract.edit")),
  "/contracts/new": open(permitted("contract.edit"), permitted("contract.edit")),
  "/contracts/:id": contractDoor(things, "", true),
  "/contracts/milestones/:id": open(member, null, `/contracts/milestones/${nobody}`),
  "/contracts/royalties/:id": open(member, null, `/contracts/royalties/${nobody}`),
  "/contracts/:id/edit": contractDoor(things, "/edit", true),
  "/contracts/:id/versions": contractDoor(things, "/versions", false),
  "/contracts/:id/document.pdf": contractDoor(things, "/document.pdf", false),
  "/contracts/:id/files/:fileId": contractDoor(things, `/files/${nobody}`, false),
  "/contracts/:id/registration.csv": contractDoor(things, "/registration.csv", false),
  "/oversight/disputes": open(permitted("contract.mediate")),

  "/credit": open(anyone),
  "/credit/check": open(anyone, anyone),
  "/credit/rules": open(anyone),
  "/credit/rules/:version": open(anyone, null, "/credit/rules/1"),
  "/credit/decisions/:id": open(anyone, null, `/credit/decisions/${nobody}`),
  "/credit/:uscc": open(anyone, null, "/credit/91330100MA00000000"),
  "/credit/verify/:code": open(anyone, null, "/credit/verify/NONE"),
  "/credit.atom": open(anyone),
  "/api/v1/credit/register.csv": open(anyone),

  "/organization": open(member),
  "/organization/credit": open(member, member),
  "/organization/credit/queries": open(member),
  "/organization/credit/certificate": open(member, member),
  "/organization/credit/certificate/:code": open(member, null, "/organization/credit/certificate/NONE"),
  "/organization/credit/certificate/:code/document": open(
    member,
    null,
    "/organization/credit/certificate/NONE/document",
  ),
  "/oversight/objections": open(permitted("case.read")),
  "/oversight/objections/:id": open(
    permitted("case.read"),
    permitted("case.read"),
    `/oversight/objections/${nobody}`,
  ),

  "/organization/new": open(person, person),
  "/organization/edit": open(permitted("organization.edit"), permitted("organization.edit")),
  "/organization/members": open(member, permitted("organization.members")),
  "/organization/members/:id": open(
    permitted("organization.members"),
    permitted("organization.members"),
    `/organization/members/${things.colleague}`,
  ),
  "/organization/invitation/:token": open(anyone, person, `/organization/invitation/${secret}`),
  "/organization/verification": open(permitted("organization.edit"), permitted("organization.edit")),

  "/organization/proposals": open(permitted("proposal.write")),
  "/organization/demands-to-answer": open(permitted("proposal.write")),
  "/organization/calendar": open(permitted("booking.manage"), permitted("booking.manage")),
  "/organization/imports": open(permitted("import.run"), permitted("import.run")),
  "/organization/imports/:id": open(
    permitted("import.run"),
    permitted("import.run"),
    `/organization/imports/${nobody}`,
  ),
  "/organization/imports/:id/rejected.csv": open(
    permitted("import.run"),
    null,
    `/organization/imports/${nobody}/rejected.csv`,
  ),
  "/organization/imports/export": open(
    permitted("import.run"),
    null,
    "/organization/imports/export?format=kexiang",
  ),
  "/organization/facilities/:id/booking-rules": open(
    permitted("facility.edit", things.facility.subject),
    permitted("facility.edit", things.facility.subject),
    `/organization/facilities/${things.facility.id}/booking-rules`,
  ),
  "/organization/facilities/:id/outage": open(
    permitted("facility.edit", things.facility.subject),
    permitted("facility.edit", things.facility.subject),
    `/organization/facilities/${things.facility.id}/outage`,
  ),
  "/organization/problems": open(permitted("booking.manage")),
  "/organization/meters": open(permitted("booking.manage")),
  "/organization/labels": open(permitted("booking.manage")),
  "/organization/usage-report": open(permitted("booking.manage")),
  "/organization/charges/:id/transfer": transferDoor(things),
  "/organization/payables": open(permitted("charge.pay")),
  "/organization/payables.xlsx": open(permitted("charge.pay")),
  "/organization/receivables": open(permitted("charge.manage")),
  "/organization/receivables.xlsx": open(permitted("charge.manage")),
  "/organization/invoices": open(permitted("charge.pay")),
  "/organization/invoices/new": open(
    permitted("charge.pay"),
    permitted("charge.pay"),
    "/organization/invoices/new",
  ),
  "/organization/invoices/:id": open(
    permitted("charge.pay"),
    permitted("charge.pay"),
    `/organization/invoices/${nobody}`,
  ),
  "/organization/statements": open(permitted("charge.manage"), permitted("charge.manage")),
  "/organization/statements/:id": open(
    permitted("charge.manage"),
    permitted("charge.manage"),
    "/organization/statements/all",
  ),
  "/organization/reconciliation": open(permitted("charge.manage"), permitted("charge.manage")),
  "/organization/income": open(permitted("charge.manage")),
  "/organization/income.csv": open(permitted("charge.manage")),
  "/organization/income.xlsx": open(permitted("charge.manage")),
  "/organization/bank-account": open(permitted("charge.manage"), permitted("bank_account.edit")),
  "/organization/usage-report.csv": open(permitted("booking.manage")),
  "/organization/booking-answers.csv": open(permitted("booking.manage")),
  "/organization/service-records.xlsx": open(permitted("booking.manage")),
  "/organization/facilities/:id/qualifications": open(
    permitted("facility.edit", things.facility.subject),
    permitted("facility.edit", things.facility.subject),
    `/organization/facilities/${things.facility.id}/qualifications`,
  ),
  "/organization/qualifications": open(permitted("booking.manage"), permitted("booking.manage")),
  "/organization/qualifications/:id": trainer(
    things,
    `/organization/qualifications/${things.qualificationType}`,
  ),
  "/organization/trainings/:id": trainer(things, `/organization/trainings/${things.training}`),
  "/organization/vouchers": open(permitted("voucher.use")),
  "/organization/vouchers/new/:id": open(
    permitted("voucher.use"),
    permitted("voucher.use"),
    `/organization/vouchers/new/${things.program}`,
  ),
  "/organization/vouchers/:id": open(
    permitted("voucher.use", { organizationId: things.voucher.holder }),
    permitted("voucher.use", { organizationId: things.voucher.holder }),
    `/organization/vouchers/${things.voucher.id}`,
  ),
  "/organization/voucher-claims": open(permitted("booking.manage"), permitted("booking.manage")),
  "/organization/assessments": open(permitted("assessment.report")),
  "/organization/assessments/:id": assessedDoor(things),
  "/organization/conduct": open(permitted("booking.manage"), permitted("booking.manage")),
  "/organization/charges/:id": chargeDoor(things),
  "/organization/charges/:id/receipt": chargeDoor(things, "/receipt"),
  "/organization/statement": open(permitted("statement.read")),
  "/organization/statement.csv": open(permitted("statement.read")),
  "/organization/cases": open(permitted("case.answer")),
  "/organization/cases/:id": open(
    permitted("case.answer", things.ownCase.subject),
    permitted("case.answer", things.ownCase.subject),
    `/organization/cases/${things.ownCase.id}`,
  ),
  "/organization/cases/:id/decisions/:n": open(
    permitted("case.answer"),
    null,
    `/organization/cases/${nobody}/decisions/1`,
  ),
  "/organization/listings": open(member),
  "/organization/listings/new": open(editsAnything, editsAnything),
  "/organization/listings/:id": open(
    ownMember(things),
    permitted("facility.edit", things.facility.subject),
    `/organization/listings/${things.facility.id}`,
  ),
  "/organization/listings/:id/edit/:step": editor(things, "/edit/basic"),
  "/organization/listings/:id/prices": editor(things, "/prices"),
  "/organization/listings/:id/times": editor(things, "/times"),
  "/organization/listings/:id/files": editor(things, "/files"),
  "/organization/listings/:id/history": open(
    ownMember(things),
    null,
    `/organization/listings/${things.facility.id}/history`,
  ),
  "/organization/listings/:id/feeds": open(
    permitted("booking.manage", things.facility.subject),
    permitted("booking.manage", things.facility.subject),
    `/organization/listings/${things.facility.id}/feeds`,
  ),

  "/organization/payouts": open(permitted("payout.manage"), permitted("payout.manage")),
  "/organization/charges/:id/checkout": open(
    permitted("charge.pay"),
    permitted("charge.pay"),
    `/organization/charges/${nobody}/checkout`,
  ),
  "/oversight/due-failures": open(permitted("due_failure.read"), permitted("due_failure.retry")),
  "/oversight/payments/events": open(permitted("payment.operate"), permitted("payment.operate")),
  "/oversight/payments/holds": open(permitted("payment.operate")),
  "/webhooks/stripe": open(anyone),
  "/oversight/listings": open(permitted("desk.read")),
  "/oversight/listings/:id": open(
    permitted("desk.read", things.facility.subject),
    permitted("listing.moderate", things.facility.subject),
    `/oversight/listings/${things.facility.id}`,
  ),
  "/oversight/lists": open(permitted("case.read")),
  "/oversight/lists/import": open(permitted("external_list.import"), permitted("external_list.import")),
  "/oversight/lists/:id": open(
    permitted("case.read"),
    permitted("external_list.import"),
    `/oversight/lists/${nobody}`,
  ),
  "/oversight/rules": open(
    permitted("rule_book.read"),
    oneOf(permitted("rule_book.edit"), permitted("rule_book.publish")),
  ),
  "/oversight/rules/:part/:key": open(
    permitted("rule_book.edit"),
    permitted("rule_book.edit"),
    "/oversight/rules/limits/acceptance",
  ),
  "/oversight/cases": open(permitted("case.read"), permitted("case.read")),
  "/oversight/cases/new": open(permitted("case.handle"), permitted("case.handle")),
  "/oversight/cases/statistics": open(permitted("case.read")),
  "/oversight/cases/:id": open(
    permitted("case.read", things.finalCase.subject),
    permitted("case.read", things.finalCase.subject),
    `/oversight/cases/${things.finalCase.id}`,
  ),
  "/oversight/cases/:id/decisions/:n": open(
    permitted("case.read", things.finalCase.subject),
    null,
    `/oversight/cases/${things.finalCase.id}/decisions/1`,
  ),
  "/oversight": open(permitted("audit.read")),
  "/oversight/verifications": open(permitted("desk.read")),
  "/oversight/verifications/:id": open(
    permitted("desk.read", things.verification.subject),
    permitted("organization.verify", things.verification.subject),
    `/oversight/verifications/${things.verification.id}`,
  ),
  "/oversight/vouchers": open(permitted("voucher.read")),
  "/oversight/vouchers/new": open(permitted("voucher.run"), permitted("voucher.run")),
  "/oversight/vouchers/settlements": open(permitted("voucher.read"), permitted("budget.pay")),
  "/oversight/vouchers/settlements.xlsx": open(permitted("voucher.read")),
  "/oversight/vouchers/settlements.csv": open(permitted("voucher.read")),
  "/oversight/vouchers/:id": open(
    permitted("voucher.read", province),
    permitted("voucher.run", province),
    `/oversight/vouchers/${things.program}`,
  ),
  "/oversight/vouchers/:id/rules": open(
    permitted("voucher.run", province),
    permitted("voucher.run"),
    `/oversight/vouchers/${things.program}/rules`,
  ),
  "/oversight/budgets": open(permitted("voucher.read"), permitted("voucher.run")),
  "/oversight/budgets.xlsx": open(permitted("voucher.read")),
  "/oversight/subsidies": open(permitted("voucher.read"), permitted("budget.pay")),
  "/oversight/assessments": open(permitted("assessment.read"), permitted("assessment.run", province)),
  "/oversight/assessments/new": open(permitted("assessment.run"), permitted("assessment.run")),
  "/oversight/assessments/roster": open(permitted("assessment.read"), permitted("assessment.run")),
  "/oversight/assessments/companies": open(permitted("assessment.read"), permitted("assessment.run")),
  "/oversight/assessments/rules/:id": open(
    permitted("assessment.read"),
    permitted("assessment.run", province),
    `/oversight/assessments/rules/${things.assessment.rules}`,
  ),
  "/oversight/assessments/:id": open(
    permitted("assessment.read", province),
    permitted("assessment.review", province),
    `/oversight/assessments/${things.assessment.id}`,
  ),
  "/oversight/assessments/:id/subjects/:subject": open(
    permitted("assessment.read", province),
    null,
    `/oversight/assessments/${things.assessment.id}/subjects/${things.assessment.subject}`,
  ),
  "/oversight/audit": open(permitted("audit.read")),
  "/oversight/outcomes": open(permitted("desk.read")),
  "/oversight/late-payments": open(permitted("payment.oversee")),
  "/oversight/reconciliation": open(permitted("reconciliation.read"), permitted("reconciliation.explain")),
  "/oversight/audit/integrity": open(permitted("audit.verify")),
  "/oversight/audit/views": open(permitted("audit.verify")),
  "/oversight/audit/export.csv": open(permitted("audit.read")),
  "/oversight/audit/:seq": open(permitted("audit.read"), null, "/oversight/audit/1"),
  "/oversight/synonyms": open(permitted("synonym.edit")),
  "/oversight/synonyms/history": open(permitted("synonym.edit"), permitted("synonym.edit", province)),
  "/oversight/synonyms/import": open(
    permitted("synonym.edit", province),
    permitted("synonym.edit", province),
  ),
  "/oversight/synonyms/export.csv": open(permitted("synonym.edit")),
  "/oversight/synonyms/:group": open(
    permitted("synonym.edit", province),
    permitted("synonym.edit", province),
    "/oversight/synonyms/1",
  ),

  "/account": open(person, person),
  "/account/sign-in": open(anyone, anyone),
  "/account/sign-in/code": open(anyone, anyone),
  "/account/sign-in/link/:token": open(anyone, anyone, `/account/sign-in/link/${secret}`),
  "/account/sign-out": open(anyone, anyone),
  "/account/register": open(anyone, anyone),
  "/account/forgot-password": open(anyone, anyone),
  "/account/reset-password/:token": open(anyone, anyone, `/account/reset-password/${secret}`),
  "/account/confirm-email/:token": open(anyone, anyone, `/account/confirm-email/${secret}`),
  "/account/prove": open(person, person),
  "/account/password": open(person, person),
  "/account/security": open(person, person),
  "/account/devices": open(person, person),
  "/account/tokens": open(person, person),
  "/account/organizations": open(person, person),
  "/account/notices": open(person, person),
  "/account/notices/choices": open(person, person),
  "/account/qualifications": open(person),
  "/account/qualifications/:id": open(person, null, `/account/qualifications/${nobody}`),
  "/account/conduct": open(person, person),
  "/account/complaints": open(person),
  "/account/complaints/:id": open(person, null, `/account/complaints/${nobody}`),
  "/account/calendar": open(person, person),
  "/account/agenda": open(person),
  "/account/searches": open(person, person),
  "/account/searches/new": open(person, person, "/account/searches/new?q=SEM"),
  "/account/searches/:id": open(person, person, `/account/searches/${nobody}`),

  "/api/v1/openapi.json": open(anyone),
  "/api/v1/docs": open(anyone),
  "/api/v1/docs/:id": open(anyone, null, "/api/v1/docs/postBookings"),
  "/api/v1/*": open(anyone, anyone, "/api/v1/lifecycles"),

  "/complaints/new": open(anyone, anyone),
  "/complaints/progress": open(anyone, anyone),
  "/cases/:id/files/:fileId": open(person, null, `/cases/${nobody}/files/${nobody}`),
  "/preferences": open(anyone, anyone),
  "/mailbox": open(anyone),
  "/files/:id": open(anyone, null, `/files/${nobody}`),
  "/calendar/:token.ics": open(anyone, null, `/calendar/${secret}.ics`),
  "/unsubscribe/:token": open(anyone, anyone, `/unsubscribe/${secret}`),
  "/*": open(anyone, null, "/nowhere/at/all"),
});
