import { demandStanding } from "../credit/standing.server.ts";
import type { BookableFacility } from "../booking/bookable-facility.ts";
import { findBookable } from "../booking/availability.server.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { transact } from "../transact.server.ts";
import type { Offered } from "../vouchers/voucher-queries.server.ts";
import { offeredVouchers } from "./vouchers.server.ts";
import { assessOrder, type OrderAssessment } from "./order-facility.server.ts";

export interface OrderFormPage {
  facility: BookableFacility;
  assessment: OrderAssessment;
  /** The vouchers that could pay part of it, judged by the price of one sample. */
  vouchers: Offered[];
}

/** What the reader should know before sending samples: prices for one, and every reason against it. */
export async function orderFormPage(ctx: Context, facilityId: string): Promise<Result<OrderFormPage>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization) return fail(problems.signInRequired());
  const found = await findBookable(ctx, facilityId);
  if (!found.ok) return found;
  const facility = found.value;
  const booker = { userId: user.id, organizationId: organization.id, verified: organization.verified };
  const now = ctx.clock.now();
  // The terms are asked for in the form itself.
  const order = { count: 1, termsVersion: facility.rules.termsVersion };
  return transact(ctx.db, async (tx) => {
    await demandStanding(tx, organization.id, "book", now);
    const assessment = await assessOrder(tx, facility, booker, order, now);
    const price = assessment.quotes[0]?.amount ?? null;
    return { facility, assessment, vouchers: await offeredVouchers(ctx, facility, price) };
  });
}
