import type { IndexSchema, SearchDoc } from "../engine.ts";
import { fold } from "../language/normalise.ts";

/** Holds the compact forms of models and numbers; also a filter, so that a code is found exactly. */
export const codesField = "codes";
/** Where Meilisearch expects a document's place. */
export const placeField = "_geo";

/** A document as Meilisearch keeps it. */
export type StoredDocument = Record<string, unknown> & { id: string; version: number };

/** Text is folded as queries are, values stand as they are; what is missing is null. */
export function storedDocument(schema: IndexSchema, document: SearchDoc): StoredDocument {
  const texts = schema.searchable.map(({ field }) => [field, foldAll(document[field])]);
  const values = Object.keys(schema.filterable).map((field) => [field, document[field] ?? null]);
  return {
    ...Object.fromEntries(texts),
    ...Object.fromEntries(values),
    id: document.id,
    version: document.version,
    boost: document.boost,
    ...(document.place && { [placeField]: { lat: document.place.lat, lng: document.place.lng } }),
  };
}

function foldAll(value: unknown): string | string[] | null {
  if (typeof value === "string") return fold(value);
  if (!Array.isArray(value)) return null;
  return value.filter((one): one is string => typeof one === "string").map(fold);
}
