/** A provider's payments by card, fen. */
export interface Earned {
  /** Old enough to be paid out. */
  ripe: number;
  /** Still in the days in which most cancellations come. */
  later: number;
  /** Until what it is for is accepted. */
  held: number;
  /** Paid out already. */
  sent: number;
  /** On its way, or refused and not yet tried again. */
  waiting: number;
  /** What the ledger says it has. */
  balance: number;
}

/** What may be paid out now. What a refund or dispute took after it was paid out comes off the next payments. */
export const payableOf = ({ ripe, sent, waiting, balance }: Earned): number =>
  Math.max(0, Math.min(ripe - sent - waiting, balance - waiting));
