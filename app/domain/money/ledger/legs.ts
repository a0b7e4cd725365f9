import type { AccountPurpose } from "#db/schema/vocabulary.ts";

/** What a posting does to one account, signed fen; `organizationId` null = the platform's own. */
export interface Leg {
  organizationId: string | null;
  purpose: AccountPurpose;
  amount: number;
}

/** Legs with those of the same account summed and those of zero left out; throws unless they are integers that sum to zero. */
export function merged(legs: readonly Leg[]): Leg[] {
  const sums = new Map<string, Leg>();
  for (const leg of legs) {
    if (!Number.isSafeInteger(leg.amount)) throw new Error(`ledger: ${leg.amount} is not whole fen`);
    const key = `${leg.organizationId ?? ""} ${leg.purpose}`;
    sums.set(key, { ...leg, amount: leg.amount + (sums.get(key)?.amount ?? 0) });
  }
  const left = [...sums.values()].filter(({ amount }) => amount !== 0);
  const total = left.reduce((sum, { amount }) => sum + amount, 0);
  if (total !== 0) throw new Error(`ledger: legs sum to ${total} fen`);
  return left;
}

interface Sides {
  payerId: string;
  payeeId: string;
}

/** What a payment method takes the payer's money from. */
const sources = { transfer: "bank", stripe: "card", voucher: "voucher" } as const;

/** Where it goes for the payee: into their own bank, to be paid out, to be settled with the programme. */
const destinations = { transfer: "bank", stripe: "balance", voucher: "voucher_claim" } as const;

export type Method = keyof typeof sources;

/** Where the payee's share of a payment stands: held money in `held` until it is released, then where such a payment goes. */
export const standsIn = (
  method: Method,
  { held, releasedAt }: { held: boolean; releasedAt: Date | null },
): AccountPurpose => (held && releasedAt === null ? "held" : destinations[method]);

/** A charge is made: the payer owes it, the payee expects it. Below zero: it is taken back. */
export const chargeLegs = ({ payerId, payeeId }: Sides, amount: number): Leg[] => [
  { organizationId: payerId, purpose: "payable", amount: -amount },
  { organizationId: payeeId, purpose: "receivable", amount },
];

/** Money came: what the charge needed of it settles it, the rest is to go back to the payer. */
export const paymentLegs = (
  charge: Sides & { held: boolean; releasedAt: Date | null },
  { method, amount, accepted }: { method: Method; amount: number; accepted: number },
): Leg[] => [
  { organizationId: charge.payerId, purpose: "payable", amount: accepted },
  { organizationId: charge.payeeId, purpose: "receivable", amount: -accepted },
  { organizationId: charge.payerId, purpose: sources[method], amount: -amount },
  { organizationId: charge.payeeId, purpose: standsIn(method, charge), amount: accepted },
  { organizationId: charge.payerId, purpose: "refund_due", amount: amount - accepted },
];

/** Part of a payment is to go back: it leaves the payee and waits for the payer. */
export const refundLegs = (
  charge: Sides & { held: boolean; releasedAt: Date | null },
  { method, amount }: { method: Method; amount: number },
): Leg[] => [
  { organizationId: charge.payeeId, purpose: standsIn(method, charge), amount: -amount },
  { organizationId: charge.payerId, purpose: "refund_due", amount },
];

/** What cannot go back to a card is paid by the payee's bank: what the card had paid is the payee's at the payment service. */
export const redirectedLegs = (payeeId: string, amount: number): Leg[] => [
  { organizationId: payeeId, purpose: destinations.stripe, amount },
  { organizationId: payeeId, purpose: destinations.transfer, amount: -amount },
];

/** It has gone back, the way it came. */
export const refundedLegs = (
  payerId: string,
  { method, amount }: { method: Method; amount: number },
): Leg[] => [
  { organizationId: payerId, purpose: "refund_due", amount: -amount },
  { organizationId: payerId, purpose: sources[method], amount },
];
