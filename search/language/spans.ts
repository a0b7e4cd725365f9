import type { Lexicon } from "./lexicon.ts";
import type { Atom } from "./tokens.ts";

/** What to write in place of a stretch of text. */
export interface Replacement {
  from: number;
  to: number;
  text: string;
}

/** The text with its replacements, none of which overlap. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  let result = "";
  let at = 0;
  for (const { from, to, text: replacement } of [...replacements].sort((a, b) => a.from - b.from)) {
    result += text.slice(at, from) + replacement;
    at = to;
  }
  return result + text.slice(at);
}

/** Where terms of the thesaurus stand as they are, as atoms from–to. */
export function exactSpans(atoms: readonly Atom[], lexicon: Lexicon): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (let i = 0; i < atoms.length; ) {
    const found = lexicon.match(atoms, i);
    if (found) spans.push({ from: i, to: i + found.length });
    i += found?.length ?? 1;
  }
  return spans;
}

/** Whether two Chinese characters stand side by side. */
export const isJoined = (a: Atom | undefined, b: Atom | undefined): boolean =>
  a !== undefined && b !== undefined && a.han && b.han && a.end === b.start;
