import type { SearchResult } from "#search/engine.ts";
import type { Lexicon } from "#search/language/lexicon.ts";
import { excerpt, isMarked, mark } from "#search/language/mark.ts";
import { fold } from "#search/language/normalise.ts";
import { atomsOf, phraseOfText } from "#search/language/tokens.ts";
import type { ListingRow } from "./hits.server.ts";

const summaryLength = 140;

/** A listing's texts with U+E000 and U+E001 around what was found. */
export interface Marked {
  titleZh: string;
  titleEn: string;
  summaryZh: string;
  summaryEn: string;
  /** Where else it was found, when neither title nor summary say. */
  because: Because | null;
}

/** A text of the listing that holds what was searched for; an `alias` is another name of what the listing names. */
export interface Because {
  where: "keywords" | "model" | "number" | "ipc" | "text" | "owner" | "alias";
  text: string;
}

/** Shows in a listing's own words why it was found. */
export function markListing(row: ListingRow, reasons: SearchResult["reasons"], lexicon: Lexicon): Marked {
  const show = (text: string) => excerpt(mark(text, reasons), summaryLength);
  const shown = {
    titleZh: mark(row.titleZh, reasons),
    titleEn: mark(row.titleEn, reasons),
    summaryZh: show(row.summaryZh),
    summaryEn: show(row.summaryEn),
  };
  return {
    ...shown,
    because: isMarked(shown.titleZh + shown.summaryZh) ? null : becauseOf(row, reasons, lexicon),
  };
}

function becauseOf(row: ListingRow, reasons: SearchResult["reasons"], lexicon: Lexicon): Because | null {
  const keywords = row.keywords.join(" · ");
  const texts: [Because["where"], string | null | undefined][] = [
    ["keywords", keywords],
    ["model", [row.maker, row.model].filter(Boolean).join(" ")],
    ["number", row.applicationNo],
    ["ipc", row.ipc?.join(" · ")],
    ["text", row.functions],
    ["text", row.technical],
    ["text", row.problemSolved],
    ["text", row.advantage],
    ["text", row.deliverable],
    ["text", row.problem],
    ["text", row.target],
    ["owner", row.ownerZh],
    ["alias", lexicon.aliasesIn(fold(`${row.titleZh} · ${keywords}`)).join(" · ")],
  ];
  for (const [where, text] of texts) {
    const marked = text ? mark(text, reasons) : "";
    if (isMarked(marked)) return { where, text: excerpt(marked, summaryLength) };
  }
  return null;
}

/** A word of the query and the other names of the same thing under which listings of this page were found. */
export interface Also {
  word: string;
  names: string[];
}

const mostNames = 3;

/** Which words of `query` were found under other names in `rows`, each as it is written there. */
export function alsoFoundAs(query: string, rows: readonly ListingRow[], lexicon: Lexicon): Also[] {
  const texts = rows.map((row) => `${row.titleZh} · ${row.titleEn} · ${row.keywords.join(" · ")}`);
  const atoms = atomsOf(fold(query));
  const found: Also[] = [];
  for (let i = 0; i < atoms.length; ) {
    const term = lexicon.match(atoms, i);
    i += term?.length ?? 1;
    if (!term || lexicon.isPlace(term.term.text)) continue;
    const names = lexicon.synonyms(term.term).flatMap(({ text }) => spellingIn(texts, text) ?? []);
    const word = spellingIn([query], term.term.text) ?? term.term.text;
    if (names.length > 0) found.push({ word, names: [...new Set(names)].slice(0, mostNames) });
  }
  return found;
}

/** How the first of `texts` that holds the folded `term` writes it. */
function spellingIn(texts: readonly string[], term: string): string | undefined {
  const tokens = phraseOfText(term).map(({ text }) => text);
  for (const text of texts) {
    const [, spelling] = /\uE000([^\uE001]*)\uE001/u.exec(mark(text, [tokens])) ?? [];
    if (spelling !== undefined) return spelling;
  }
  return undefined;
}
