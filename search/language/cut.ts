import { quantitiesIn } from "./codes.ts";
import type { Lexicon } from "./lexicon.ts";
import { isStopWord } from "./stop.ts";
import type { Atom } from "./tokens.ts";

const words = new Intl.Segmenter("zh", { granularity: "word" });

/** A word of the query: atoms from–to. */
export interface Span {
  from: number;
  to: number;
  text: string;
  term: boolean;
  quantity?: string;
}

/** Cuts the text into words: quantities, then the longest known terms, Latin words as they are, the rest by ICU. */
export function cut(text: string, atoms: readonly Atom[], lexicon: Lexicon): Span[] {
  const quantities = quantitiesIn(text);
  const spans: Span[] = [];
  for (let i = 0; i < atoms.length; ) {
    const quantity = quantities.find((q) => q.start === atoms[i]?.start);
    const length = quantity
      ? atoms.filter((a) => a.start >= quantity.start && a.end <= quantity.end).length
      : 0;
    const found = lexicon.match(atoms, i);
    if (quantity && length >= (found?.length ?? 0)) {
      spans.push({ ...spanOf(text, atoms, i, i + length, false), quantity: quantity.code });
      i += length;
    } else if (found) {
      spans.push(spanOf(text, atoms, i, i + found.length, true));
      i += found.length;
    } else if (atoms[i]?.han) {
      const to = gapEnd(atoms, i, lexicon);
      spans.push(...segment(text, atoms, i, to));
      i = to;
    } else {
      spans.push(spanOf(text, atoms, i, i + 1, false));
      i++;
    }
  }
  return spans;
}

function spanOf(text: string, atoms: readonly Atom[], from: number, to: number, term: boolean): Span {
  return { from, to, text: text.slice(atoms[from]?.start, atoms[to - 1]?.end), term };
}

function gapEnd(atoms: readonly Atom[], from: number, lexicon: Lexicon): number {
  let to = from + 1;
  while (atoms[to]?.han && atoms[to]?.start === atoms[to - 1]?.end && !lexicon.match(atoms, to)) to++;
  return to;
}

/**
 * ICU's words; single characters in a row, which it leaves where it knows no word, are one word. So is a whole gap of
 * at most four characters that holds a single one: rather a name (中科大) than a sentence.
 */
function segment(text: string, atoms: readonly Atom[], from: number, to: number): Span[] {
  const gap = text.slice(atoms[from]?.start, atoms[to - 1]?.end);
  const parts = [...words.segment(gap)].map(({ segment: word }) => ({ word, length: [...word].length }));
  const telling = parts.filter(({ word }) => !isStopWord(word) || word === "中" || word === "上");
  if (to - from <= 4 && telling.length === parts.length && parts.some(({ length }) => length === 1)) {
    return [spanOf(text, atoms, from, to, false)];
  }
  const spans: Span[] = [];
  let at = from;
  let single = false;
  for (const { word, length } of parts) {
    const alone = length === 1 && !isStopWord(word);
    const last = spans.at(-1);
    if (alone && single && last) spans[spans.length - 1] = spanOf(text, atoms, last.from, at + 1, false);
    else spans.push(spanOf(text, atoms, at, at + length, false));
    single = alone;
    at += length;
  }
  return spans;
}
