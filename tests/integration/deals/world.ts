import { and, eq } from "drizzle-orm";
import { announceAuction } from "#app/domain/deals/bidding/announce.server.ts";
import { enterAuction } from "#app/domain/deals/bidding/enter.server.ts";
import { announceInput } from "#app/domain/deals/bidding/inputs.ts";
import { createListing } from "#app/domain/catalog/create-listing.server.ts";
import type { Context } from "#app/domain/context.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import "#app/domain/settlements.server.ts";
import type { Database } from "#db/client.ts";
import { auction } from "#db/schema/deals.ts";
import { charge } from "#db/schema/money.ts";
import * as catalog from "../catalog/world.ts";
import { must } from "../catalog/world.ts";

export interface Market {
  db: Database;
  seller: catalog.Member;
  regulator: catalog.Member;
}

/** A seller, who is a public institution or not, and a regulator of its region. */
export async function openMarket(db: Database, publicInstitution = true): Promise<Market> {
  await catalog.loadReference(db);
  return {
    db,
    seller: await catalog.found(db, { roles: ["owner"], publicInstitution }),
    regulator: await catalog.found(db, { kind: "government", roles: ["officer"], territory: ["33"] }),
  };
}

export const at = ({ ctx }: catalog.Member, time: string): Context => ({ ...ctx, clock: fixedClock(time) });
export const timerAt = (db: Database, time: string): Context => ({
  ...catalog.timer(db),
  clock: fixedClock(time),
});

/** A published technology of the seller's, offered by assignment and ordinary licence. */
export async function offeredTechnology(
  { seller, regulator }: Market,
  change: Record<string, unknown> = {},
): Promise<string> {
  const transferModes = ["assignment", "exclusive_licence", "ordinary_licence"];
  const input = catalog.technologyInput({
    transferModes,
    priceForm: "bidding",
    askingPrice: 100_000_00,
    ...change,
  });
  const { id } = must(await createListing(seller.ctx, input));
  await catalog.bringToMarket(seller, regulator, id);
  return id;
}

export const lot = (technologyId: string, change: Record<string, unknown> = {}) =>
  announceInput.parse({
    technologyId,
    mode: "assignment",
    terms: "转让全部权利，交付技术资料，三十日内订立合同。",
    priceBasis: "参照评估报告",
    startPrice: 100_000_00,
    step: 1_000_00,
    deposit: 10_000_00,
    startsAt: "2026-12-02T01:00:00Z",
    endsAt: "2026-12-02T03:00:00Z",
    extendWithin: 5,
    extendBy: 5,
    ...change,
  });

/** An announced bidding. */
export async function announced(market: Market, change: Record<string, unknown> = {}): Promise<string> {
  const technologyId = await offeredTechnology(market);
  return must(await announceAuction(market.seller.ctx, lot(technologyId, change))).id;
}

/** Enters and, unless told otherwise, pays the deposit as a bank transfer that has come. */
export async function enter(db: Database, bidder: catalog.Member, id: string, pays = true): Promise<string> {
  const [row] = await db.select().from(auction).where(eq(auction.id, id));
  const entered = must(await enterAuction(bidder.ctx, id, { termsSha256: row?.termsSha256 ?? "" }));
  if (pays) await payDeposit(db, bidder, entered.id);
  return entered.id;
}

export async function payDeposit(db: Database, { ctx }: catalog.Member, entryId: string): Promise<void> {
  const owed = and(eq(charge.causeType, "auction_entry"), eq(charge.causeId, entryId));
  const [row] = await db.select().from(charge).where(owed);
  if (!row || row.state === "paid") return;
  const payment = { method: "transfer" as const, externalId: `T-${row.reference}`, amount: row.amount };
  await db.transaction((tx) => payCharge(tx, ctx, row.id, payment));
}

export const depositState = async (db: Database, entryId: string): Promise<string | undefined> => {
  const [row] = await db.select().from(charge).where(eq(charge.causeId, entryId));
  return row?.state;
};
