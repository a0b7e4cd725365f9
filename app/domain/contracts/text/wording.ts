import type { Parties, Terms } from "../terms.ts";

/** One article of the contract: a heading, and its sentences line by line. */
export interface Clause {
  heading: string;
  lines: readonly string[];
}

/** How a contract is worded in one language. */
export interface Wording {
  title(terms: Terms): string;
  preamble(terms: Terms, parties: Parties): readonly string[];
  clauses(terms: Terms): readonly Clause[];
  /** The heading with its number. */
  numbered(n: number, heading: string): string;
  /** What stands below the last article. */
  closing: readonly string[];
}

/** Fen as yuan with two decimals and thousands: `120,000.00`. */
export function yuan(fen: number): string {
  const [whole = "0", cents = "00"] = (fen / 100).toFixed(2).split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}

/** Hundredths of a percent as percent: `3`, `2.5`. */
export const percent = (hundredths: number): string => String(hundredths / 100);

/** A line of its own for what was said; none for what was not. */
export const said = (label: string, text: string): string[] => (text === "" ? [] : [`${label}${text}`]);
