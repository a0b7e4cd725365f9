import { eq } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import type { UserClass } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { problems, type Reason, refuse } from "#app/runtime/problem.ts";
import { priceRows } from "../booking/facility.server.ts";
import type { BookableFacility } from "../booking/bookable-facility.ts";
import { localDate } from "../booking/hours.ts";
import type { Booker } from "../booking/plan.server.ts";
import { userClassOf } from "../booking/policy.ts";
import { reviewOrder, type SampleQuote, sampleQuotes } from "./policy.ts";

/** An order as the rules and the price list see it at one moment. */
export interface OrderAssessment {
  reasons: Reason[];
  userClass: UserClass;
  quotes: SampleQuote[];
}

/** Everything there is to say about an order of `count` samples before it is made. */
export async function assessOrder(
  tx: Tx,
  facility: BookableFacility,
  { organizationId, verified }: Booker,
  { count, termsVersion }: { count: number; termsVersion: number },
  now: Date,
): Promise<OrderAssessment> {
  const [own] = await tx
    .select({ id: organization.id, kind: organization.kind })
    .from(organization)
    .where(eq(organization.id, organizationId));
  if (!own) return refuse(problems.forbidden("booking.use"));
  const userClass = userClassOf(own, facility.providerId);
  const { listingState, ways, rules } = facility;
  const reasons = reviewOrder({
    ...{ listingState, ways, userClass, organizationVerified: verified, acceptedTerms: termsVersion },
    ...{ bookableBy: rules.bookableBy, termsVersion: rules.termsVersion, terms: rules.terms },
  });
  const day = localDate(now.getTime(), facility.zone);
  const quotes = sampleQuotes(await priceRows(tx, facility.id), { userClass, day, count });
  return { reasons, userClass, quotes };
}
