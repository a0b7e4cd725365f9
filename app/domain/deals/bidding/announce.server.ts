import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { listing, technology } from "#db/schema/catalog.ts";
import { auction, auctionReserve } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";
import { isUniqueViolation } from "#db/errors.ts";
import { fail, type FieldError, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { calendarDay } from "../../catalog/days.ts";
import type { Context } from "../../context.ts";
import { demandStanding } from "../../credit/standing.server.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { readParameter } from "../../parameters.server.ts";
import { transact } from "../../transact.server.ts";
import { demandStillToBeHad } from "../concluded.server.ts";
import { dealLimits } from "../limits.ts";
import type { AnnounceInput } from "./inputs.ts";

const dayMs = 86_400_000;

export interface MovedAuction {
  id: string;
  state: string;
}

export const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/**
 * Announces a bidding for a published technology of the actor's organisation. Nothing of it can be changed afterwards; the
 * reserve is written apart and never read again but at the end. Refuses `forbidden`, `standing`, `bidding_exists`,
 * `negotiation_agreed`, `technology_gone`, or `invalid` with the field.
 */
export async function announceAuction(ctx: Context, input: AnnounceInput): Promise<Result<MovedAuction>> {
  const mine = ctx.actor.organization;
  if (!mine || !may(ctx.actor, "deal.sell")) return fail(problems.forbidden("deal.sell"));
  if (!mine.verified) return fail({ code: "not_verified", status: 403 });
  return transact(ctx.db, async (tx) => {
    await demandStanding(tx, mine.id, "list", ctx.clock.now());
    const offered = await ownTechnology(tx, input.technologyId, mine.id);
    await demandStillToBeHad(tx, input.technologyId, [input.mode], ctx.clock.now());
    const numbers = await numbersInForce(tx, offered.regionCode, ctx.clock.now());
    const errors = faults(input, offered.transferModes, numbers.noticeDays, ctx.clock.now());
    if (errors.length > 0) return refuse(problems.invalid(errors));
    return { id: await write(tx, ctx, input, mine.id, numbers), state: "bidding_announced" };
  });
}

async function ownTechnology(tx: Tx, id: string, organizationId: string) {
  const [found] = await tx
    .select({ regionCode: listing.regionCode, transferModes: technology.transferModes })
    .from(listing)
    .innerJoin(technology, eq(technology.listingId, listing.id))
    .where(
      and(eq(listing.id, id), eq(listing.organizationId, organizationId), eq(listing.state, "published")),
    )
    .for("share", { of: listing });
  return found ?? refuse(problems.notFound("technology"));
}

async function numbersInForce(tx: Tx, regionCode: string, now: Date) {
  const day = calendarDay(now);
  return {
    noticeDays: await readParameter(tx, "bidding_notice_days", regionCode, day),
    extendWithin: await readParameter(tx, "bidding_extend_within_minutes", regionCode, day),
    extendBy: await readParameter(tx, "bidding_extend_by_minutes", regionCode, day),
  };
}

function faults(
  { mode, startsAt, endsAt }: AnnounceInput,
  modes: readonly string[],
  noticeDays: number,
  now: Date,
): FieldError[] {
  const errors: FieldError[] = [];
  if (!modes.includes(mode)) errors.push({ path: "mode", code: "mode_not_offered" });
  const from = startsAt.getTime() - now.getTime();
  if (from < noticeDays * dayMs)
    errors.push({ path: "startsAt", code: "notice_short", params: { days: noticeDays } });
  if (from > dealLimits.aheadDays * dayMs)
    errors.push({ path: "startsAt", code: "too_far_ahead", params: { days: dealLimits.aheadDays } });
  if (endsAt.getTime() - startsAt.getTime() > dealLimits.biddingDays * dayMs)
    errors.push({ path: "endsAt", code: "bidding_too_long", params: { days: dealLimits.biddingDays } });
  return errors;
}

async function write(
  tx: Tx,
  ctx: Context,
  { reserve, endsAt, extendWithin, extendBy, ...input }: AnnounceInput,
  organizationId: string,
  usual: { extendWithin: number; extendBy: number },
): Promise<string> {
  const at = ctx.clock.now();
  const values = {
    ...input,
    ...{ organizationId, createdBy: ctx.actor.user?.id, createdAt: at, stateSince: at },
    ...{ termsSha256: sha256(input.terms), hasReserve: reserve !== null },
    ...{ plannedEnd: endsAt, endsAt, deadline: input.startsAt },
    extendWithin: extendWithin ?? usual.extendWithin,
    extendBy: extendBy ?? usual.extendBy,
  };
  const id = await insertOnce(tx, values);
  if (reserve !== null) await tx.insert(auctionReserve).values({ auctionId: id, amount: reserve });
  const { technologyId, startPrice, step, deposit } = input;
  await recordAudit(tx, ctx, {
    ...{ entity: "auction", entityId: id, transition: "announce_bidding", toState: "bidding_announced" },
    detail: { technologyId, startPrice, step, deposit, hasReserve: reserve !== null },
  });
  return id;
}

async function insertOnce(tx: Tx, values: typeof auction.$inferInsert): Promise<string> {
  try {
    const [row] = await tx.insert(auction).values(values).returning({ id: auction.id });
    if (!row) throw new Error("an auction was not returned by its insert");
    return row.id;
  } catch (error) {
    if (!isUniqueViolation(error, "auction_one_live")) throw error;
    return refuse({ code: "bidding_exists", status: 409 });
  }
}
