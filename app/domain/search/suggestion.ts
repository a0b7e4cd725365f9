import type { ListingKind } from "#db/schema/vocabulary.ts";

/**
 * Something to search for: words of the trade, a model, an organisation (its id), a field or place (its code), or one
 * listing (its id).
 */
export interface Suggestion {
  text: string;
  kind: ListingKind | "term" | "model" | "organization" | "field" | "place";
  id?: string;
}
