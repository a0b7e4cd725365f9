import { and, count, eq, isNull } from "drizzle-orm";
import { auctionEntry } from "#db/schema/deals.ts";
import { membership } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { demandStanding } from "../../credit/standing.server.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { chargeDeposit } from "./deposits.server.ts";
import { lockCurrent } from "./follow-clock.server.ts";

/**
 * An organisation enters a bidding: it accepts the very terms it read and is charged the deposit, which is held. It may bid
 * once that is paid. A repeat is the entry that stands. Refuses `own_technology`, `terms_changed`, `bidding_over`,
 * `standing`, `not_verified`.
 */
export async function enterAuction(
  ctx: Context,
  id: string,
  { termsSha256 }: { termsSha256: string },
): Promise<Result<{ id: string }>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "deal.buy")) return fail(problems.forbidden("deal.buy"));
  if (!organization.verified) return fail({ code: "not_verified", status: 403 });
  return transact(ctx.db, async (tx) => {
    await demandStanding(tx, organization.id, "propose", ctx.clock.now());
    const row = await lockCurrent(tx, ctx, id);
    if (!row) return refuse(problems.notFound("auction"));
    await refuseInsider(tx, row.organizationId, organization.id, user.id);
    if (row.state !== "bidding_announced" && row.state !== "bidding_open")
      return refuse({ code: "bidding_over", status: 409 });
    if (row.termsSha256 !== termsSha256) return refuse({ code: "terms_changed", status: 409 });
    const [held] = await tx.select().from(auctionEntry).where(entryOf(id, organization.id));
    if (held) return { id: held.id };
    const [before] = await tx.select({ n: count() }).from(auctionEntry).where(eq(auctionEntry.auctionId, id));
    const at = ctx.clock.now();
    const number = (before?.n ?? 0) + 1;
    const who = { organizationId: organization.id, userId: user.id, demo: row.demo };
    const [entry] = await tx
      .insert(auctionEntry)
      .values({ auctionId: id, ...who, number, termsSha256, acceptedAt: at, createdAt: at })
      .returning();
    if (!entry) throw new Error("an entry was not returned by its insert");
    await chargeDeposit(tx, ctx, entry, row);
    await recordAudit(tx, ctx, {
      ...{ entity: "auction", entityId: id, transition: "enter_bidding" },
      detail: { number, termsSha256 },
    });
    return { id: entry.id };
  });
}

export const entryOf = (auctionId: string, organizationId: string) =>
  and(eq(auctionEntry.auctionId, auctionId), eq(auctionEntry.organizationId, organizationId));

/** The seller and its people do not bid: Auction Law, Art. 22 and 30. */
export async function refuseInsider(
  tx: Tx,
  sellerId: string,
  organizationId: string,
  userId: string,
): Promise<void> {
  if (sellerId === organizationId) refuse({ code: "own_technology", status: 403 });
  const [both] = await tx
    .select({ id: membership.id })
    .from(membership)
    .where(
      and(eq(membership.userId, userId), eq(membership.organizationId, sellerId), isNull(membership.endedAt)),
    );
  if (both) refuse({ code: "own_technology", status: 403 });
}
