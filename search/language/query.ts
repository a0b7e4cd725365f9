import { allowedEdits, editDistance } from "./edits.ts";
import { codesInText, compact, isPatentNumber, looksLikeIpc, numberForms, quantitiesIn } from "./codes.ts";
import type { Lexicon } from "./lexicon.ts";
import { fold } from "./normalise.ts";
import { type Frequency, rewrite } from "./rewrite.ts";
import { isStopWord, kindNamedBy } from "./stop.ts";
import { type Atom, atomsOf, type Lexeme, phraseOf, phraseOfText } from "./tokens.ts";

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

/** What the index knows of the query's tokens. */
export interface Vocabulary {
  frequency: Frequency;
  /** Terms spelt almost like a Latin word, best first. */
  similar(word: string): readonly string[];
  /** Whether terms begin with the word. */
  begins(word: string): boolean;
}

const mostUnits = 10;
const mostTypos = 40;
const words = new Intl.Segmenter("zh", { granularity: "word" });
const code = (text: string, prefix: boolean): Lexeme => ({ text: `#${text}`, prefix });
const exactly = (text: string): Lexeme => ({ text, prefix: false });

/** The tokens whose frequency `understand` will ask for. */
export function tokensToLookUp(query: string): string[] {
  const folded = fold(query);
  const atoms = atomsOf(folded);
  return [...new Set([...phraseOf(atoms).map((lexeme) => lexeme.text), ...atoms.map((atom) => atom.text)])];
}

/** Turns what a person typed into units with alternatives. Never fails; an empty `units` means "no words". */
export function understand(
  query: string,
  lexicon: Lexicon,
  vocabulary: Vocabulary,
  prefix: boolean,
): Understood {
  const typed = fold(query).slice(0, 400);
  if (isPatentNumber(typed)) return numberQuery(typed);
  const { text, changed } = rewrite(typed, lexicon, vocabulary.frequency);
  const atoms = atomsOf(text);
  const open = prefix && !/\s$/.test(query);
  const spans = cut(text, atoms, lexicon);
  const kept = withoutFiller(spans).slice(0, mostUnits);
  const units = kept.map((span, i) => unitOf(span, atoms, lexicon, vocabulary, open && i === kept.length - 1));
  const phrase = phraseOf(atoms);
  return {
    units,
    joins: joinsOf(kept, atoms),
    ...(phrase.length > 1 && { phrase }),
    codes: wholeCodes(text, atoms, vocabulary),
    hints: spans.filter((span) => hintOnly(span) && !kept.includes(span)).map((span) => phraseOfText(span.text)),
    ...wanted(spans),
    ...(changed && { rewritten: text.trim() }),
  };
}

function numberQuery(typed: string): Understood {
  const codes = numberForms(typed).map((form) => code(form, false));
  const alternatives = codes.map((lexeme): Alternative => ({ lexemes: [lexeme], how: "code" }));
  return { units: [{ text: typed.trim(), place: false, alternatives }], joins: [], codes, hints: [] };
}

interface Span {
  from: number;
  to: number;
  text: string;
  term: boolean;
  quantity?: string;
}

/** Cuts the text into words: quantities, then the longest known terms, Latin words as they are, the rest by ICU. */
function cut(text: string, atoms: readonly Atom[], lexicon: Lexicon): Span[] {
  const quantities = quantitiesIn(text);
  const spans: Span[] = [];
  for (let i = 0; i < atoms.length; ) {
    const quantity = quantities.find((q) => q.start === atoms[i]?.start);
    const length = quantity ? atoms.filter((a) => a.start >= quantity.start && a.end <= quantity.end).length : 0;
    const found = lexicon.match(atoms, i);
    if (quantity && length >= (found?.length ?? 0)) {
      spans.push({ ...spanOf(text, atoms, i, i + length, false), quantity: quantity.code });
      i += length;
    } else if (found) {
      spans.push(spanOf(text, atoms, i, i + found.length, true));
      i += found.length;
    } else if (atoms[i]?.han) {
      const to = gapEnd(atoms, i, lexicon);
      spans.push(...segment(text, atoms, i, to));
      i = to;
    } else {
      spans.push(spanOf(text, atoms, i, i + 1, false));
      i++;
    }
  }
  return spans;
}

function spanOf(text: string, atoms: readonly Atom[], from: number, to: number, term: boolean): Span {
  return { from, to, text: text.slice(atoms[from]?.start, atoms[to - 1]?.end), term };
}

function gapEnd(atoms: readonly Atom[], from: number, lexicon: Lexicon): number {
  let to = from + 1;
  while (atoms[to]?.han && atoms[to]?.start === atoms[to - 1]?.end && !lexicon.match(atoms, to)) to++;
  return to;
}

/**
 * ICU's words; single characters in a row, which it leaves where it knows no word, are one word. So is a whole gap of
 * at most four characters that holds a single one: rather a name (中科大) than a sentence.
 */
function segment(text: string, atoms: readonly Atom[], from: number, to: number): Span[] {
  const gap = text.slice(atoms[from]?.start, atoms[to - 1]?.end);
  const parts = [...words.segment(gap)].map(({ segment: word }) => ({ word, length: [...word].length }));
  const telling = parts.filter(({ word }) => !isStopWord(word) || word === "中" || word === "上");
  if (to - from <= 4 && telling.length === parts.length && parts.some(({ length }) => length === 1)) {
    return [spanOf(text, atoms, from, to, false)];
  }
  const spans: Span[] = [];
  let at = from;
  let single = false;
  for (const { word, length } of parts) {
    const alone = length === 1 && !isStopWord(word);
    const last = spans.at(-1);
    if (alone && single && last) spans[spans.length - 1] = spanOf(text, atoms, last.from, at + 1, false);
    else spans.push(spanOf(text, atoms, at, at + length, false));
    single = alone;
    at += length;
  }
  return spans;
}

/** Leaves out words that only ask, and words that name a kind, as long as something remains. */
function withoutFiller(spans: readonly Span[]): Span[] {
  const telling = spans.filter((span) => span.term || !isStopWord(span.text));
  const specific = telling.filter((span) => !hintOnly(span));
  return specific.length > 0 ? specific : telling.length > 0 ? telling : [...spans];
}

const hintOnly = (span: Span): boolean => !span.term && kindNamedBy(span.text) !== undefined;

function wanted(spans: readonly Span[]): { wantedKind?: string } {
  const named = spans.map((span) => kindNamedBy(span.text)).find(Boolean);
  return named ? { wantedKind: named } : {};
}

function unitOf(span: Span, atoms: readonly Atom[], lexicon: Lexicon, vocabulary: Vocabulary, open: boolean): Unit {
  const own = atoms.slice(span.from, span.to);
  const place = lexicon.isPlace(span.text);
  const alternatives: Alternative[] = [{ lexemes: phraseOf(own), how: "exact" }];
  if (span.quantity) {
    alternatives.push({ lexemes: [code(span.quantity, false)], how: "exact" });
    return { text: span.text, place, alternatives };
  }
  if (own.length > 1 && own.every((atom) => atom.han)) alternatives.push({ lexemes: [code(span.text, false)], how: "exact" });
  alternatives.push(...spellings(own, "exact"), ...synonymsOf(own, lexicon));
  if (own.every((atom) => !atom.han)) alternatives.push(...latinAlternatives(own, vocabulary, open));
  return { text: span.text, place, alternatives };
}

/** A compound of Latin words written as one (`icpms`), and as a code. */
function spellings(atoms: readonly Atom[], how: "exact" | "synonym"): Alternative[] {
  if (atoms.some((atom) => atom.han)) return [];
  const joined = atoms.map((atom) => atom.text).join("");
  if (atoms.length === 1) return /\d/.test(joined) && joined.length >= 4 ? [{ lexemes: [code(joined, false)], how }] : [];
  return [
    { lexemes: [exactly(joined)], how },
    { lexemes: [code(joined, false)], how },
  ];
}

function synonymsOf(atoms: readonly Atom[], lexicon: Lexicon): Alternative[] {
  const found = lexicon.match(atoms, 0);
  if (found?.length !== atoms.length) return [];
  return lexicon.synonyms(found.term).flatMap((term): Alternative[] => [
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
  if (atoms.length === 1 && vocabulary.frequency(last.text) === 0 && !(open && vocabulary.begins(last.text))) {
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

/** Codes for every stretch of neighbouring Latin words, and a phrase for every stretch of Chinese ones. */
function joinsOf(spans: readonly Span[], atoms: readonly Atom[]): Join[] {
  const joins: Join[] = [];
  for (let from = 0; from < spans.length; ) {
    const han = isHanSpan(spans[from], atoms);
    let to = from + 1;
    while (to < spans.length && spans[to]?.from === spans[to - 1]?.to && isHanSpan(spans[to], atoms) === han) to++;
    const own = atoms.slice(spans[from]?.from, spans[to - 1]?.to);
    const free = spans.slice(from, to).every((span) => !span.quantity);
    if (to - from > 1 && free) joins.push({ from, to, alternative: joined(own, han) });
    from = to;
  }
  return joins;
}

const isHanSpan = (span: Span | undefined, atoms: readonly Atom[]): boolean =>
  span !== undefined && atoms.slice(span.from, span.to).every((atom) => atom.han);

function joined(atoms: readonly Atom[], han: boolean): Alternative {
  if (han) return { lexemes: phraseOf(atoms), how: "exact" };
  return { lexemes: [code(atoms.map((atom) => atom.text).join(""), true)], how: "code" };
}

/** What a document's codes are compared with: the query's Latin part written together, and codes inside it. */
function wholeCodes(text: string, atoms: readonly Atom[], vocabulary: Vocabulary): Lexeme[] {
  if (atoms.some((atom) => atom.han)) {
    const name = atoms.every((atom) => atom.han) ? [atoms.map((atom) => atom.text).join("")] : [];
    return [...name, ...codesInText(text).filter(hasBoth)].map((found) => code(found, false));
  }
  const whole = atoms.map((atom) => atom.text).join("");
  if (looksLikeIpc(text)) return [code(compact(text), true)];
  if (whole.length < 3 || whole.length > 40) return [];
  const likely = hasBoth(whole) || atoms.length > 1 || (whole.length >= 6 && vocabulary.frequency(whole) === 0);
  return likely ? [code(whole, false)] : [];
}

const hasBoth = (text: string): boolean => /\d/.test(text) && /[a-z]/.test(text);
