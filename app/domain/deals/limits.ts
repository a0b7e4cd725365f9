/** Lengths and counts of deals; ours. */
export const dealLimits = {
  terms: 8000,
  line: 200,
  prose: 2000,
  reasons: 1000,
  /** The longest that a bidding may run. */
  biddingDays: 30,
  /** How far ahead it may be announced. */
  aheadDays: 180,
  extension: 60,
  instalments: 12,
  termMonths: 600,
  offers: 60,
} as const;
