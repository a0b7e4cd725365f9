/** Contracts below this number show no amounts to the public: with fewer, one side could tell what the other agreed on. */
const leastShown = 3;

export interface Counted {
  name: string;
  count: number;
  /** Fen; null when it is withheld, or nothing is counted in money. */
  amount: number | null;
}

export interface Registered {
  contracts: number;
  /** 合同成交额, 技术交易额, 技术性收入, fen; null when withheld. */
  total: number | null;
  technology: number | null;
  income: number | null;
}

/** What became of demands and contracts in a time and a place. */
export interface Outcomes {
  /** Published in the time, by what has become of them until now. */
  demands: Counted[];
  /** Median days from publication to the first proposal that was opened, and to the award. */
  firstAnswerDays: number | null;
  awardDays: number | null;
  /** In force from the time on. */
  contracts: Counted[];
  /** The same by the city of who does the work; `name` is its code. */
  cities: Counted[];
  registered: Registered;
  /** Settled in the time: accepted on time, late, by silence, or not accepted. */
  milestones: Counted[];
  /** Raised in the time, by where they stand. */
  disputes: Counted[];
}

/** The same without the amounts of few contracts. */
export const forEverybody = (outcomes: Outcomes): Outcomes => ({
  ...outcomes,
  contracts: withheld(outcomes.contracts),
  cities: withheld(outcomes.cities),
  registered:
    outcomes.registered.contracts < leastShown
      ? { ...outcomes.registered, total: null, technology: null, income: null }
      : outcomes.registered,
});

/**
 * Withholds the rows of few contracts, and the smallest others with them until those withheld are not few: else the sum of
 * all, which other rows tell, would give away what is left.
 */
function withheld(rows: readonly Counted[]): Counted[] {
  const hidden = new Set<Counted>();
  let contracts = 0;
  for (const row of rows.toSorted((a, b) => a.count - b.count)) {
    if (row.count >= leastShown && (contracts === 0 || contracts >= leastShown)) break;
    hidden.add(row);
    contracts += row.count;
  }
  return rows.map((row) => (hidden.has(row) ? { ...row, amount: null } : row));
}
