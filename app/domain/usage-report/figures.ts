/** What one facility, or all together, did in a period. Hours are machine hours, money is fen. */
export interface Figures {
  /** Opening hours of all units, without closures, as far as they lie behind. */
  available: number;
  booked: number;
  internal: number;
  external: number;
  uses: number;
  users: number;
  organizations: number;
  samples: number;
  income: number;
  externalIncome: number;
  evaluations: number;
  satisfied: number;
  noShows: number;
}

export const noFigures: Figures = {
  available: 0,
  booked: 0,
  internal: 0,
  external: 0,
  uses: 0,
  users: 0,
  organizations: 0,
  samples: 0,
  income: 0,
  externalIncome: 0,
  evaluations: 0,
  satisfied: 0,
  noShows: 0,
};

export const usedHours = ({ internal, external }: Figures): number => internal + external;

const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** Used of available hours; null for a facility that was never open. Work on samples may go beyond opening hours. */
export const utilisation = (figures: Figures): number | null =>
  shareOf(usedHours(figures), figures.available);

/** Hours for outside users of all used: 共享率 of the national assessment. */
export const externalShare = (figures: Figures): number | null =>
  shareOf(figures.external, usedHours(figures));

/** Satisfied or very satisfied of all evaluations. */
export const satisfaction = ({ satisfied, evaluations }: Figures): number | null =>
  shareOf(satisfied, evaluations);

/** Sums. Users and organisations of several facilities are counted apart, because one person uses many. */
export function total(all: readonly Figures[], distinct: Pick<Figures, "users" | "organizations">): Figures {
  const sum = { ...noFigures };
  for (const one of all) for (const key of keys) sum[key] += one[key];
  return { ...sum, ...distinct };
}

const keys = [
  "available",
  "booked",
  "internal",
  "external",
  "uses",
  "samples",
  "income",
  "externalIncome",
  "evaluations",
  "satisfied",
  "noShows",
] as const;
