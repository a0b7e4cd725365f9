import type { Atom } from "./tokens.ts";

/** A term of the thesaurus. */
export interface Term {
  text: string;
  atoms: readonly Atom[];
  groups: number[];
}
