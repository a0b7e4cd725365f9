import { cut } from "#search/language/cut.ts";
import type { Lexicon } from "#search/language/lexicon.ts";
import { fold } from "#search/language/normalise.ts";
import { isStopWord } from "#search/language/stop.ts";
import { atomsOf } from "#search/language/tokens.ts";
import { isGeneric } from "./generic.ts";

/** A word of a demand with other names of the same thing, all folded, and how much the demand is about it. */
export interface Term {
  text: string;
  names: readonly string[];
  weight: number;
}

/** A text of the demand and how much its words say of what is needed. */
export interface Part {
  text: string;
  weight: number;
}

/** Known terms of the trade say more than words that were cut out by dictionary. */
const knownBonus = 1.5;
const mostTerms = 16;

/** What a demand is about, strongest first: the terms of its parts, each with the weight of the strongest part it is in. */
export function termsOf(parts: readonly Part[], lexicon: Lexicon): Term[] {
  const found = new Map<string, Term>();
  for (const { text, weight } of parts) {
    const folded = fold(text);
    for (const span of cut(folded, atomsOf(folded), lexicon)) {
      if (!isTelling(span.text, span.quantity !== undefined, lexicon)) continue;
      const own = weight * (span.term ? knownBonus : 1) * lengthFactor(span.text);
      const known = found.get(span.text);
      if (known && known.weight >= own) continue;
      found.set(span.text, { text: span.text, names: namesOf(span.text, span.term, lexicon), weight: own });
    }
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight).slice(0, mostTerms);
}

/** Longer words are narrower. */
const lengthFactor = (word: string): number => (/\p{Script=Han}/u.test(word) && word.length >= 3 ? 1.2 : 1);

function isTelling(word: string, quantity: boolean, lexicon: Lexicon): boolean {
  if (quantity || word.length < 2 || !/\p{L}/u.test(word)) return false;
  return !isStopWord(word) && !isGeneric(word) && !lexicon.isPlace(word);
}

function namesOf(word: string, known: boolean, lexicon: Lexicon): string[] {
  if (!known) return [word];
  const term = lexicon.match(atomsOf(word), 0)?.term;
  return [word, ...(term ? lexicon.synonyms(term).map(({ text }) => text) : [])];
}

/** Whether folded `text` holds `name`: anywhere for Chinese, as a word of its own for Latin letters. */
export function holds(text: string, name: string): boolean {
  if (/\p{Script=Han}/u.test(name)) return text.includes(name);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const around = `${text[at - 1] ?? " "}${text[at + name.length] ?? " "}`;
    if (!/[\p{Script=Latin}\p{N}]/u.test(around)) return true;
  }
  return false;
}

/** Between one and five keywords for a demand: what its title and problem are about, in the spelling of the text. */
export function suggestKeywords(title: string, texts: readonly string[], lexicon: Lexicon): string[] {
  const parts = [{ text: title, weight: 3 }, ...texts.map((text) => ({ text, weight: 1 }))];
  const all = fold([title, ...texts].join("\n"));
  const often = (word: string) => Math.min(3, all.split(word).length - 1);
  const ranked = termsOf(parts, lexicon)
    .map(({ text, weight }) => ({ text, rank: weight + 0.4 * often(text) }))
    .sort((a, b) => b.rank - a.rank);
  const chosen: string[] = [];
  for (const { text } of ranked)
    if (!chosen.some((other) => other.includes(text) || text.includes(other))) chosen.push(text);
  return chosen.slice(0, 5);
}
