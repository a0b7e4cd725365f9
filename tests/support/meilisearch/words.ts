import { editDistance } from "#search/language/edits.ts";
import type { StoredDocument } from "./filter.ts";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Words of a text: Latin runs as they are, Chinese cut by a dictionary. */
export function wordsOf(text: string): string[] {
  const runs =
    text
      .normalize("NFKD")
      .toLowerCase()
      .match(/\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv) ?? [];
  return runs.flatMap((run) =>
    /\p{Script=Han}/u.test(run) ? [...segmenter.segment(run)].map(({ segment }) => segment) : [run],
  );
}

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
  attributes: readonly string[];
  exact: readonly string[];
  noNumbers: boolean;
}

/** Texts of a document, read once. */
export interface Prepared {
  document: StoredDocument;
  texts: { attribute: string; text: string; words: Set<string> }[];
}

export function prepare(document: StoredDocument, attributes: readonly string[]): Prepared {
  const texts = attributes.map((attribute) => {
    const text = [document[attribute]]
      .flat()
      .filter(Boolean)
      .map(String)
      .join(" ; ")
      .normalize("NFKD")
      .toLowerCase();
    return { attribute, text, words: new Set(wordsOf(text)) };
  });
  return { document, texts };
}

/** The typing errors with which each word is in the document; undefined where it is not, by itself or written together with its neighbours. */
export function matches(
  prepared: Prepared,
  words: readonly QueryWord[],
  tolerance: Tolerance,
): (number | undefined)[] {
  const costs = words.map((word) => costOf(prepared, word, tolerance));
  for (const length of [2, 3]) {
    for (let from = 0; from + length <= words.length; from++) {
      const joined = words.slice(from, from + length);
      if (joined.some(({ text }) => isHan(text))) continue;
      const word = { text: joined.map(({ text }) => text).join(""), open: joined.at(-1)?.open ?? false };
      if (!prepared.texts.some((one) => holds(one, word))) continue;
      for (let i = from; i < from + length; i++) costs[i] ??= 0;
    }
  }
  return costs;
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

function costOf({ texts }: Prepared, word: QueryWord, tolerance: Tolerance): number | undefined {
  if (texts.some((one) => holds(one, word))) return 0;
  const allowed = allowedTypos(word.text, tolerance);
  if (allowed === 0) return undefined;
  let best: number | undefined;
  for (const { attribute, words } of texts) {
    if (tolerance.exact.includes(attribute)) continue;
    for (const other of words) {
      if (Math.abs(other.length - word.text.length) > allowed) continue;
      const first = other[0] === word.text[0] ? 0 : 1;
      const cost = editDistance(word.text, other, allowed) + first;
      if (cost <= allowed && cost < (best ?? 9)) best = cost;
    }
  }
  return best;
}

function holds({ text, words }: Prepared["texts"][number], word: QueryWord): boolean {
  if (isHan(word.text)) return text.includes(word.text);
  if (words.has(word.text)) return true;
  return word.open && [...words].some((other) => other.startsWith(word.text));
}

function allowedTypos(word: string, { noNumbers }: Tolerance): number {
  if (isHan(word) || (noNumbers && /^\d+$/.test(word))) return 0;
  return word.length >= 9 ? 2 : word.length >= 5 ? 1 : 0;
}
