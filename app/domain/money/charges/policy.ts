interface Standing {
  state: string;
  amount: number;
  paid: number;
  refunded: number;
}

/** Fen that a charge still needs; none once it has ended. */
export const outstanding = ({ state, amount, paid }: Pick<Standing, "state" | "amount" | "paid">): number =>
  state === "open" || state === "partly_paid" ? amount - paid : 0;

/** How much of a payment the charge takes; the rest goes back. */
export function takeIn(charge: Standing, amount: number): { accepted: number; excess: number } {
  const accepted = Math.min(amount, outstanding(charge));
  return { accepted, excess: amount - accepted };
}

/** The transition that a refund or a won dispute leads to, by what has gone back of what was paid; null: none, it is not settled. */
export function refundStep({ state, paid, refunded }: Standing): string | null {
  if (!["paid", "partly_refunded", "refunded"].includes(state)) return null;
  if (refunded === 0) return state === "paid" ? null : "restore-paid";
  if (refunded === paid) return state === "refunded" ? null : "pay-back";
  return state === "refunded" ? "restore-part" : "pay-back-part";
}

/**
 * Divides an amount among payments in proportion to what is left of each, to the fen: whoever paid half with a voucher
 * gets half back there. Largest remainders first. Throws when there is not so much left.
 */
export function divide<T extends { left: number }>(amount: number, among: readonly T[]): [T, number][] {
  const left = among.reduce((sum, part) => sum + part.left, 0);
  if (amount > left) throw new Error(`money: ${amount} fen of ${left}`);
  if (amount === 0) return [];
  const shares = among.map((part) => {
    const exact = BigInt(amount) * BigInt(part.left);
    return { part, share: Number(exact / BigInt(left)), rest: exact % BigInt(left) };
  });
  let missing = amount - shares.reduce((sum, { share }) => sum + share, 0);
  for (const given of shares.toSorted((one, other) =>
    other.rest > one.rest ? 1 : other.rest < one.rest ? -1 : 0,
  )) {
    if (missing === 0) break;
    if (given.share === given.part.left) continue;
    given.share += 1;
    missing -= 1;
  }
  return shares.filter(({ share }) => share > 0).map(({ part, share }) => [part, share]);
}
