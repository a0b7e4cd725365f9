import { allowedEdits, editDistance } from "./edits.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Term } from "./term.ts";
import { withoutTones } from "./pinyin.ts";
import { exactSpans, isJoined, replaced, type Replacement } from "./spans.ts";
import { type Atom, atomsOf } from "./tokens.ts";
import type { Frequency, Vocabulary } from "./understanding.ts";

const longestWindow = 12;
const mostSpeltWords = 12;
const fewestLetters = 4;

/**
 * Says in the thesaurus's words what was typed in pinyin (`saomiao dianjing`), shortened (`smdj`, `saomdj`), unfinished
 * when `open` (`saomiaodianj`) or with a character that only sounds right (扫瞄电镜). Words that the index knows as they are
 * stay. Expects folded text.
 */
export function rewrite(folded: string, lexicon: Lexicon, vocabulary: Vocabulary, open: boolean): string {
  const plain = folded.replace(/[a-z0-9]+/g, withoutTones);
  const atoms = atomsOf(plain);
  return replaced(plain, [
    ...latinReplacements(atoms, lexicon, vocabulary, open),
    ...soundReplacements(atoms, lexicon, vocabulary.frequency),
  ]);
}

function latinReplacements(
  atoms: readonly Atom[],
  lexicon: Lexicon,
  vocabulary: Vocabulary,
  open: boolean,
): Replacement[] {
  const found: Replacement[] = [];
  for (let i = 0; i < atoms.length; ) {
    const hit = longestSpelt(atoms, i, lexicon, vocabulary, open);
    if (hit) found.push(hit.replacement);
    i += hit?.length ?? 1;
  }
  return found;
}

function longestSpelt(
  atoms: readonly Atom[],
  from: number,
  lexicon: Lexicon,
  vocabulary: Vocabulary,
  open: boolean,
) {
  let to = from;
  while (to < atoms.length && to - from < mostSpeltWords && /^[a-z]+$/.test(atoms[to]?.text ?? "")) to++;
  for (; to > from; to--) {
    const window = atoms.slice(from, to);
    const text = termFor(window, lexicon, vocabulary, open && to === atoms.length);
    const first = window[0];
    const last = window.at(-1);
    if (text && first && last)
      return { replacement: { from: first.start, to: last.end, text }, length: window.length };
  }
  return undefined;
}

function termFor(
  window: readonly Atom[],
  { sounds }: Lexicon,
  vocabulary: Vocabulary,
  open: boolean,
): string | undefined {
  const letters = window.map((atom) => atom.text).join("");
  const unknown = window.some((atom) => vocabulary.frequency(atom.text) === 0);
  if (!unknown || letters.length < fewestLetters) return undefined;
  const single = window.length === 1;
  const whole = sounds.spelt(letters) ?? (single ? sounds.withInitials(letters) : undefined);
  if (whole) return whole.text;
  if (isAlmostLatin(letters, vocabulary)) return undefined;
  const short = single ? sounds.shortFor(letters) : undefined;
  return (open ? sounds.begunWith(letters) : undefined) ?? short?.text;
}

/** Whether the index has a word that is spelt almost so, or begins so. */
export function isAlmostLatin(word: string, vocabulary: Vocabulary): boolean {
  const limit = allowedEdits(word);
  if (vocabulary.begins(word)) return true;
  return vocabulary.similar(word).some((other) => editDistance(word, other, limit) <= limit);
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
  return lexicon.sounds.soundingLike(word).find((term) => {
    const same = window.filter((atom, i) => term.atoms[i]?.text === atom.text).length;
    return same < window.length && same * 2 >= window.length;
  });
}

/** How many Chinese characters stand in a row from here. */
function hanLength(atoms: readonly Atom[], from: number): number {
  if (!atoms[from]?.han) return 0;
  let length = 1;
  while (isJoined(atoms[from + length - 1], atoms[from + length])) length++;
  return length;
}
