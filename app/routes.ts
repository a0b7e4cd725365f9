import { index, prefix, type RouteConfig, type RouteConfigEntry, route } from "@react-router/dev/routes";

/** The market: what anyone may see. */
const market: RouteConfigEntry[] = [
  index("routes/market/search.tsx"),
  route("organizations/:id", "routes/market/organization.tsx"),
  route("search.csv", "routes/market/search-csv.ts"),
  route("search.atom", "routes/market/search-feed.ts"),
  route("compare", "routes/market/compare.tsx"),
  route("sitemap.xml", "routes/market/sitemap.ts"),
  route("sitemaps/:part", "routes/market/sitemap-part.ts"),
  route("robots.txt", "routes/market/robots.ts"),
  route("assessments", "routes/market/assessments.tsx"),
  route("assessments/rules/:id", "routes/market/assessment-rules.tsx"),
  route("assessments/:year", "routes/market/assessment-year.tsx"),
  route("assessments/:year/ranking.csv", "routes/market/assessment-csv.ts"),
  route("help", "routes/market/help.tsx"),
  route("help/lifecycles", "routes/market/lifecycles.tsx"),
  route("technologies/:id", "routes/market/technology.tsx"),
  route("services/:id", "routes/market/service.tsx"),
  route("demands/:id", "routes/market/demand.tsx"),
  ...["facilities", "technologies", "services", "demands"].map((kind) =>
    route(kind, "routes/market/kind.ts", { id: `kind-${kind}` }),
  ),
];

/** Bookings, for both sides. */
const bookings: RouteConfigEntry[] = [
  route("facilities/:id", "routes/market/facility.tsx"),
  route("facilities/:id/book", "routes/bookings/book.tsx"),
  route("facilities/:id/book/repeat", "routes/bookings/repeat.tsx"),
  route("booking-series/:id", "routes/bookings/series.tsx"),
  route("booking-bundles/:id", "routes/bookings/bundle.tsx"),
  route("bookings/together", "routes/bookings/together.tsx"),
  route("bookings", "routes/bookings/list.tsx"),
  route("facilities/:id/wait", "routes/bookings/wait.tsx"),
  route("bookings/waitlist", "routes/bookings/waitlist.tsx"),
  route("bookings/:id", "routes/bookings/detail.tsx"),
  route("qualifications/:id", "routes/bookings/qualification.tsx"),
  route("at/:unitId", "routes/instruments/at-unit.tsx"),
  route("problems/:id", "routes/instruments/problem.tsx"),
  route("bookings/:id/calendar.ics", "routes/bookings/calendar-file.ts"),
];

/** Work on samples, for both sides. */
const samples: RouteConfigEntry[] = [
  route("facilities/:id/samples", "routes/samples/order.tsx"),
  route("samples", "routes/samples/list.tsx"),
  route("samples/:id", "routes/samples/detail.tsx"),
  route("samples/:id/amend", "routes/samples/amend.tsx"),
  route("samples/:id/labels", "routes/samples/labels.tsx"),
];

/** What an organisation does for itself: profile, members, listings, imports. */
const organization: RouteConfigEntry[] = [
  route("calendar", "routes/organization/calendar.tsx"),
  route("imports", "routes/organization/imports.tsx"),
  route("imports/export", "routes/organization/imports-export.ts"),
  route("imports/:id", "routes/organization/imports-detail.tsx"),
  route("imports/:id/rejected.csv", "routes/organization/imports-rejected.ts"),
  index("routes/organization/overview.tsx"),
  route("new", "routes/organization/new.tsx"),
  route("edit", "routes/organization/edit.tsx"),
  route("members", "routes/organization/members.tsx"),
  route("members/:id", "routes/organization/member.tsx"),
  route("invitation/:token", "routes/organization/invitation.tsx"),
  route("verification", "routes/organization/verification.tsx"),
  route("facilities/:id/booking-rules", "routes/organization/booking-rules.tsx"),
  route("facilities/:id/waitlist", "routes/organization/waitlist.tsx"),
  route("facilities/:id/qualifications", "routes/organization/facility-qualifications.tsx"),
  route("qualifications", "routes/organization/qualifications.tsx"),
  route("qualifications/:id", "routes/organization/qualification.tsx"),
  route("trainings/:id", "routes/organization/training.tsx"),
  route("conduct", "routes/organization/conduct.tsx"),
  route("credit", "routes/organization/credit.tsx"),
  route("credit/queries", "routes/organization/credit-queries.tsx"),
  route("facilities/:id/outage", "routes/instruments/outage.tsx"),
  route("problems", "routes/instruments/problems.tsx"),
  route("meters", "routes/instruments/meters.tsx"),
  route("labels", "routes/instruments/labels.tsx"),
  route("usage-report", "routes/organization/usage-report.tsx"),
  route("usage-report.csv", "routes/organization/usage-report-csv.ts"),
  route("assessments", "routes/organization/assessments.tsx"),
  route("assessments/:id", "routes/organization/assessment.tsx"),
  route("service-records.xlsx", "routes/organization/service-records.ts"),
  route("listings", "routes/organization/listings.tsx"),
  route("listings/new", "routes/organization/listing-new.tsx"),
  route("listings/:id", "routes/organization/listing.tsx"),
  route("listings/:id/edit/:step", "routes/organization/listing-edit.tsx"),
  route("listings/:id/prices", "routes/organization/listing-prices.tsx"),
  route("listings/:id/times", "routes/organization/listing-times.tsx"),
  route("listings/:id/files", "routes/organization/listing-files.tsx"),
  route("listings/:id/history", "routes/organization/listing-history.tsx"),
  route("listings/:id/feeds", "routes/organization/listing-feeds.tsx"),
];

/** What everybody may know of organisations' credit. */
const credit: RouteConfigEntry[] = [
  index("routes/credit/register.tsx"),
  route("check", "routes/credit/check.tsx"),
  route("rules", "routes/credit/rules.tsx"),
  route("rules/:version", "routes/credit/rules.tsx", { id: "rules-version" }),
  route("decisions/:id", "routes/credit/decision.tsx"),
  route(":uscc", "routes/credit/organization.tsx"),
];

/** The regulator's desk. */
const oversight: RouteConfigEntry[] = [
  index("routes/oversight/desk.tsx"),
  route("verifications", "routes/oversight/verifications.tsx"),
  route("verifications/:id", "routes/oversight/verification.tsx"),
  route("assessments", "routes/oversight/assessments.tsx"),
  route("assessments/new", "routes/oversight/assessment-new.tsx"),
  route("assessments/roster", "routes/oversight/assessment-roster.tsx"),
  route("assessments/rules/:id", "routes/oversight/assessment-rules.tsx"),
  route("assessments/:id", "routes/oversight/assessment.tsx"),
  route("assessments/:id/subjects/:subject", "routes/oversight/assessment-subject.tsx"),
  route("synonyms", "routes/oversight/synonyms.tsx"),
  route("synonyms/history", "routes/oversight/synonyms-history.tsx"),
  route("synonyms/import", "routes/oversight/synonyms-import.tsx"),
  route("synonyms/export.csv", "routes/oversight/synonyms-export.ts"),
  route("synonyms/:group", "routes/oversight/synonyms-group.tsx"),
  route("objections", "routes/oversight/objections.tsx"),
  route("objections/:id", "routes/oversight/objection.tsx"),
  route("audit", "routes/oversight/audit.tsx"),
  route("listings", "routes/oversight/listings.tsx"),
  route("listings/:id", "routes/oversight/listing.tsx"),
];

/** One person: signing in, security, notices. */
const account: RouteConfigEntry[] = [
  index("routes/account/overview.tsx"),
  route("sign-in", "routes/account/sign-in.tsx"),
  route("sign-in/code", "routes/account/sign-in-code.tsx"),
  route("sign-out", "routes/account/sign-out.ts"),
  route("register", "routes/account/register.tsx"),
  route("forgot-password", "routes/account/forgot-password.tsx"),
  route("reset-password/:token", "routes/account/reset-password.tsx"),
  route("confirm-email/:token", "routes/account/confirm-email.tsx"),
  route("prove", "routes/account/prove.tsx"),
  route("password", "routes/account/password.tsx"),
  route("security", "routes/account/security.tsx"),
  route("devices", "routes/account/devices.tsx"),
  route("tokens", "routes/account/tokens.tsx"),
  route("organizations", "routes/account/organizations.tsx"),
  route("notices", "routes/account/notices.tsx"),
  route("notices/choices", "routes/account/notice-choices.tsx"),
  route("qualifications", "routes/account/qualifications.tsx"),
  route("qualifications/:id", "routes/account/certificate.tsx"),
  route("conduct", "routes/account/conduct.tsx"),
  route("calendar", "routes/account/calendar.tsx"),
  route("agenda", "routes/account/agenda.tsx"),
  route("searches", "routes/account/searches.tsx"),
  route("searches/new", "routes/account/searches-new.tsx"),
  route("searches/:id", "routes/account/searches-one.tsx"),
];

/** Programs. */
const api: RouteConfigEntry[] = [
  route("openapi.json", "routes/api/openapi.ts"),
  route("docs", "routes/api/docs.tsx"),
  route("credit/register.csv", "routes/credit/register-csv.ts"),
  route("*", "routes/api/v1.ts"),
];

export default [
  ...market,
  ...bookings,
  ...samples,
  ...prefix("credit", credit),
  route("credit.atom", "routes/credit/register-feed.ts"),
  ...prefix("organization", organization),
  ...prefix("oversight", oversight),
  ...prefix("account", account),
  ...prefix("api/v1", api),
  route("preferences", "routes/account/preferences.ts"),
  route("mailbox", "routes/account/mailbox.tsx"),
  route("files/:id", "routes/account/file.ts"),
  route("calendar/:token.ics", "routes/account/calendar-file.ts"),
  route("unsubscribe/:token", "routes/account/searches-stop.tsx"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
