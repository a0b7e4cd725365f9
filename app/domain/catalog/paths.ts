import type { ListingKind } from "#db/schema/vocabulary.ts";

/** The address segment of each kind's pages. */
export const kindSegments = {
  facility: "facilities",
  technology: "technologies",
  service: "services",
  demand: "demands",
} as const satisfies Record<ListingKind, string>;

/** The public page of a listing. */
export const listingPath = (kind: ListingKind, id: string): string => `/${kindSegments[kind]}/${id}`;
