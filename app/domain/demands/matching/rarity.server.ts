import type { Database } from "#db/client.ts";
import { marketEngine } from "#search/indexing.ts";
import { providing, searchFor } from "./scopes.ts";
import type { Term } from "./terms.ts";

interface Count {
  /** Listings that hold the word; for the empty word, all. */
  listings: number;
  at: number;
}

/** How rare a word is changes slowly, and asking for every word of every demand costs most of a page. */
const keptMs = 600_000;
const mostKept = 20_000;
const known = new WeakMap<Database, Map<string, Count>>();

/** In how many listings that offer something each word is, as of the last ten minutes; all unknown ones asked at once. */
async function countsOf(db: Database, words: readonly string[]): Promise<Map<string, Count>> {
  let counts = known.get(db);
  if (!counts || counts.size > mostKept) known.set(db, (counts = new Map()));
  const now = performance.now();
  const fresh = (word: string) => now - (counts.get(word)?.at ?? -Infinity) < keptMs;
  const asked = [...new Set(["", ...words])].filter((word) => !fresh(word));
  if (asked.length === 0) return counts;
  const answers = await marketEngine(db).searchMany(asked.map((word) => searchFor(word, providing, 0)));
  for (const [i, word] of asked.entries())
    counts.set(word, { listings: answers[i]?.total.value ?? 0, at: now });
  return counts;
}

/** A word that nothing on the market holds cannot be what something matches by; its weight still counts against others. */
const unheld = 0.35;

/** Terms weighted by how rare they are on this market, the weightiest first; several texts' terms are asked for at once. */
export async function byRarity(db: Database, texts: readonly Term[][]): Promise<Term[][]> {
  const counts = await countsOf(
    db,
    texts.flatMap((terms) => terms.map(({ text }) => text)),
  );
  const countOf = (word: string) => counts.get(word)?.listings ?? 0;
  const all = countOf("") || 1;
  const rarity = (n: number) => (n === 0 ? unheld : Math.log(1 + all / n) / Math.log(1 + all));
  return texts.map((terms) =>
    terms
      .map((term) => ({ ...term, weight: term.weight * rarity(countOf(term.text)) }))
      .sort((a, b) => b.weight - a.weight),
  );
}
