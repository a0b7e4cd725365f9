import type { Filter, IndexSchema, Scalar, SearchDoc } from "#search/engine.ts";
import { Lexicon } from "#search/language/lexicon.ts";
import { placeGroups } from "#search/language/places.ts";
import { initialThesaurus } from "#search/language/thesaurus.ts";
import { searchableFields, searchableText } from "#search/text.ts";

/** An index with every type of field, under a name of its own. */
export const trialSchema = (name: string): IndexSchema => ({
  name,
  version: 1,
  searchable: searchableFields,
  filterable: {
    id: "string",
    kind: "string",
    city: "string",
    region: "string",
    field: "string[]",
    trl: "number",
    price: "number",
    createdAt: "number",
    visible: "boolean",
    mood: "string",
    tags: "string[]",
    rating: "number",
  },
  facets: ["kind", "city", "region", "field", "mood", "tags", "trl", "price"],
  groupOf: { city: "region" },
  sortable: ["price", "createdAt", "rating"],
});

export interface TrialItem {
  id: string;
  title?: string;
  model?: string;
  number?: string;
  ipc?: string;
  owner?: string;
  body?: string;
  kind?: string;
  city?: string | null;
  region?: string | null;
  fields?: string[];
  trl?: number | null;
  price?: number | null;
  createdAt?: number;
  mood?: string | null;
  tags?: string[];
  rating?: number | null;
  visible?: boolean;
  place?: { lat: number; lng: number } | null;
  version?: number;
}

const lexicon = new Lexicon(initialThesaurus, placeGroups);

/** A document as the market projects one. */
export function trialDocument(item: TrialItem): SearchDoc {
  const wording = {
    kind: item.kind ?? "facility",
    titleZh: item.title ?? item.id,
    titleEn: "",
    keywords: [],
    model: item.model ?? "",
    numbers: item.number ? [item.number] : [],
    ipc: item.ipc ? [item.ipc] : [],
    ownerZh: item.owner ?? "",
    ownerEn: "",
    places: [],
    body: [item.body ?? ""],
  };
  return {
    ...searchableText(wording, lexicon),
    ...trialValues(item),
    id: item.id,
    version: item.version ?? 1,
    boost: 1,
    place: item.place ?? null,
  };
}

/** The filterable values of an item. */
export const trialValues = (item: TrialItem): Record<string, Scalar | string[] | null> => ({
  id: item.id,
  kind: item.kind ?? "facility",
  city: item.city ?? null,
  region: item.region ?? null,
  field: item.fields ?? [],
  trl: item.trl ?? null,
  price: item.price ?? null,
  createdAt: item.createdAt ?? 1,
  visible: item.visible ?? true,
  mood: item.mood ?? null,
  tags: item.tags ?? [],
  rating: item.rating ?? null,
});

/** What a filter means, by its definition. */
export function holds(filter: Filter, values: Record<string, Scalar | string[] | null>): boolean {
  if ("and" in filter) return filter.and.every((part) => holds(part, values));
  if ("or" in filter) return filter.or.some((part) => holds(part, values));
  if ("not" in filter) return !holds(filter.not, values);
  const value = values[filter.field] ?? null;
  const equals = (wanted: Scalar) =>
    Array.isArray(value) ? value.some((one) => one === wanted) : value === wanted;
  const compares = (test: (number: number) => boolean) => typeof value === "number" && test(value);
  switch (filter.op) {
    case "eq":
      return equals(filter.value);
    case "ne":
      return !equals(filter.value);
    case "in":
      return filter.value.some(equals);
    case "gt":
      return compares((n) => n > filter.value);
    case "gte":
      return compares((n) => n >= filter.value);
    case "lt":
      return compares((n) => n < filter.value);
    case "lte":
      return compares((n) => n <= filter.value);
    case "between":
      return compares((n) => n >= filter.value[0] && n <= filter.value[1]);
    case "isNull":
      return value === null;
  }
}

/** How many of the items have each value, most frequent first, then by value. */
export function countsOf(items: readonly TrialItem[], facet: string): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const item of items)
    for (const value of [trialValues(item)[facet]].flat())
      if (value !== null && value !== undefined)
        counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

export async function* documentsOf(items: readonly TrialItem[]): AsyncIterable<SearchDoc> {
  for (const item of items) yield trialDocument(item);
}
