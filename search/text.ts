import type { IndexSchema } from "./engine.ts";
import {
  codesInText,
  codesInTitle,
  codesOfModel,
  compact,
  ipcPrefixes,
  numberForms,
} from "./language/codes.ts";
import type { Lexicon } from "./language/lexicon.ts";
import { brandNames } from "./language/brands.ts";
import { fold } from "./language/normalise.ts";
import { shortNames } from "./language/organisations.ts";
import { wordsOfKind } from "./language/stop.ts";

/** What a thing says about itself, before it is split into the fields of the index. */
export interface Wording {
  kind: string;
  titleZh: string;
  titleEn: string;
  /** Keywords, discipline names, words of the kind. */
  keywords: readonly string[];
  maker?: string;
  model?: string;
  /** Patent, publication and application numbers. */
  numbers?: readonly string[];
  ipc?: readonly string[];
  ownerZh: string;
  ownerEn: string;
  /** Names of the place, widest first. */
  places: readonly string[];
  body: readonly string[];
}

const longestBody = 4000;

/** The searchable fields of every index of the market, the most telling first. */
export const searchableFields: IndexSchema["searchable"] = [
  { field: "title", weight: "A", typo: true },
  { field: "codes", weight: "A", typo: false },
  { field: "titleEn", weight: "B", typo: true },
  { field: "keywords", weight: "B", typo: true },
  { field: "aliases", weight: "C", typo: true },
  { field: "owner", weight: "C", typo: true },
  { field: "summary", weight: "D", typo: true },
];

/** Splits a thing's wording into the searchable fields: the same for every engine. */
export function searchableText(wording: Wording, lexicon: Lexicon): Record<string, string | string[]> {
  const { titleZh, titleEn, keywords, maker = "", model = "", ownerZh, ownerEn, places } = wording;
  const named = [titleZh, ...keywords].map(fold);
  return {
    title: titleZh,
    codes: codesOf(wording),
    titleEn,
    keywords: [...keywords, maker, model, ...brandNames(maker), ...(wordsOfKind[wording.kind] ?? [])].filter(
      Boolean,
    ),
    aliases: [...new Set(named.flatMap((text) => lexicon.aliasesIn(text)))],
    owner: [ownerZh, ownerEn, ...shortNames(ownerZh, ownerEn), ...places],
    summary: wording.body.join("\n").slice(0, longestBody),
  };
}

function codesOf(wording: Wording): string[] {
  const { titleZh, titleEn, keywords, model = "", numbers = [], ipc = [], ownerZh, ownerEn, body } = wording;
  const codes = [
    ...[ownerZh, ownerEn, ...shortNames(ownerZh, ownerEn)].map((name) => compact(fold(name))),
    ...codesInTitle(fold(titleZh)),
    ...codesInTitle(fold(titleEn)),
    ...codesOfModel(fold(model)),
    ...keywords.flatMap((keyword) => codesInText(fold(keyword))),
    ...body.flatMap((text) => codesInText(fold(text).slice(0, longestBody))),
    ...numbers.flatMap((number) => numberForms(fold(number))),
    ...ipc.flatMap((symbol) => [compact(fold(symbol)), ...ipcPrefixes(symbol).slice(3)]),
  ];
  return [...new Set(codes)].filter((code) => code.length >= 2 && code.length <= 60);
}
