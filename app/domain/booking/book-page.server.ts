import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { standingProblem } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import type { AccessoryAt } from "./accessories.ts";
import { accessoriesAt } from "./accessories.server.ts";
import { findPerson, type NamedBooker } from "./booker.server.ts";
import { groupsOf, type OwnGroup } from "./groups.server.ts";
import type { Alternative } from "./refusals.ts";
import { findBookable } from "./availability.server.ts";
import { priceRows } from "./facility.server.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import { type Assessment, assessWish } from "./plan.server.ts";
import { type Quote, quotesFor } from "./price.ts";
import { spanOf } from "./spans.ts";
import { suitableTimes } from "./suitable-times.server.ts";
import type { Offered } from "../vouchers/voucher-queries.server.ts";
import { offeredVouchers } from "./vouchers.server.ts";

export interface BookPage {
  facility: BookableFacility;
  assessment: Assessment;
  /** The price under each item that is charged by time. */
  quotes: Quote[];
  taken: boolean;
  /** What is free instead for this booker; null where nothing is in the way, or another time would not help. */
  alternatives: Alternative[] | null;
  /** For whom staff book, where they have named somebody; undefined when nobody is known by that address. */
  person: NamedBooker | null | undefined;
  /** The booker's research groups, to choose from, and the one that is assessed. */
  groups: OwnGroup[];
  /** What can be taken along, with what is left of it at that time. */
  accessories: AccessoryAt[];
  /** The reader belongs to the provider's staff and may set rules aside. */
  staff: boolean;
  /** The vouchers that could pay part of it, with what each covers or why it does not. */
  vouchers: Offered[];
  /** It is confirmed without anybody's approval. */
  atOnce: boolean;
}

export interface BookQuery {
  start: Date;
  end: Date;
  item?: string;
  way?: string;
  groupId?: string;
  /** Whom staff book for, by e-mail address. */
  forEmail?: string;
}

/**
 * What the reader should know before booking this time: price, every reason against it, what is free instead. Refuses
 * with `standing` for whom a measure in force keeps from booking.
 */
export async function bookPage(
  ctx: Context,
  facilityId: string,
  { start, end, item, way, groupId, forEmail }: BookQuery,
): Promise<Result<BookPage>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization) return fail(problems.signInRequired());
  const found = await findBookable(ctx, facilityId);
  if (!found.ok) return found;
  const facility = found.value;
  const staff = may(ctx.actor, "booking.manage", { organizationId: facility.providerId });
  const person = forEmail && staff ? await findPerson(ctx.db, forEmail, facility.providerId) : null;
  const self = { userId: user.id, organizationId: organization.id, verified: organization.verified };
  const booker = person ?? self;
  const forbidden = await standingProblem(ctx.db, booker.organizationId, "book", ctx.clock.now());
  if (forbidden) return fail(forbidden);
  const groups = await groupsOf(ctx.db, booker.userId, booker.organizationId);
  const group = groups.find(({ id }) => id === groupId)?.id;
  const wanted = {
    start,
    end,
    item,
    wayOfService: facility.ways.find((offered) => offered === way),
    groupId: group,
  };
  const assessment = await assessWish(ctx.db, facility, booker, wanted, ctx.clock.now());
  const { zone, rules } = facility;
  const use = {
    ...spanOf(start, end),
    zone,
    userClass: assessment.userClass,
    stepMinutes: rules.stepMinutes,
  };
  const quotes = quotesFor(await priceRows(ctx.db, facilityId), use);
  const taken = facility.units.length > 0 && assessment.freeUnits.length === 0;
  const alternatives =
    taken || assessment.reasons.length > 0
      ? await suitableTimes(ctx, facility, booker, { start, end }, assessment)
      : null;
  const accessories = await accessoriesAt(ctx.db, facilityId, spanOf(start, end), ctx.clock.now());
  // What staff book for somebody else needs no approval any more.
  const vouchers = person ? [] : await offeredVouchers(ctx, facility, assessment, { start, end });
  const atOnce = rules.instant || booker.userId !== user.id;
  const beside = { person, groups, accessories, staff, atOnce, vouchers };
  return ok({ facility, assessment, quotes, taken, alternatives, ...beside });
}
