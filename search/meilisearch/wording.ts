import { codeMark, compact } from "../language/codes.ts";
import { wordsOfKind } from "../language/stop.ts";
import type { Understood, Unit } from "../language/understanding.ts";

/** What is asked of Meilisearch for a query. */
export interface Wording {
  /** Words separated by spaces; a space at the end says that the last one is finished. */
  text: string;
  /** Codes that the whole query may be, or that it holds. */
  codes: string[];
  /** Those of them that may be unfinished. */
  beginnings: string[];
  /** How many words it had. */
  words: number;
  /** The kind of thing that is wanted, when the query says so. */
  kind: string | undefined;
}

/** Puts what a person asks for into Meilisearch's words. */
export function wordingOf(understood: Understood, open: boolean): Wording {
  const { units, codes } = understood;
  const words = units.map(wordOf).filter((word) => word !== "");
  const unfinished = open && !units.some(({ text }) => /\p{Script=Han}/u.test(text));
  return {
    text: words.length === 0 ? "" : words.join(" ") + (open && mayGoOn(units.at(-1)) ? "" : " "),
    codes: codes.map(({ text }) => withoutMark(text)),
    beginnings: unfinished ? codes.map(({ text }) => withoutMark(text)).filter(isModel) : [],
    words: words.length,
    kind: kindOf(understood),
  };
}

/**
 * Whether the last word may be the beginning of another: `SiC` is a word of its own, not the beginning of Sichuan. A model
 * number may go on after any digit.
 */
const mayGoOn = (last: Unit | undefined): boolean =>
  last !== undefined &&
  (/[\p{Script=Han}\d]$/u.test(last.text) || last.alternatives.some(({ how }) => how === "prefix"));

/** The kind that a word names, or that is also found by a word which says little else: `检测` asks for a service. */
function kindOf({ wantedKind, hints }: Understood): string | undefined {
  if (wantedKind) return wantedKind;
  const said = new Set(hints.flatMap(([first, ...more]) => (first && more.length === 0 ? [first.text] : [])));
  return Object.entries(wordsOfKind).find(([, words]) => words.some((word) => said.has(word)))?.[0];
}

/**
 * Quotes would ask for a phrase and a leading hyphen would exclude: neither is meant here. A quantity is asked for in its
 * one spelling; what is nothing but a number is looked for among the codes alone.
 */
function wordOf({ text, alternatives }: Unit): string {
  if (alternatives.every(({ how }) => how === "code")) return "";
  const code = alternatives.find(
    ({ how, lexemes }) => how === "exact" && lexemes[0]?.text.startsWith(codeMark),
  );
  const spelt = code?.lexemes[0];
  if (/^\d/.test(text) && spelt && withoutMark(spelt.text) !== compact(text)) return withoutMark(spelt.text);
  return text
    .replace(/["\p{Pi}\p{Pf}\p{Ps}\p{Pe}]/gu, " ")
    .replace(/(^|\s)-+/g, "$1")
    .trim();
}

/** Letters and digits, and enough of them to mean few. */
const isModel = (code: string): boolean => code.length >= 4 && /\d/.test(code) && /[a-z]/.test(code);

const withoutMark = (code: string): string => code.replace(codeMark, "");
