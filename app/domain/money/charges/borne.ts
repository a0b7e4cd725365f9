/** What one of a use's charges stands for, fen: money that stays with the provider, or what it no longer asks for. */
export interface Part {
  amount: number;
  waived: boolean;
}

/**
 * What of a cost its charges bear, the oldest first: each as far as the cost reaches when those before it have borne theirs.
 * So a charge for a difference that was waived is of no use once that difference is gone, and a waived sum is never asked for
 * again. The rest of the cost is still to be charged, the rest of the charges too much.
 */
export function borne(cost: number, parts: readonly Part[]): { kept: number; waived: number } {
  let left = Math.max(cost, 0);
  const sums = { kept: 0, waived: 0 };
  for (const { amount, waived } of parts) {
    const share = Math.min(amount, left);
    left -= share;
    sums[waived ? "waived" : "kept"] += share;
  }
  return sums;
}
