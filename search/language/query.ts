import { codesInText, compact, isPatentNumber, looksLikeIpc, numberForms } from "./codes.ts";
import { cut, type Span } from "./cut.ts";
import type { Lexicon } from "./lexicon.ts";
import { fold } from "./normalise.ts";
import { pairsOf, readingsOf, respell } from "./respell.ts";
import { rewrite } from "./rewrite.ts";
import { replaced } from "./spans.ts";
import { isStopWord, kindNamedBy } from "./stop.ts";
import { type Atom, atomsOf, type Lexeme, phraseOf, phraseOfText } from "./tokens.ts";
import { type Alternative, code, type Join, type Understood, type Vocabulary } from "./understanding.ts";
import { unitOf } from "./unit.ts";

const mostUnits = 10;
const longestQuery = 400;

/** The tokens whose frequency `understand` will ask for. */
export function tokensToLookUp(query: string): string[] {
  const folded = fold(query);
  const atoms = atomsOf(folded);
  return [...new Set([...phraseOf(atoms).map((lexeme) => lexeme.text), ...atoms.map((atom) => atom.text)])];
}

/** The pairs of neighbouring characters whose frequency `understand` will ask for besides: each as two sets of characters. */
export function pairsToLookUp(
  query: string,
  lexicon: Lexicon,
  vocabulary: Vocabulary,
  prefix: boolean,
): [string, string][] {
  const typed = fold(query).slice(0, longestQuery);
  if (isPatentNumber(typed)) return [];
  const open = isOpen(query, prefix);
  return pairsOf(readingsOf(rewrite(typed, lexicon, vocabulary, open), lexicon, vocabulary, open));
}

const isOpen = (query: string, prefix: boolean): boolean => prefix && !/\s$/.test(query);

/** Turns what a person typed into units with alternatives. Never fails; an empty `units` means "no words". */
export function understand(
  query: string,
  lexicon: Lexicon,
  vocabulary: Vocabulary,
  prefix: boolean,
): Understood {
  const typed = fold(query).slice(0, longestQuery);
  if (isPatentNumber(typed)) return numberQuery(typed);
  const open = isOpen(query, prefix);
  const rewritten = rewrite(typed, lexicon, vocabulary, open);
  const readings = readingsOf(rewritten, lexicon, vocabulary, open);
  const text = replaced(rewritten, respell(readings, vocabulary.frequency));
  const atoms = atomsOf(text);
  const spans = cut(text, atoms, lexicon);
  const kept = withoutFiller(spans).slice(0, mostUnits);
  const units = kept.map((span, i) =>
    unitOf(span, atoms, lexicon, vocabulary, open && i === kept.length - 1),
  );
  const phrase = phraseOf(atoms);
  return {
    units,
    joins: joinsOf(kept, atoms),
    ...(phrase.length > 1 && { phrase }),
    codes: wholeCodes(text, atoms, vocabulary),
    hints: spans
      .filter((span) => hintOnly(span) && !kept.includes(span))
      .map((span) => phraseOfText(span.text)),
    ...wanted(spans),
    ...(text !== typed && { rewritten: text.trim() }),
  };
}

function numberQuery(typed: string): Understood {
  const codes = numberForms(typed).map((form) => code(form, false));
  const alternatives = codes.map((lexeme): Alternative => ({ lexemes: [lexeme], how: "code" }));
  return { units: [{ text: typed.trim(), place: false, alternatives }], joins: [], codes, hints: [] };
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

/** Codes for every stretch of neighbouring Latin words, and a phrase for every stretch of Chinese ones. */
function joinsOf(spans: readonly Span[], atoms: readonly Atom[]): Join[] {
  const joins: Join[] = [];
  for (let from = 0; from < spans.length; ) {
    const han = isHanSpan(spans[from], atoms);
    let to = from + 1;
    while (to < spans.length && spans[to]?.from === spans[to - 1]?.to && isHanSpan(spans[to], atoms) === han)
      to++;
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
  const likely =
    hasBoth(whole) || atoms.length > 1 || (whole.length >= 6 && vocabulary.frequency(whole) === 0);
  return likely ? [code(whole, false)] : [];
}

const hasBoth = (text: string): boolean => /\d/.test(text) && /[a-z]/.test(text);
