import { editDistance } from "#search/language/edits.ts";
import { wordsOf } from "./cut.ts";
import type { StoredDocument } from "./filter.ts";

/** A word of a query; the last one may be unfinished. */
export interface QueryWord {
  text: string;
  open: boolean;
}

const mostWords = 10;

export function queryWords(q: string): QueryWord[] {
  const words = wordsOf(q).slice(0, mostWords);
  const open = q !== "" && !/[\s\p{P}]$/u.test(q);
  return words.map((text, i) => ({ text, open: open && i === words.length - 1 }));
}

/** How an index lets typing errors pass. */
export interface Tolerance {
  noNumbers: boolean;
}

/** Texts of a document, read once. */
export interface Prepared {
  document: StoredDocument;
  texts: Text[];
}

interface Text {
  attribute: string;
  /** Whether its words must be as written. */
  exact: boolean;
  /** Cut one value after the other, with nothing in the place between two. */
  words: string[];
  distinct: Set<string>;
}

export function prepare(
  document: StoredDocument,
  attributes: readonly string[],
  exact: readonly string[],
): Prepared {
  const texts = attributes.map((attribute): Text => {
    const values = [document[attribute]].flat().filter((value) => value !== null && value !== undefined);
    const words = values.flatMap((value) => [...wordsOf(String(value)), ""]);
    return {
      attribute,
      exact: exact.includes(attribute),
      words,
      distinct: new Set(words.filter(Boolean)),
    };
  });
  return { document, texts };
}

/**
 * The typing errors with which each word is in the document; undefined where it is not: by itself, written together with
 * its neighbours (an error for each), or as two words beside each other (one error).
 */
export function matches(
  prepared: Prepared,
  words: readonly QueryWord[],
  tolerance: Tolerance,
): (number | undefined)[] {
  const costs = words.map((word) => costOf(prepared, word, tolerance));
  for (const length of [2, 3]) {
    for (let from = 0; from + length <= words.length; from++) {
      const joined = words.slice(from, from + length);
      const word = { text: joined.map(({ text }) => text).join(""), open: joined.at(-1)?.open ?? false };
      const closed = { ...word, open: false };
      if (!prepared.texts.some((one) => holds(one, one.exact ? closed : word))) continue;
      for (let i = from; i < from + length; i++) costs[i] ??= (length - 1) / length;
    }
  }
  return costs;
}

function costOf({ texts }: Prepared, word: QueryWord, tolerance: Tolerance): number | undefined {
  if (texts.some((one) => holds(one, word))) return 0;
  const split = texts.some((one) => holdsSplit(one, word.text)) ? 1 : undefined;
  const allowed = allowedTypos(word.text, tolerance);
  let best = split;
  for (const { exact, distinct } of texts) {
    if (allowed === 0 || exact) continue;
    for (const other of distinct) {
      if (Math.abs(other.length - word.text.length) > allowed) continue;
      const first = other[0] === word.text[0] ? 0 : 1;
      const cost = editDistance(word.text, other, allowed) + first;
      if (cost <= allowed && cost < (best ?? 9)) best = cost;
    }
  }
  return best;
}

/**
 * Whether the text has the word itself, or one that begins so when it may be unfinished. Of words that must be as written
 * only beginnings of up to four letters are kept.
 */
export const holds = ({ exact, distinct }: Pick<Text, "exact" | "distinct">, word: QueryWord): boolean =>
  distinct.has(word.text) ||
  (word.open && !(exact && word.text.length > longestKept) && begins(distinct, word.text));

const longestKept = 4;

const begins = (words: Iterable<string>, beginning: string): boolean =>
  [...words].some((word) => word.startsWith(beginning));

/** Whether two words of the text, side by side, are the word. */
const holdsSplit = ({ words }: Text, word: string): boolean =>
  words.some((one, i) => one !== "" && word.length > one.length && word === one + (words[i + 1] ?? ""));

function allowedTypos(word: string, { noNumbers }: Tolerance): number {
  if (noNumbers && /^\d+$/.test(word)) return 0;
  const length = [...word].length;
  return length >= 9 ? 2 : length >= 5 ? 1 : 0;
}
