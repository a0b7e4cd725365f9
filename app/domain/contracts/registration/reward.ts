/** What a reward is worked out from, fen. */
export interface RewardBasis {
  income: number;
  cost: number;
  tax: number;
  percent: number;
  shares: readonly { name: string; weight: number }[];
}

export interface Reward {
  /** Income less cost and tax; below zero there is nothing to give. */
  net: number;
  pool: number;
  shares: { name: string; amount: number }[];
}

/**
 * The reward of those who made a result (Zhejiang ordinance on transforming results, Art. 37–39): so many percent of the
 * net income, divided by weight. Every fen of the pool is given: what rounding leaves goes to the first, fen by fen.
 */
export function rewardOf({ income, cost, tax, percent, shares }: RewardBasis): Reward {
  const net = Math.max(0, income - cost - tax);
  const pool = Number((BigInt(net) * BigInt(percent)) / 100n);
  const weights = shares.reduce((sum, { weight }) => sum + weight, 0);
  const given = shares.map(({ name, weight }) => ({
    name,
    amount: weights === 0 ? 0 : Number((BigInt(pool) * BigInt(weight)) / BigInt(weights)),
  }));
  let left = pool - given.reduce((sum, { amount }) => sum + amount, 0);
  for (const share of given) {
    if (left <= 0 || weights === 0) break;
    share.amount += 1;
    left -= 1;
  }
  return { net, pool, shares: given };
}
