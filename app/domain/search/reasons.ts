import type { SearchResult } from "#search/engine.ts";
import type { Lexicon } from "#search/language/lexicon.ts";
import { excerpt, isMarked, mark } from "#search/language/mark.ts";
import { fold } from "#search/language/normalise.ts";
import type { ListingRow } from "./hits.server.ts";

const summaryLength = 140;

/** A listing's texts with U+E000 and U+E001 around what was found. */
export interface Marked {
  titleZh: string;
  titleEn: string;
  summaryZh: string;
  summaryEn: string;
  /** Where else it was found, when neither title nor summary say. */
  because: string | null;
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

/** Another text of the listing that holds what was searched for; last, the other names of the things it names. */
function becauseOf(row: ListingRow, reasons: SearchResult["reasons"], lexicon: Lexicon): string | null {
  const keywords = row.keywords.join(" · ");
  const texts = [
    keywords,
    [row.maker, row.model].filter(Boolean).join(" "),
    row.applicationNo,
    row.ipc?.join(" · "),
    row.functions,
    row.technical,
    row.problemSolved,
    row.advantage,
    row.deliverable,
    row.problem,
    row.target,
    row.ownerZh,
    lexicon.aliasesIn(fold(`${row.titleZh} · ${keywords}`)).join(" · "),
  ];
  for (const text of texts) {
    const marked = text ? mark(text, reasons) : "";
    if (isMarked(marked)) return excerpt(marked, summaryLength);
  }
  return null;
}
