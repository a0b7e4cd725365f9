import { codeMark } from "./codes.ts";
import type { Lexeme } from "./tokens.ts";

/** One way in which a document can hold a word. */
export interface Alternative {
  lexemes: readonly Lexeme[];
  how: "exact" | "synonym" | "prefix" | "typo" | "code";
}

/** A word of the query with everything that counts as it. */
export interface Unit {
  text: string;
  /** A place may be named anywhere in a document, not only where its subject is. */
  place: boolean;
  alternatives: Alternative[];
}

/** Neighbouring units that may also occur as one thing. */
export interface Join {
  from: number;
  to: number;
  alternative: Alternative;
}

export interface Understood {
  units: Unit[];
  joins: Join[];
  /** The query as one phrase, when it is more than one word. */
  phrase?: readonly Lexeme[];
  /** Codes that the whole query may be. */
  codes: Lexeme[];
  /** Words that a document need not hold but is better for: those that only say what kind of thing is wanted. */
  hints: Lexeme[][];
  /** The listing kind that the query names. */
  wantedKind?: string;
  rewritten?: string;
}

/** How many documents hold a token, as far as known; 0 = none. */
export type Frequency = (token: string) => number;

/** What the index knows of the query's tokens. */
export interface Vocabulary {
  frequency: Frequency;
  /** Terms spelt almost like a Latin word, best first. */
  similar(word: string): readonly string[];
  /** Whether terms begin with the word. */
  begins(word: string): boolean;
}

/** A code to look for. */
export const code = (text: string, prefix = false): Lexeme => ({ text: codeMark + text, prefix });

/** A token to look for as it is. */
export const exactly = (text: string): Lexeme => ({ text, prefix: false });
