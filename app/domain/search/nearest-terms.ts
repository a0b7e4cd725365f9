import { syllablesOf } from "#search/language/pinyin.ts";

const leastAlike = 0.34;

/** Neighbouring pairs of a text's characters, with its edges, counted once each. */
function pairsOf(text: string): Set<string> {
  const edged = ` ${text} `;
  const pairs = new Set<string>();
  for (let i = 0; i + 2 <= edged.length; i++) pairs.add(edged.slice(i, i + 2));
  return pairs;
}

/** The share of pairs that two texts have in common, 0–1 (Dice). */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return (2 * common) / (a.size + b.size || 1);
}

const soundOf = (text: string): string => syllablesOf(text)?.join("") ?? text;

/** Folded terms that look or sound most like the folded `typed`, the most alike first; never `typed` itself. */
export function nearestTerms(
  typed: string,
  terms: readonly string[],
  most: number,
  least = leastAlike,
): string[] {
  const looks = pairsOf(typed);
  const sounds = pairsOf(soundOf(typed));
  const scored = terms.flatMap((term) => {
    if (term === typed || Math.abs(term.length - typed.length) > Math.max(4, typed.length)) return [];
    const score = Math.max(alike(looks, pairsOf(term)), 0.9 * alike(sounds, pairsOf(soundOf(term))));
    return score >= least ? [{ term, score }] : [];
  });
  return scored
    .toSorted((a, b) => b.score - a.score || a.term.length - b.term.length || (a.term < b.term ? -1 : 1))
    .slice(0, most)
    .map(({ term }) => term);
}
