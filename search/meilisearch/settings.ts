import type { Settings } from "meilisearch";
import type { IndexSchema } from "../engine.ts";
import { codesField, placeField } from "./documents.ts";

/** Totals are counted to here; how deep a reader may page is the port's own limit. */
const mostCounted = 1_000_000;

/**
 * How Meilisearch keeps an index of this schema. `sort` comes first so that an order that was asked for is strict; it
 * does nothing when none is. The id comes last so that equals have an order. Words are not stopped and not replaced here: the language layer does that for both engines.
 */
export const settingsOf = (schema: IndexSchema) =>
  ({
    searchableAttributes: schema.searchable.map(({ field }) => field),
    displayedAttributes: ["*"],
    filterableAttributes: [...new Set([...Object.keys(schema.filterable), codesField])],
    sortableAttributes: [...schema.sortable, placeField, "id"],
    rankingRules: [
      "sort",
      "words",
      "typo",
      "proximity",
      "boost:desc",
      "attributeRank",
      "wordPosition",
      "exactness",
      "id:asc",
    ],
    typoTolerance: {
      enabled: true,
      disableOnNumbers: true,
      disableOnAttributes: schema.searchable.filter(({ typo }) => !typo).map(({ field }) => field),
      minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    },
    faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { "*": "count" } },
    pagination: { maxTotalHits: mostCounted },
    localizedAttributes: [
      { attributePatterns: ["*En"], locales: ["eng"] },
      { attributePatterns: ["*"], locales: ["cmn"] },
    ],
    searchCutoffMs: 300,
  }) satisfies Settings;

/** The same for servers before 1.36, which know the two rules about fields and places in them as one. */
export function olderRules(settings: ReturnType<typeof settingsOf>): Settings {
  const rules = settings.rankingRules.flatMap((rule) => {
    if (rule === "attributeRank") return ["attribute"];
    return rule === "wordPosition" ? [] : [rule];
  });
  return { ...settings, rankingRules: rules };
}
