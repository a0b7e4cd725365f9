import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import type { Alternative } from "./refusals.ts";
import { findAlternatives } from "./alternatives.server.ts";
import { findBookable } from "./availability.server.ts";
import { type BookableFacility, priceRows } from "./facility.server.ts";
import { type Assessment, assessWish } from "./plan.server.ts";
import { type Quote, quotesFor } from "./price.ts";
import { spanOf } from "./spans.ts";

export interface BookPage {
  facility: BookableFacility;
  assessment: Assessment;
  /** The price under each item that is charged by time. */
  quotes: Quote[];
  taken: boolean;
  alternatives: Alternative[];
  /** The reader belongs to the provider's staff and may set rules aside. */
  staff: boolean;
}

/** What the reader should know before booking this time: price, every reason against it, what is free instead. */
export async function bookPage(
  ctx: Context,
  facilityId: string,
  { start, end, item }: { start: Date; end: Date; item?: string },
): Promise<Result<BookPage>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization) return fail(problems.signInRequired());
  const found = await findBookable(ctx, facilityId);
  if (!found.ok) return found;
  const facility = found.value;
  const booker = { userId: user.id, organizationId: organization.id, verified: organization.verified };
  const assessment = await assessWish(ctx.db, facility, booker, { start, end, item }, ctx.clock.now());
  const { zone, rules } = facility;
  const use = {
    ...spanOf(start, end),
    zone,
    userClass: assessment.userClass,
    stepMinutes: rules.stepMinutes,
  };
  const quotes = quotesFor(await priceRows(ctx.db, facilityId), use);
  const taken = facility.units.length > 0 && assessment.freeUnits.length === 0;
  const wrongTime = taken || assessment.reasons.length > 0;
  const alternatives = wrongTime ? await findAlternatives(ctx, { facilityId, start, end }) : [];
  const staff = may(ctx.actor, "booking.manage", { organizationId: facility.providerId });
  return ok({ facility, assessment, quotes, taken, alternatives, staff });
}
