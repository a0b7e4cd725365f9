const minute = 60_000;

/** What of an auction the rules of bidding count with: money in fen, lengths in minutes. */
export interface Lot {
  startPrice: number;
  step: number;
  startsAt: Date;
  endsAt: Date;
  extendWithin: number;
  extendBy: number;
}

/** The least that the next bid must be: the start price, or the last bid plus the step. */
export const leastBid = (
  { startPrice, step }: Pick<Lot, "startPrice" | "step">,
  last: number | null,
): number => (last === null ? startPrice : last + step);

/** When the bidding ends after a bid at `at`: a bid in its last minutes gives everybody time to answer. Never earlier. */
export function endAfter({ endsAt, extendWithin, extendBy }: Lot, at: Date): Date {
  const late = endsAt.getTime() - at.getTime() <= extendWithin * minute;
  return late ? new Date(Math.max(endsAt.getTime(), at.getTime() + extendBy * minute)) : endsAt;
}

/** Where an auction stands by the clock, whatever the timer has got round to. */
export function standsAt(
  { state, startsAt, endsAt }: Pick<Lot, "startsAt" | "endsAt"> & { state: string },
  now: Date,
): string {
  if (state === "bidding_announced" && startsAt <= now) return endsAt <= now ? "ending" : "bidding_open";
  return state === "bidding_open" && endsAt <= now ? "ending" : state;
}

/** How a bidding that is over ends: to the highest bid, unless it stays below the reserve. */
export function outcomeOf(
  price: number | null,
  reserve: number | null,
): "strike" | "end_without_bids" | "end_below_reserve" {
  if (price === null) return "end_without_bids";
  return reserve !== null && price < reserve ? "end_below_reserve" : "strike";
}

export interface PlacedBid {
  n: number;
  amount: number;
  at: Date;
  endsAt: Date;
}

/**
 * Every way in which a history of bids breaks the rules, in order of their numbers; `end` is the end as announced. Empty for
 * a sound one. For those who check a record afterwards.
 */
export function breachesOf(lot: Omit<Lot, "endsAt">, end: Date, bids: readonly PlacedBid[]): string[] {
  const breaches: string[] = [];
  let endsAt = end;
  let last: PlacedBid | undefined;
  for (const [i, bid] of bids.entries()) {
    if (bid.n !== i + 1) breaches.push(`number ${bid.n} at place ${i + 1}`);
    if (bid.amount < leastBid(lot, last?.amount ?? null)) breaches.push(`bid ${bid.n} is too low`);
    if (bid.at < (last?.at ?? lot.startsAt) || bid.at >= endsAt) breaches.push(`bid ${bid.n} is out of time`);
    endsAt = endAfter({ ...lot, endsAt }, bid.at);
    if (bid.endsAt.getTime() !== endsAt.getTime()) breaches.push(`bid ${bid.n} gives a wrong end`);
    last = bid;
  }
  return breaches;
}
