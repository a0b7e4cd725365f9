import { z } from "zod";
import { Refusal } from "./errors.ts";

const names = z.array(z.string());
const rankingRule =
  /^(?:words|typo|proximity|attribute|attributeRank|sort|wordPosition|exactness|(?!_geo)[^:]+:(?:asc|desc))$/;
/** Of the languages that Meilisearch tells apart, some. */
const locale = z.enum(["cmn", "zho", "zh", "jpn", "ja", "eng", "en", "kor", "ko"]);
/** A star stands at the beginning or at the end, or nowhere. */
const attributePattern = z.string().regex(/^\*?[^*]*\*?$/);

/** Settings of an index: every name and shape that Meilisearch knows and the market uses; anything else is refused. */
export const settingsShape = z.strictObject({
  displayedAttributes: names.default(["*"]),
  searchableAttributes: names.default(["*"]),
  filterableAttributes: names.default([]),
  sortableAttributes: names.default([]),
  rankingRules: z
    .array(z.string().regex(rankingRule))
    .default(["words", "typo", "proximity", "attributeRank", "sort", "wordPosition", "exactness"]),
  stopWords: names.default([]),
  synonyms: z.record(z.string(), names).default({}),
  dictionary: names.default([]),
  typoTolerance: z
    .strictObject({
      enabled: z.boolean().default(true),
      disableOnNumbers: z.boolean().default(false),
      disableOnWords: names.default([]),
      disableOnAttributes: names.default([]),
      minWordSizeForTypos: z
        .strictObject({ oneTypo: z.int().max(255), twoTypos: z.int().max(255) })
        .refine(({ oneTypo, twoTypos }) => oneTypo <= twoTypos)
        .default({ oneTypo: 5, twoTypos: 9 }),
    })
    .prefault({}),
  faceting: z
    .strictObject({
      maxValuesPerFacet: z.int().default(100),
      sortFacetValuesBy: z.record(z.string(), z.enum(["alpha", "count"])).default({ "*": "alpha" }),
    })
    .prefault({}),
  pagination: z.strictObject({ maxTotalHits: z.int().default(1000) }).prefault({}),
  localizedAttributes: z
    .array(z.strictObject({ attributePatterns: z.array(attributePattern), locales: z.array(locale) }))
    .nullable()
    .default(null),
  searchCutoffMs: z.int().positive().nullable().default(null),
  facetSearch: z.boolean().default(true),
  prefixSearch: z.enum(["indexingTime", "disabled"]).default("indexingTime"),
  proximityPrecision: z.enum(["byWord", "byAttribute"]).default("byWord"),
});
export type IndexSettings = z.infer<typeof settingsShape>;

/** One search; a parameter that Meilisearch does not know is refused. */
export const queryShape = z.strictObject({
  indexUid: z.string().optional(),
  q: z.string().nullish(),
  filter: z.unknown().optional(),
  sort: z.array(z.string()).default([]),
  facets: z.array(z.string()).default([]),
  offset: z.int().min(0).default(0),
  limit: z.int().min(0).default(20),
  matchingStrategy: z.enum(["last", "all", "frequency"]).default("last"),
  attributesToRetrieve: z.array(z.string()).default(["*"]),
  showRankingScore: z.boolean().default(false),
});
export type IndexQuery = z.infer<typeof queryShape>;

/** A search for values of a facet. */
export const facetQueryShape = z.strictObject({
  facetName: z.string(),
  facetQuery: z.string().default(""),
  filter: z.unknown().optional(),
  exhaustiveFacetCount: z.boolean().default(false),
});

/** What is said of documents when they are taken on; the rest is found out by the task. */
export const documentsShape = z.array(
  z.looseObject({
    id: z.union([z.string(), z.number()]),
    version: z.number().optional(),
    _geo: z.unknown().optional(),
  }),
);

/** A latitude and a longitude, or no place at all. */
export const isPoint = (place: unknown): boolean =>
  z.strictObject({ lat: z.number(), lng: z.number() }).nullish().safeParse(place).success;

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What was sent, or Meilisearch's refusal of it: `invalid_search_sort`, or `bad_request` for a name it does not know. */
export function read<T extends z.ZodType>(shape: T, input: unknown, what: string): z.infer<T> {
  const { success, data, error } = shape.safeParse(input);
  if (success) return data;
  const issue = error.issues[0];
  const [name] = issue?.path ?? [];
  const code = typeof name === "string" ? `invalid_${what}_${snake(name)}` : "bad_request";
  throw new Refusal(400, code, `${issue?.path.join(".")}: ${issue?.message}`);
}
