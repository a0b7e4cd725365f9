import { api } from "./api.ts";
import { assessment } from "./assessment.ts";
import { booking } from "./booking.ts";
import { auditDetail } from "./audit-detail.ts";
import { billing } from "./billing.ts";
import { calendar } from "./calendar.ts";
import { charges } from "./charges.ts";
import { cards } from "./cards.ts";
import { cases } from "./cases.ts";
import { catalog } from "./catalog.ts";
import { certificates } from "./certificates.ts";
import { common } from "./common.ts";
import { compare } from "./compare.ts";
import { conduct } from "./conduct.ts";
import { contracts } from "./contracts.ts";
import { credit } from "./credit.ts";
import { deals } from "./deals.ts";
import { demands } from "./demands.ts";
import { editor } from "./editor.ts";
import { external } from "./external.ts";
import { help } from "./help.ts";
import { identity } from "./identity.ts";
import { imports } from "./imports.ts";
import { instrument } from "./instrument.ts";
import { lifecycles } from "./lifecycles.ts";
import { notices } from "./notices.ts";
import { objections } from "./objections.ts";
import { organization } from "./organization.ts";
import { outcomes } from "./outcomes.ts";
import { oversight } from "./oversight.ts";
import { papers } from "./papers.ts";
import { ownCredit } from "./own-credit.ts";
import { problems } from "./problems.ts";
import { qualification } from "./qualification.ts";
import { ruleBook } from "./rule-book.ts";
import { rules } from "./rules.ts";
import { samples } from "./samples.ts";
import { savedSearches } from "./saved-searches.ts";
import { search } from "./search.ts";
import { serviceOrders } from "./service-orders.ts";
import { synonyms } from "./synonyms.ts";
import { together } from "./together.ts";
import { units } from "./units.ts";
import { vouchers } from "./vouchers.ts";
import { waitlist } from "./waitlist.ts";
import { usageReport } from "./usage-report.ts";

export const messages = {
  api,
  assessment,
  auditDetail,
  booking,
  billing,
  calendar,
  cards,
  cases,
  charges,
  catalog,
  certificates,
  common,
  compare,
  conduct,
  contracts,
  credit,
  deals,
  demands,
  editor,
  external,
  help,
  identity,
  imports,
  instrument,
  lifecycles,
  notices,
  objections,
  organization,
  outcomes,
  oversight,
  papers,
  ownCredit,
  problems,
  qualification,
  ruleBook,
  rules,
  samples,
  savedSearches,
  search,
  serviceOrders,
  synonyms,
  together,
  units,
  usageReport,
  vouchers,
  waitlist,
};
