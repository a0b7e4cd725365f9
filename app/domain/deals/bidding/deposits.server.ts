import { and, eq, isNull } from "drizzle-orm";
import { auctionEntry } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../../context.ts";
import { charge } from "../../money/charges/charge.server.ts";
import { releaseHeld, returnHeld } from "../../money/holds/release-held.server.ts";
import type { Settlement } from "../../money/settlement.server.ts";
import type { AuctionRow } from "../lock.server.ts";

type Doing = Pick<Context, "actor" | "clock">;

const cause = (entryId: string) => ({ type: "auction_entry", id: entryId });

/** Charges the deposit of an entry, to be held; one of nothing is paid at once. */
export async function chargeDeposit(
  tx: Tx,
  ctx: Doing,
  entry: { id: string; organizationId: string },
  { organizationId: payeeId, deposit, endsAt }: AuctionRow,
): Promise<void> {
  await charge(tx, ctx, {
    ...{ payerId: entry.organizationId, payeeId, cause: cause(entry.id), purpose: "deposit" },
    ...{ lines: [{ reason: "deposit", amount: deposit }], held: true, dueAt: endsAt },
  });
}

/** Not the highest bid, or the contract is concluded: the deposit goes back, and an unpaid one is no longer owed. */
export async function returnDeposit(tx: Tx, ctx: Doing, entryId: string): Promise<void> {
  await returnHeld(tx, ctx, cause(entryId), { reason: "" });
}

/** The winner did not conclude the contract: the seller keeps the deposit. */
export async function forfeitDeposit(tx: Tx, ctx: Doing, entryId: string): Promise<void> {
  await releaseHeld(tx, ctx, cause(entryId));
}

/** What a paid deposit means: its organisation may bid. */
export const depositSettlement: Settlement = {
  paid: async (tx, { clock }, { causeId }) => {
    await tx
      .update(auctionEntry)
      .set({ depositPaidAt: clock.now() })
      .where(and(eq(auctionEntry.id, causeId), isNull(auctionEntry.depositPaidAt)));
  },
};
