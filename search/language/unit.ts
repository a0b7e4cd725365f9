import type { Span } from "./cut.ts";
import { allowedEdits, editDistance } from "./edits.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Atom, phraseOf, phraseOfText } from "./tokens.ts";
import { type Alternative, code, exactly, type Unit, type Vocabulary } from "./understanding.ts";

const mostTypos = 40;

/** One word of the query with everything that counts as it; `open` when it may be unfinished. */
export function unitOf(
  span: Span,
  atoms: readonly Atom[],
  lexicon: Lexicon,
  vocabulary: Vocabulary,
  open: boolean,
): Unit {
  const own = atoms.slice(span.from, span.to);
  const place = lexicon.isPlace(span.text);
  const alternatives: Alternative[] = [{ lexemes: phraseOf(own), how: "exact" }];
  if (span.quantity) {
    alternatives.push({ lexemes: [code(span.quantity, false)], how: "exact" });
    return { text: span.text, place, alternatives };
  }
  if (own.length > 1 && own.every((atom) => atom.han))
    alternatives.push({ lexemes: [code(span.text, false)], how: "exact" });
  alternatives.push(...spellings(own, "exact"), ...synonymsOf(own, lexicon));
  if (own.every((atom) => !atom.han)) alternatives.push(...latinAlternatives(own, vocabulary, open));
  return { text: span.text, place, alternatives };
}

/** A compound of Latin words written as one (`icpms`), and as a code. */
function spellings(atoms: readonly Atom[], how: "exact" | "synonym"): Alternative[] {
  if (atoms.some((atom) => atom.han)) return [];
  const joined = atoms.map((atom) => atom.text).join("");
  if (atoms.length === 1)
    return /\d/.test(joined) && joined.length >= 4 ? [{ lexemes: [code(joined, false)], how }] : [];
  return [
    { lexemes: [exactly(joined)], how },
    { lexemes: [code(joined, false)], how },
  ];
}

function synonymsOf(atoms: readonly Atom[], lexicon: Lexicon): Alternative[] {
  const found = lexicon.match(atoms, 0);
  if (found?.length !== atoms.length) return [];
  return lexicon
    .synonyms(found.term)
    .flatMap((term): Alternative[] => [
      { lexemes: phraseOfText(term.text), how: "synonym" },
      ...spellings(term.atoms, "synonym"),
    ]);
}

function latinAlternatives(atoms: readonly Atom[], vocabulary: Vocabulary, open: boolean): Alternative[] {
  const last = atoms.at(-1);
  if (!last) return [];
  const before = atoms.slice(0, -1).map((atom) => exactly(atom.text));
  const alternatives = inflections(last.text).map(
    (form): Alternative => ({ lexemes: [...before, exactly(form)], how: "exact" }),
  );
  const unfinished = last.text.length > 3 || vocabulary.frequency(last.text) === 0;
  if (open && unfinished && last.text.length >= 2) {
    alternatives.push({ lexemes: [...before, { text: last.text, prefix: true }], how: "prefix" });
  }
  if (
    atoms.length === 1 &&
    vocabulary.frequency(last.text) === 0 &&
    !(open && vocabulary.begins(last.text))
  ) {
    alternatives.push(...typosOf(last.text, vocabulary));
    if (last.text.length >= 4) alternatives.push({ lexemes: [code(last.text, true)], how: "code" });
  }
  return alternatives;
}

function typosOf(word: string, vocabulary: Vocabulary): Alternative[] {
  const limit = allowedEdits(word);
  if (limit === 0) return [];
  return vocabulary
    .similar(word)
    .filter((term) => editDistance(word, term, limit) <= limit)
    .slice(0, mostTypos)
    .map((term): Alternative => ({ lexemes: [exactly(term)], how: "typo" }));
}

/** English singular and plural. */
function inflections(word: string): string[] {
  if (!/^[a-z]{4,}$/.test(word)) return [];
  if (word.endsWith("ies")) return [`${word.slice(0, -3)}y`];
  if (word.endsWith("y")) return [`${word}s`, `${word.slice(0, -1)}ies`];
  if (word.endsWith("s") && !word.endsWith("ss")) return [word.slice(0, -1)];
  return [`${word}s`];
}
