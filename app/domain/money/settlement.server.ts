import type { Tx } from "#db/client.ts";
import type { PaymentMethod } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import type { ChargeRow } from "./charges/find-charge.server.ts";
import type { RefundRow } from "./refunds/refund-row.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** What the slice that charged does when money comes, in the transaction that books it. Runs once per charge and change. */
export interface Settlement {
  /** All of it is paid. */
  paid(tx: Tx, ctx: Actorly, charge: ChargeRow): Promise<void>;
  /** Money came after the charge had ended. True: the thing can still be had, and the charge lives again; else it goes back. */
  late?(tx: Tx, ctx: Actorly, charge: ChargeRow): Promise<boolean>;
  /** Somebody of the payee no longer asks for it. */
  withdrawn?(tx: Tx, ctx: Actorly, charge: ChargeRow): Promise<void>;
  /** Until when held money would wait if it came now and all goes as agreed. */
  heldUntil?(tx: Tx, charge: ChargeRow, now: Date): Promise<Date>;
  /** The payer's bank has taken money back, which is gone from the charge already. */
  disputed?(tx: Tx, ctx: Actorly, charge: ChargeRow): Promise<void>;
  /** What it costs is to be reckoned anew: a refund that somebody had proposed is not made, a charge withdrawn is wanted after all, a dispute is won. */
  reckon?(tx: Tx, ctx: Actorly, charge: ChargeRow): Promise<void>;
}

/** Sends an approved refund back the way its payment came, or enqueues that; calls `settleRefund` once it has gone out. */
export type RefundSender = (tx: Tx, ctx: Actorly, refund: RefundRow) => Promise<void>;

export interface Registry {
  settlements: Readonly<Record<string, Settlement>>;
  senders: Readonly<Partial<Record<PaymentMethod, RefundSender>>>;
}

let registry: Registry | undefined;

/** Says who hears of money, by cause type and by payment method. Called once, by `app/domain/settlements.server.ts`. */
export function registerSettlements(given: Registry): void {
  registry = given;
}

function known(): Registry {
  if (!registry) throw new Error("money: import app/domain/settlements.server.ts where payments are booked");
  return registry;
}

/** Who hears that a charge for this type of cause was paid; throws when nobody is named: money must not pass unheard. */
export function settlementOf(causeType: string): Settlement {
  const settlement = known().settlements[causeType];
  if (!settlement) throw new Error(`money: app/domain/settlements.server.ts names nobody for "${causeType}"`);
  return settlement;
}

/** Who sends refunds of this method; without one, a person does and says so. */
export const senderOf = (method: PaymentMethod): RefundSender | undefined => known().senders[method];
