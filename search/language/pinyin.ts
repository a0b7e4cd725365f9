import { readings } from "./data/readings.ts";

/** What the trade also reads characters as: 校准 is jiaozhun, 率 lv and shuai. */
const secondReadings = new Map(
  Object.entries({
    ...{ 重: "chong", 长: "zhang", 行: "hang", 校: "jiao", 调: "diao", 弹: "dan", 率: "shuai", 传: "zhuan" },
    ...{ 参: "shen", 降: "xiang", 藏: "zang", 薄: "bo", 粘: "zhan", 钻: "zuan", 轧: "zha", 模: "mu" },
    ...{ 系: "ji", 卡: "qia", 削: "xue", 壳: "qiao", 血: "xie" },
  }),
);
const mostSpellings = 4;

const syllables = new Map<string, string>();
for (const [, syllable = "", characters = ""] of readings.matchAll(/([a-z]+)([^a-z]+)/g)) {
  for (const character of characters) syllables.set(character, syllable);
}
const all = new Set([...syllables.values(), ...secondReadings.values()]);
const beginnings = new Set([...all].flatMap((one) => Array.from(one, (_, i) => one.slice(0, i + 1))));
const longestSyllable = Math.max(...[...all].map((one) => one.length));

/**
 * A syllable, or several written together, without the distinctions that many speakers and typists do not make: zh/z, ch/c,
 * sh/s, -ng/-n, l/n, and v, which is ü, as u.
 */
export const blur = (letters: string): string =>
  letters
    .replace(/([zcs])h/g, "$1")
    .replaceAll("ng", "n")
    .replaceAll("l", "n")
    .replaceAll("v", "u");

const byBlurred = new Map<string, string[]>();
for (const [character, reading] of [...syllables, ...secondReadings])
  byBlurred.set(blur(reading), [...(byBlurred.get(blur(reading)) ?? []), character]);

/** The toneless syllables of a Chinese word, or undefined when one character is not in the table. */
export function syllablesOf(word: string): string[] | undefined {
  const found: string[] = [];
  for (const character of word) {
    const syllable = syllables.get(character);
    if (syllable === undefined) return undefined;
    found.push(syllable);
  }
  return found;
}

/** The ways in which a word may be read, the usual one first. */
export function waysToRead(word: string): string[][] {
  const usual = syllablesOf(word);
  if (!usual) return [];
  let ways: string[][] = [[]];
  for (const [i, character] of [...word].entries()) {
    const each = [usual[i] ?? "", secondReadings.get(character)].filter((one) => one !== undefined);
    ways = each.flatMap((syllable) => ways.map((way) => [...way, syllable])).slice(0, mostSpellings);
  }
  return ways;
}

/** Characters read so, and those that only sound almost so. */
export const charactersLike = (syllable: string): readonly string[] => byBlurred.get(blur(syllable)) ?? [];

/** Whether a character is read exactly so. */
export const isReadAs = (character: string, syllable: string): boolean =>
  syllables.get(character) === syllable || secondReadings.get(character) === syllable;

/** Letters cut into syllables; `rest` is the beginning of one more. */
export interface Syllables {
  syllables: string[];
  rest: string;
}

const mostWays = 12;

/** The ways to cut pinyin without spaces into syllables, longest first; with `open`, the last one may be unfinished. */
export function cutSyllables(letters: string, open: boolean): Syllables[] {
  const found: Syllables[] = [];
  const walk = (at: number, before: string[]): void => {
    if (found.length >= mostWays) return;
    const left = letters.slice(at);
    if (left === "" && before.length > 0) found.push({ syllables: before, rest: "" });
    for (let length = Math.min(longestSyllable, left.length); length > 0; length--) {
      const syllable = left.slice(0, length);
      if (all.has(syllable)) walk(at + length, [...before, syllable]);
    }
    if (open && left !== "" && beginnings.has(left)) found.push({ syllables: before, rest: left });
  };
  walk(0, []);
  return found;
}

/** Whether letters may be the syllables, each cut short as one likes but none left out (`smdianj` for 扫描电镜). */
export function isShortFor(letters: string, word: readonly string[]): boolean {
  let ends = new Set([0]);
  for (const syllable of word) {
    const next = new Set<number>();
    for (const from of ends)
      for (let to = from + 1; to <= letters.length && syllable.startsWith(letters.slice(from, to)); to++)
        next.add(to);
    ends = next;
  }
  return ends.has(letters.length);
}

/** Pinyin with the tones as numbers (`sao3miao2`) without them. */
export function withoutTones(word: string): string {
  if (!/^(?:[a-z]+[1-5])+[a-z]*$/.test(word)) return word;
  const parts = word.split(/[1-5]/).filter(Boolean);
  return parts.every((part) => all.has(part)) ? parts.join("") : word;
}
