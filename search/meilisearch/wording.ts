import { codeMark, compact } from "../language/codes.ts";
import type { Understood, Unit } from "../language/understanding.ts";

/** What is asked of Meilisearch for a query. */
export interface Wording {
  /** Words separated by spaces; a space at the end says that the last one is finished. */
  text: string;
  /** Codes that the whole query may be, or that it holds. */
  codes: string[];
  /** How many words it had. */
  words: number;
}

/** Puts what a person asks for into Meilisearch's words. */
export function wordingOf({ units, codes }: Understood, open: boolean): Wording {
  const words = units.map(wordOf).filter((word) => word !== "");
  return {
    text: words.length === 0 ? "" : words.join(" ") + (open ? "" : " "),
    codes: codes.map(({ text }) => withoutMark(text)),
    words: words.length,
  };
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

const withoutMark = (code: string): string => code.replace(codeMark, "");
