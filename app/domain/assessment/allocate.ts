/**
 * Shares `budget` fen out in proportion to weights, none getting more than `cap`; what a cap leaves goes to the others. The
 * amounts are whole fen by the largest remainder (equal remainders: the earlier first) and sum to the budget, or to what
 * the caps let through. Weights count to six decimals; those that are not above zero get nothing.
 */
export function allocate(budget: number, weights: readonly number[], cap: number): number[] {
  const whole = weights.map((weight) => BigInt(Math.max(0, Math.round(weight * 1e6))));
  const amounts = weights.map(() => 0);
  let open = whole.flatMap((weight, at) => (weight > 0n ? [{ at, weight }] : []));
  let left = BigInt(budget);
  for (;;) {
    const sum = sumOf(open);
    const reaches = ({ weight }: Part) => left * weight >= BigInt(cap) * sum;
    const capped = open.filter(reaches);
    if (capped.length === 0) break;
    for (const { at } of capped) amounts[at] = cap;
    open = open.filter((part) => !reaches(part));
    left -= BigInt(cap) * BigInt(capped.length);
  }
  for (const { at, fen } of roundOut(open, left)) amounts[at] = fen;
  return amounts;
}

interface Part {
  at: number;
  weight: bigint;
}

const sumOf = (parts: readonly Part[]): bigint => parts.reduce((sum, { weight }) => sum + weight, 0n);

/** Whole fen that sum to `left` exactly, as far as there is anybody to get them. */
function roundOut(parts: readonly Part[], left: bigint): { at: number; fen: number }[] {
  const sum = sumOf(parts);
  const shares = parts.map(({ at, weight }) => ({
    at,
    fen: Number((left * weight) / sum),
    rest: (left * weight) % sum,
  }));
  const missing = Number(left) - shares.reduce((total, { fen }) => total + fen, 0);
  const next = shares.toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  const more = new Set(shares.length > 0 ? next.slice(0, missing).map(({ at }) => at) : []);
  return shares.map(({ at, fen }) => ({ at, fen: fen + Number(more.has(at)) }));
}
