import type { Endpoint } from "../endpoint.server.ts";
import { assessmentEndpoints } from "./assessments.server.ts";
import { auctionEndpoints } from "./auctions.server.ts";
import { billingEndpoints } from "./billing.server.ts";
import { dealNoticeEndpoints } from "./deal-notices.server.ts";
import { licenceEndpoints } from "./licences.server.ts";
import { negotiationEndpoints } from "./negotiations.server.ts";
import { bookingEndpoints } from "./bookings.server.ts";
import { contractEndpoints } from "./contracts.server.ts";
import { creditEndpoints } from "./credit.server.ts";
import { checkoutEndpoints } from "./charge-checkout.server.ts";
import { chargeEndpoints } from "./charges.server.ts";
import { evidenceEndpoints } from "./dispute-evidence.server.ts";
import { caseEndpoints } from "./cases.server.ts";
import { importDemandList } from "./demand-imports.server.ts";
import { demandEndpoints, stepDemand } from "./demands.server.ts";
import { matchEndpoints } from "./matches.server.ts";
import { proposalEndpoints } from "./proposals.server.ts";
import { importEndpoints } from "./imports.server.ts";
import { instrumentEndpoints } from "./instruments.server.ts";
import { invoiceEndpoints } from "./invoices.server.ts";
import { listLifecycles } from "./lifecycles.server.ts";
import { listingEndpoints } from "./listings.server.ts";
import { sampleEndpoints } from "./samples.server.ts";
import { searchEndpoint, suggestEndpoint } from "./search.server.ts";
import { serviceOrderEndpoints } from "./service-orders.server.ts";
import { statisticsEndpoints } from "./statistics.server.ts";
import { togetherEndpoints } from "./together.server.ts";
import { voucherEndpoints } from "./vouchers.server.ts";
import { waitlistEndpoints } from "./waitlist.server.ts";

/** The API's map: every endpoint, in the order the documentation shows them. */
export const endpoints: readonly Endpoint[] = [
  searchEndpoint,
  suggestEndpoint,
  ...listingEndpoints,
  ...demandEndpoints,
  importDemandList,
  ...matchEndpoints,
  ...proposalEndpoints,
  // After what else has an address below a demand.
  stepDemand,
  ...auctionEndpoints,
  ...negotiationEndpoints,
  ...licenceEndpoints,
  ...dealNoticeEndpoints,
  ...importEndpoints,
  ...bookingEndpoints,
  ...togetherEndpoints,
  ...waitlistEndpoints,
  ...sampleEndpoints,
  ...serviceOrderEndpoints,
  ...instrumentEndpoints,
  ...contractEndpoints,
  ...statisticsEndpoints,
  ...chargeEndpoints,
  ...evidenceEndpoints,
  ...billingEndpoints,
  ...invoiceEndpoints,
  ...checkoutEndpoints,
  ...caseEndpoints,
  ...creditEndpoints,
  ...assessmentEndpoints,
  ...voucherEndpoints,
  listLifecycles,
];
