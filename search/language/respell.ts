import type { Lexicon } from "./lexicon.ts";
import { charactersLike, cutSyllables, isReadAs, syllablesOf } from "./pinyin.ts";
import { isAlmostLatin } from "./rewrite.ts";
import { exactSpans, isJoined, type Replacement } from "./spans.ts";
import { isStopWord } from "./stop.ts";
import { type Atom, atomsOf } from "./tokens.ts";
import type { Frequency, Vocabulary } from "./understanding.ts";

/** One way to read a stretch of text: for each place the characters that may stand there, of which neighbours must be known together. */
export interface Reading extends Omit<Replacement, "text"> {
  places: Place[];
  /** How many places, at the beginning and at the end, are neighbours that stay. */
  before: number;
  after: number;
  /** Whether words may begin and end with it, beside neighbours that go on with nothing in it. */
  words: boolean;
}

interface Place {
  characters: readonly string[];
  /** How it was spelt, so that what only sounds alike comes after. */
  syllable: string;
}

const longestWindow = 12;
/** One less beside Chinese characters. */
const fewestLetters = 5;
/** From so many syllables on, letters are pinyin even where a Latin word begins or is spelt almost so. */
const surelyPinyin = 3;
const mostPairs = 20_000;
/** A pair of characters that only one document holds may be its author's error. */
const fewestDocuments = 2;
const farSound = 2;
/** What a word's beginning costs against going on with the one before. */
const newWord = 6;

/**
 * Readings of what neither the thesaurus nor the index knows: pinyin, and Chinese characters that stand beside nothing
 * known. Those of one stretch follow each other, the likeliest first.
 */
export function readingsOf(
  folded: string,
  lexicon: Lexicon,
  vocabulary: Vocabulary,
  open: boolean,
): Reading[] {
  const atoms = atomsOf(folded);
  const found = [...latinReadings(atoms, vocabulary, open), ...hanReadings(atoms, lexicon, vocabulary)];
  let pairs = 0;
  return found.filter((reading) => (pairs += pairCount(reading)) <= mostPairs);
}

/** The neighbouring places of readings, as the two sets of characters that may stand there. */
export const pairsOf = (readings: readonly Reading[]): [string, string][] =>
  readings.flatMap(({ places }) =>
    places
      .slice(1)
      .map(({ characters }, i): [string, string] => [
        (places[i]?.characters ?? []).join(""),
        characters.join(""),
      ]),
  );

/** Says readings in the characters that the index knows together; of overlapping ones the first that it can. */
export function respell(readings: readonly Reading[], frequency: Frequency): Replacement[] {
  const found: Replacement[] = [];
  for (const reading of readings) {
    if (found.some(({ from, to }) => from < reading.to && reading.from < to)) continue;
    const text = likeliest(reading, frequency);
    if (text !== undefined) found.push({ from: reading.from, to: reading.to, text });
  }
  return found;
}

const pairCount = ({ places }: Reading): number =>
  places.slice(1).reduce((sum, { characters }, i) => {
    return sum + characters.length * (places[i]?.characters.length ?? 0);
  }, 0);

function* latinReadings(atoms: readonly Atom[], vocabulary: Vocabulary, open: boolean): Generator<Reading> {
  for (let from = 0; from < atoms.length; from++) {
    let to = from;
    while (to < atoms.length && to - from < longestWindow && isLetters(atoms[to])) to++;
    for (; to > from; to--) {
      const window = atoms.slice(from, to);
      if (!isUnknown(window, vocabulary)) continue;
      for (const way of waysToCut(window, open && to === atoms.length)) {
        const reading = readingOf(atoms, from, to, way);
        if (isPinyin(way, window, vocabulary, reading)) yield reading;
      }
    }
  }
}

const isLetters = (atom: Atom | undefined): boolean => atom !== undefined && /^[a-z]+$/.test(atom.text);

const isUnknown = (window: readonly Atom[], { frequency }: Vocabulary): boolean =>
  window.some(({ text }) => frequency(text) === 0);

/** The syllables of words in a row; whole ones before those that leave out an unfinished last. */
function waysToCut(window: readonly Atom[], open: boolean): string[][] {
  const ways = window.reduce<string[][]>(
    (before, { text }, i) => {
      const cut = cutSyllables(text, open && i === window.length - 1);
      const each = [...cut.filter(({ rest }) => rest === ""), ...cut.filter(({ rest }) => rest !== "")];
      return each.flatMap(({ syllables }) => before.map((way) => [...way, ...syllables])).slice(0, 24);
    },
    [[]],
  );
  return ways.filter((way) => way.length > 1);
}

function isPinyin(
  way: readonly string[],
  window: readonly Atom[],
  vocabulary: Vocabulary,
  { before, after }: Reading,
): boolean {
  if (way.join("").length < fewestLetters - Math.min(1, before + after)) return false;
  if (way.length >= surelyPinyin) return true;
  return window.every(({ text }) => !isAlmostLatin(text, vocabulary));
}

function readingOf(atoms: readonly Atom[], from: number, to: number, way: readonly string[]): Reading {
  const places = way.map((syllable): Place => ({ characters: charactersLike(syllable), syllable }));
  return { ...between(atoms, from, to, places), words: true };
}

/** With the Chinese neighbours on both sides, which help to choose. */
function between(atoms: readonly Atom[], from: number, to: number, places: Place[]): Reading {
  const [previous, first, last, next] = [atoms[from - 1], atoms[from], atoms[to - 1], atoms[to]];
  const before = previous?.han && previous.end === first?.start ? [fixed(previous)] : [];
  const after = next?.han && next.start === last?.end ? [fixed(next)] : [];
  return {
    from: first?.start ?? 0,
    to: last?.end ?? 0,
    places: [...before, ...places, ...after],
    before: before.length,
    after: after.length,
    words: false,
  };
}

const fixed = ({ text }: Atom): Place => ({ characters: [text], syllable: "" });

function* hanReadings(
  atoms: readonly Atom[],
  lexicon: Lexicon,
  { frequency }: Vocabulary,
): Generator<Reading> {
  const exact = exactSpans(atoms, lexicon);
  for (const [i, atom] of atoms.entries()) {
    const neighbours = [i - 1, i].filter((at) => isJoined(atoms[at], atoms[at + 1]));
    const known = neighbours.some((at) => frequency(`${atoms[at]?.text}${atoms[at + 1]?.text}`) > 0);
    if (neighbours.length === 0 || known || isStopWord(atom.text)) continue;
    if (exact.some(({ from, to }) => from <= i && i < to)) continue;
    const [syllable] = syllablesOf(atom.text) ?? [];
    if (syllable === undefined) continue;
    const characters = charactersLike(syllable).filter((one) => one !== atom.text);
    yield between(atoms, i, i + 1, [{ characters, syllable }]);
  }
}

/** A beginning of a reading; `whole` when its last word has two characters or more, so that another may follow. */
interface Way {
  text: string;
  score: number;
  whole: boolean;
}

/** The characters that make known pairs, or words of known pairs, the commonest first. */
function likeliest({ places, before, after, words }: Reading, frequency: Frequency): string | undefined {
  const [first, ...others] = places;
  if (!first) return undefined;
  let ways = first.characters.map(
    (text): Way => ({ text, score: nearness(text, first), whole: words && before > 0 }),
  );
  for (const place of others) ways = longer(ways, place, frequency);
  const [best] = ways.filter(({ whole }) => whole || (words && after > 0)).sort((a, b) => b.score - a.score);
  const characters = best && [...best.text];
  return characters?.slice(before, characters.length - after).join("");
}

/** The best ways to go on, one for each last character and whether its word is whole. */
function longer(ways: readonly Way[], place: Place, frequency: Frequency): Way[] {
  const best = new Map<string, Way>();
  const offer = (way: Way, key: string) => {
    if (way.score > (best.get(key)?.score ?? Number.NEGATIVE_INFINITY)) best.set(key, way);
  };
  const [ended] = ways.filter(({ whole }) => whole).sort((a, b) => b.score - a.score);
  for (const character of place.characters) {
    const near = nearness(character, place);
    for (const { text, score } of ways) {
      const documents = frequency((text.match(/.$/u)?.[0] ?? "") + character);
      if (documents < fewestDocuments) continue;
      const way = { text: text + character, score: score + Math.log(documents) + near, whole: true };
      offer(way, character);
    }
    if (ended)
      offer(
        { text: ended.text + character, score: ended.score + near - newWord, whole: false },
        `${character} `,
      );
  }
  return [...best.values()];
}

const nearness = (character: string, place: Place | undefined): number =>
  !place?.syllable || isReadAs(character, place.syllable) ? 0 : -farSound;
