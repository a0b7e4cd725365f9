import { eq } from "drizzle-orm";
import { auction, negotiation } from "#db/schema/deals.ts";
import { trainingSession } from "#db/schema/qualification.ts";
import { budget, voucher } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";

/** Stands in for every `lock.server.ts` when a race shows what happens without them. */
export async function lockFacilities(): Promise<void> {}

export async function holdStanding(): Promise<void> {}

export async function lockStanding(): Promise<void> {}

export async function lockConduct(): Promise<void> {}

export async function lockSession(tx: Tx, id: string) {
  const [session] = await tx.select().from(trainingSession).where(eq(trainingSession.id, id));
  return session;
}

export async function lockAuction(tx: Tx, id: string) {
  const [row] = await tx.select().from(auction).where(eq(auction.id, id));
  return row;
}

export async function lockNegotiation(tx: Tx, id: string) {
  const [row] = await tx.select().from(negotiation).where(eq(negotiation.id, id));
  return row;
}
export async function lockVoucher(tx: Tx, id: string) {
  const [row] = await tx.select().from(voucher).where(eq(voucher.id, id));
  return row;
}

export async function lockBudget(tx: Tx, id: string) {
  const [row] = await tx.select().from(budget).where(eq(budget.id, id));
  return row;
}

export async function lockApplicant(): Promise<void> {}
