import { and, eq, isNull, ne } from "drizzle-orm";
import { contract, contractSignature } from "#db/schema/contracts.ts";
import { auctionEntry } from "#db/schema/deals.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
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

/** It is settled whose the winner's deposit is: the seller gets it, or the winner has it back. The winner is told why. */
export async function settleDeposit(
  tx: Tx,
  ctx: Doing,
  { leaderId }: Pick<AuctionRow, "leaderId">,
  to: "seller" | "winner",
  reason: string,
): Promise<void> {
  if (leaderId === null) return;
  if (to === "seller") await releaseHeld(tx, ctx, cause(leaderId));
  else await returnDeposit(tx, ctx, leaderId);
  await tellWinner(tx, { leaderId }, to === "seller" ? "auction-defaulted" : "auction-lapsed", reason);
}

/** Tells the winner of what happens to its sale and its deposit. */
export async function tellWinner(
  tx: Tx,
  { leaderId }: Pick<AuctionRow, "leaderId">,
  template: "auction-default-declared" | "auction-defaulted" | "auction-lapsed",
  reason: string,
): Promise<void> {
  if (leaderId === null) return;
  await enqueue(tx, "notify", {
    ...{ template, entity: "auction_entry", entityId: leaderId, parties: ["bidder"], reason },
  });
}

/** Whether the winner has signed a text of the lot's contract that has not been withdrawn: then it is not in default. */
export async function hasWinnerSigned(tx: Tx, { id }: Pick<AuctionRow, "id">): Promise<boolean> {
  const [signature] = await tx
    .select({ id: contractSignature.id })
    .from(contractSignature)
    .innerJoin(contract, eq(contract.id, contractSignature.contractId))
    .where(
      and(eq(contract.auctionId, id), ne(contract.state, "withdrawn"), eq(contractSignature.side, "client")),
    )
    .limit(1);
  return signature !== undefined;
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
