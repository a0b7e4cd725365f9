import type { Lexicon, Term } from "./lexicon.ts";
import { type Atom, atomsOf } from "./tokens.ts";

/** How many documents hold a token, as far as known; 0 = none. */
export type Frequency = (token: string) => number;

interface Replacement {
  from: number;
  to: number;
  text: string;
}

const longestWindow = 12;
const mostLatinWords = 6;

/**
 * Says in the market's words what was typed in pinyin (`saomiao dianjing`), by initials (`smdj`) or with a character
 * that only sounds right (扫瞄电镜). Words that the index knows as they are stay. Expects folded text.
 */
export function rewrite(
  folded: string,
  lexicon: Lexicon,
  frequency: Frequency,
): { text: string; changed: boolean } {
  const atoms = atomsOf(folded);
  const replacements = [
    ...latinReplacements(atoms, lexicon, frequency),
    ...soundReplacements(atoms, lexicon, frequency),
  ];
  if (replacements.length === 0) return { text: folded, changed: false };
  let text = "";
  let at = 0;
  for (const { from, to, text: replacement } of replacements.sort((a, b) => a.from - b.from)) {
    text += folded.slice(at, from) + replacement;
    at = to;
  }
  return { text: text + folded.slice(at), changed: true };
}

function latinReplacements(atoms: readonly Atom[], lexicon: Lexicon, frequency: Frequency): Replacement[] {
  const found: Replacement[] = [];
  for (let i = 0; i < atoms.length; ) {
    const hit = longestSpelt(atoms, i, lexicon, frequency);
    if (hit) found.push(hit.replacement);
    i += hit?.length ?? 1;
  }
  return found;
}

function longestSpelt(atoms: readonly Atom[], from: number, lexicon: Lexicon, frequency: Frequency) {
  let to = from;
  while (to < atoms.length && to - from < mostLatinWords && /^[a-z]+$/.test(atoms[to]?.text ?? "")) to++;
  for (; to > from; to--) {
    const window = atoms.slice(from, to);
    const letters = window.map((atom) => atom.text).join("");
    const unknown = window.some((atom) => frequency(atom.text) === 0);
    const term = termFor(letters, unknown, window.length === 1, lexicon);
    const first = window[0];
    const last = window.at(-1);
    if (term && first && last) {
      return { replacement: { from: first.start, to: last.end, text: term.text }, length: window.length };
    }
  }
  return undefined;
}

function termFor(letters: string, unknown: boolean, single: boolean, lexicon: Lexicon): Term | undefined {
  if (!unknown || letters.length < 4) return undefined;
  return lexicon.spelt(letters) ?? (single ? lexicon.withInitials(letters) : undefined);
}

function soundReplacements(atoms: readonly Atom[], lexicon: Lexicon, frequency: Frequency): Replacement[] {
  const exact = exactSpans(atoms, lexicon);
  const found: Replacement[] = [];
  for (let from = 0; from < atoms.length; from++) {
    const run = hanLength(atoms, from);
    // Two characters inside a longer run are as often the end of one word and the beginning of the next.
    const whole = run === 2 && !isJoined(atoms[from - 1], atoms[from]);
    for (let length = Math.min(longestWindow, run); length >= (whole ? 2 : 3); length--) {
      const to = from + length;
      if (exact.some((span) => span.from <= from && to <= span.to)) continue;
      const term = soundAlike(atoms.slice(from, to), lexicon, frequency);
      const first = atoms[from];
      const last = atoms[to - 1];
      if (!term || !first || !last) continue;
      found.push({ from: first.start, to: last.end, text: term.text });
      from = to - 1;
      break;
    }
  }
  return found;
}

/** A term that `window` sounds like and shares half of its characters with; two characters only if unknown together. */
function soundAlike(window: readonly Atom[], lexicon: Lexicon, frequency: Frequency): Term | undefined {
  const word = window.map((atom) => atom.text).join("");
  if (window.length === 2 && frequency(word) > 0) return undefined;
  return lexicon.soundingLike(word).find((term) => {
    const same = window.filter((atom, i) => term.atoms[i]?.text === atom.text).length;
    return same < window.length && same * 2 >= window.length;
  });
}

function exactSpans(atoms: readonly Atom[], lexicon: Lexicon): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (let i = 0; i < atoms.length; ) {
    const found = lexicon.match(atoms, i);
    if (found) spans.push({ from: i, to: i + found.length });
    i += found?.length ?? 1;
  }
  return spans;
}

/** How many Chinese characters stand in a row from here. */
function hanLength(atoms: readonly Atom[], from: number): number {
  if (!atoms[from]?.han) return 0;
  let length = 1;
  while (isJoined(atoms[from + length - 1], atoms[from + length])) length++;
  return length;
}

const isJoined = (a: Atom | undefined, b: Atom | undefined): boolean =>
  a !== undefined && b !== undefined && a.han && b.han && a.end === b.start;
