import { brands } from "./brands.ts";
import { instruments } from "./thesaurus/instruments.ts";
import { topics } from "./thesaurus/topics.ts";

const groupsOf = (lines: string): string[][] =>
  lines
    .trim()
    .split("\n")
    .map((line) => line.split("|"));

/** The synonyms that a new market begins with; regulators edit them in the console from then on. */
export const initialThesaurus: readonly (readonly string[])[] = [
  ...groupsOf(instruments),
  ...groupsOf(topics),
  ...brands,
];
