import type { Reason } from "#app/runtime/problem.ts";
import { fold } from "#search/language/normalise.ts";
import { atomsOf } from "#search/language/tokens.ts";

/** Synonyms hold for the whole province, so only its own officers and the platform's operators edit them. */
export const wholeProvince = { regionCode: "330000" } as const;

export const fewestTerms = 2;
export const mostTerms = 20;
export const longestTerm = 100;

/** A word in more than this share of the market, and in so many listings, says little about any of them. */
const broadShare = 0.1;
const broadCount = 30;

/** What is known about one term of a group that somebody wants to save. */
export interface TermFacts {
  term: string;
  /** Another group that already holds it. */
  elsewhere: number | null;
  /** Published listings that hold it in title or keywords. */
  listings: number;
}

/** Two spellings of one word: width, case, accents and traditional characters do not matter to the search. */
export const sameTerm = (a: string, b: string): boolean => fold(a).trim() === fold(b).trim();

/**
 * Everything that speaks against a group of terms. What is not overridable would break the search: a single letter, or a
 * term without any word. The rest may be meant: a word of two groups joins their meanings, a broad word finds too much.
 */
export function judgeTerms(facts: readonly TermFacts[], listings: number): Reason[] {
  return facts.flatMap(({ term, elsewhere, listings: holding }) => {
    const reasons: Reason[] = [];
    const atoms = atomsOf(fold(term));
    const [only] = atoms;
    if (!only) return [{ rule: "synonym_without_word", overridable: false, params: { term } }];
    if (atoms.length === 1 && !only.han && /^\p{L}$/u.test(only.text))
      return [{ rule: "synonym_single_letter", overridable: false, params: { term } }];
    if (elsewhere !== null)
      reasons.push({ rule: "synonym_elsewhere", overridable: true, params: { term, group: elsewhere } });
    if (atoms.length === 1 && only.han)
      reasons.push({ rule: "synonym_single_character", overridable: true, params: { term } });
    if (holding >= broadCount && holding > listings * broadShare)
      reasons.push({ rule: "synonym_broad", overridable: true, params: { term, count: holding } });
    return reasons;
  });
}
