import { readings } from "./data/readings.ts";

const syllables = new Map<string, string>();
for (const [, syllable = "", characters = ""] of readings.matchAll(/([a-z]+)([^a-z]+)/g)) {
  for (const character of characters) syllables.set(character, syllable);
}

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

/** A syllable without the distinctions that many speakers and typists do not make: zh/z, ch/c, sh/s, -ng/-n. */
export const blur = (syllable: string): string => syllable.replace(/^([zcs])h/, "$1").replace(/ng$/, "n");
