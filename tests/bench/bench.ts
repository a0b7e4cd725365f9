/** One measured thing beside what it is measured against. */
export interface Figure {
  what: string;
  /** Absolute, for orientation only: machines differ. */
  measured: string;
  baseline: string;
  ratio: number;
  /** The ratio must be at most, or at least, so much; absent where nothing was promised. */
  goal?: { atMost: number } | { atLeast: number };
}

export interface BenchTools {
  /** A PostgreSQL server on which databases may be made. */
  databaseUrl: string;
  say(line: string): void;
}

/** One line of `npm run bench`: several figures of one id. */
export interface Bench {
  id: string;
  run(tools: BenchTools): Promise<Figure[]>;
}

/** Every figure is the median of so many rounds. */
export const rounds = 5;

export const isMet = ({ ratio, goal }: Figure): boolean | undefined => {
  if (!goal) return undefined;
  return "atMost" in goal ? ratio <= goal.atMost : ratio >= goal.atLeast;
};
