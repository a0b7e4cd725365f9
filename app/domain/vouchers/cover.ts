/** How much of a price a programme's voucher pays. */
export interface CoverRules {
  /** Of prices up to this sum, fen, all. */
  fullPayUpTo: number;
  /** Of higher prices this share of the whole, percent. */
  sharePercent: number;
}

/**
 * What a voucher pays of a price, fen: all of small prices, a share of others, rounded down so that a share is never passed;
 * never more than `left`.
 */
export function coverOf(price: number, { fullPayUpTo, sharePercent }: CoverRules, left: number): number {
  const share = price <= fullPayUpTo ? price : Number((BigInt(price) * BigInt(sharePercent)) / 100n);
  return Math.max(0, Math.min(share, left));
}

/** Fen of a voucher, as its row keeps them. */
export interface Purse {
  amount: number;
  reserved: number;
  captured: number;
}

/** What can still be set aside, fen. */
export const leftOf = ({ amount, reserved, captured }: Purse): number => amount - reserved - captured;
