import type { SearchRequest } from "../engine.ts";

/** In a market of so many documents, counting everything is too dear to be done for every reader. */
const largeMarket = 20_000;
const keptMs = 30_000;
const mostKept = 200;

/** What browsing shows beside the page itself. */
export interface Counts {
  total: number;
  facets: Record<string, [string, number][]>;
  stats: Record<string, { min: number | null; max: number | null }>;
}

/**
 * The counts of a large market's recent browsing, kept for half a minute: the numbers beside the conditions may lag so far, the
 * listings never. A small market is always counted anew.
 */
export class RecentCounts {
  readonly #kept = new Map<string, { until: number; counts: Counts }>();

  get(request: SearchRequest): Counts | undefined {
    const key = keyOf(request);
    const known = this.#kept.get(key);
    if (known && known.until > performance.now()) return known.counts;
    this.#kept.delete(key);
    return undefined;
  }

  note(request: SearchRequest, { total, facets, stats }: Counts, documents: number): void {
    if (documents < largeMarket) return;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(keyOf(request), { until: performance.now() + keptMs, counts: { total, facets, stats } });
  }
}

const keyOf = ({ index, scope, refine, facets, disjunctive }: SearchRequest): string =>
  JSON.stringify([index, scope, refine, facets, disjunctive]);
