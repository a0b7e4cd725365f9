import { z } from "zod";
import { Refusal } from "./errors.ts";
import { parseFilter, type StoredDocument } from "./filter.ts";
import {
  facetQueryShape,
  type IndexQuery,
  type IndexSettings,
  queryShape,
  read,
  settingsShape,
} from "./shapes.ts";
import { holds, matches, type Prepared, prepare, queryWords, type QueryWord } from "./words.ts";

interface Candidate {
  prepared: Prepared;
  missing: number;
  typos: number;
  rank: number;
}

/** An index of the server: documents, settings, and searching in them. */
export class StoredIndex {
  readonly createdAt = new Date().toISOString();
  readonly documents = new Map<string, StoredDocument>();
  settings: IndexSettings = settingsShape.parse({});
  readonly #prepared = new Map<string, Prepared>();

  changeSettings(changes: Record<string, unknown>): void {
    this.settings = settingsShape.parse({ ...this.settings, ...changes });
    this.#prepared.clear();
  }

  put(document: StoredDocument): void {
    this.documents.set(String(document.id), document);
    this.#prepared.delete(String(document.id));
  }

  remove(id: string): boolean {
    this.#prepared.delete(id);
    return this.documents.delete(id);
  }

  search(input: unknown): Record<string, unknown> {
    const query = read(queryShape, input, "search");
    const { settings } = this;
    const most = settings.pagination.maxTotalHits;
    this.#refuseUnknown(query.sort, query.facets);
    const passes = parseFilter(query.filter, settings.filterableAttributes);
    const words = queryWords(query.q ?? "");
    const universe = [...this.documents.values()].filter(passes).map((document) => this.#ready(document));
    const found = this.#candidates(universe, words, query.matchingStrategy);
    const ordered = found.toSorted(this.#order(query.sort));
    return {
      hits: ordered
        .slice(query.offset, Math.min(query.offset + query.limit, most))
        .map((one) => this.#hit(one, words, query)),
      query: query.q ?? "",
      processingTimeMs: 1,
      offset: query.offset,
      limit: query.limit,
      estimatedTotalHits: Math.min(found.length, most),
      ...(query.facets.length > 0 && this.#facets(found, query.facets)),
    };
  }

  facetSearch(input: unknown): Record<string, unknown> {
    const { facetName, facetQuery, filter } = read(facetQueryShape, input, "facet_search");
    this.#refuseUnknown([], [facetName]);
    const passes = parseFilter(filter, this.settings.filterableAttributes);
    const found = [...this.documents.values()].filter(passes);
    const counts = countValues(found, facetName);
    const begins = ([value]: [string, number]) => value.toLowerCase().includes(facetQuery.toLowerCase());
    const facetHits = [...counts].filter(begins).map(([value, count]) => ({ value, count }));
    return { facetHits: facetHits.slice(0, 100), facetQuery, processingTimeMs: 1 };
  }

  #ready(document: StoredDocument): Prepared {
    const id = String(document.id);
    const known =
      this.#prepared.get(id) ??
      prepare(document, this.settings.searchableAttributes, this.settings.typoTolerance.disableOnAttributes);
    this.#prepared.set(id, known);
    return known;
  }

  #refuseUnknown(sort: readonly string[], facets: readonly string[]): void {
    if (sort.length > 0 && !this.settings.rankingRules.includes("sort"))
      throw new Refusal(400, "invalid_search_sort", "The ranking rule `sort` is missing.");
    for (const rule of sort) {
      if (!/:(?:asc|desc)$/.test(rule))
        throw new Refusal(400, "invalid_search_sort", `Invalid syntax for the sort parameter: \`${rule}\`.`);
      const name = rule.startsWith("_geoPoint(") ? "_geo" : rule.replace(/:(?:asc|desc)$/, "");
      if (!this.settings.sortableAttributes.includes(name))
        throw new Refusal(400, "invalid_search_sort", `Attribute \`${name}\` is not sortable.`);
    }
    for (const facet of facets)
      if (!this.settings.filterableAttributes.includes(facet))
        throw new Refusal(400, "invalid_search_facets", `Attribute \`${facet}\` is not filterable.`);
  }

  #candidates(universe: readonly Prepared[], words: readonly QueryWord[], strategy: string): Candidate[] {
    if (words.length === 0) return universe.map((prepared) => ({ prepared, missing: 0, typos: 0, rank: 0 }));
    const { typoTolerance } = this.settings;
    const tolerance = {
      noNumbers: typoTolerance.disableOnNumbers,
    };
    const rows = universe.map((prepared) => ({ prepared, costs: matches(prepared, words, tolerance) }));
    const frequency = words.map((_, i) => rows.filter(({ costs }) => costs[i] !== undefined).length);
    return rows.flatMap(({ prepared, costs }) => {
      const missing = costs.filter((cost) => cost === undefined).length;
      if (missing > 0 && !this.#mayMiss(costs, frequency, strategy)) return [];
      const typos = costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
      return [{ prepared, missing, typos, rank: rankOf(prepared, words) }];
    });
  }

  /** Which words a document may lack: with `last` all but the first; with `frequency` all but the rarest that exist, equally rare ones together. */
  #mayMiss(costs: readonly (number | undefined)[], frequency: readonly number[], strategy: string): boolean {
    if (strategy === "all") return false;
    if (strategy === "last") return costs[0] !== undefined;
    if (frequency.every((count) => count === 0)) return false;
    const rarest = Math.min(...frequency.filter((count) => count > 0));
    return frequency.every((count, i) => count !== rarest || costs[i] !== undefined);
  }

  #order(sort: readonly string[]): (a: Candidate, b: Candidate) => number {
    const sorts = sort.map(sorter);
    const rules = this.settings.rankingRules.flatMap((rule): ((a: Candidate, b: Candidate) => number)[] => {
      if (rule === "sort") return sorts;
      if (rule === "words") return [(a, b) => a.missing - b.missing];
      if (rule === "typo") return [(a, b) => a.typos - b.typos];
      if (rule === "attributeRank") return [(a, b) => a.rank - b.rank];
      return /:(?:asc|desc)$/.test(rule) ? [sorter(rule)] : [];
    });
    return (a, b) => {
      for (const rule of rules) {
        const order = rule(a, b);
        if (order !== 0) return order;
      }
      return 0;
    };
  }

  #hit(
    { prepared: { document }, missing, typos }: Candidate,
    words: readonly QueryWord[],
    query: IndexQuery,
  ) {
    const wanted = query.attributesToRetrieve;
    const shown = wanted.includes("*")
      ? document
      : Object.fromEntries(wanted.flatMap((name) => (name in document ? [[name, document[name]]] : [])));
    const from = query.sort.map(pointOf).find(Boolean);
    const distance = from && distanceTo(document, from);
    return {
      ...shown,
      ...(distance !== undefined && Number.isFinite(distance) && { _geoDistance: Math.round(distance) }),
      ...(query.showRankingScore && {
        _rankingScore: words.length === 0 ? 1 : 1 / (1 + missing + typos / 10),
      }),
    };
  }

  #facets(found: readonly Candidate[], facets: readonly string[]) {
    const documents = found.map(({ prepared }) => prepared.document);
    const { maxValuesPerFacet: most, sortFacetValuesBy } = this.settings.faceting;
    const distribution = facets.map((facet) => {
      const byCount = (sortFacetValuesBy[facet] ?? sortFacetValuesBy["*"]) === "count";
      const counts = [...countValues(documents, facet)].sort(
        (a, b) => (byCount ? b[1] - a[1] : 0) || (a[0] < b[0] ? -1 : 1),
      );
      return [facet, Object.fromEntries(counts.slice(0, most))];
    });
    const stats = facets.flatMap((facet) => {
      const numbers = documents
        .flatMap((document) => [document[facet]].flat())
        .filter((one) => typeof one === "number");
      return numbers.length > 0 ? [[facet, { min: Math.min(...numbers), max: Math.max(...numbers) }]] : [];
    });
    return { facetDistribution: Object.fromEntries(distribution), facetStats: Object.fromEntries(stats) };
  }
}

function countValues(documents: readonly StoredDocument[], facet: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const document of documents)
    for (const value of [document[facet]].flat())
      if (value !== null && value !== undefined)
        counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return counts;
}

/** The first attribute that holds any of the words. */
function rankOf({ texts }: Prepared, words: readonly QueryWord[]): number {
  const at = texts.findIndex((text) => words.some((word) => holds(text, word)));
  return at < 0 ? texts.length : at;
}

/** By a field or a distance; what lacks it comes last both ways. */
function sorter(rule: string): (a: Candidate, b: Candidate) => number {
  const sign = rule.endsWith(":desc") ? -1 : 1;
  const from = pointOf(rule);
  const field = rule.replace(/:(?:asc|desc)$/, "");
  const keyOf = ({ prepared: { document } }: Candidate): unknown => {
    const value = from ? distanceTo(document, from) : document[field];
    return value === Number.POSITIVE_INFINITY ? undefined : value;
  };
  return (a, b) => compareKeys(keyOf(a), keyOf(b), sign);
}

/** Numbers before texts before nothing, whichever way the order goes. */
function compareKeys(x: unknown, y: unknown, sign: number): number {
  if (typeof x === "number" && typeof y === "number") return sign * (x - y);
  if (typeof x === "string" && typeof y === "string") return x === y ? 0 : x < y ? -sign : sign;
  const place = (key: unknown) => ["number", "string"].indexOf(typeof key) >>> 0;
  return place(x) - place(y);
}

function pointOf(rule: string): [number, number] | undefined {
  const found = /^_geoPoint\((-?[\d.]+),\s*(-?[\d.]+)\)/.exec(rule);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}

const placeShape = z.object({ _geo: z.object({ lat: z.number(), lng: z.number() }) });

/** Metres on the sphere. */
function distanceTo(document: StoredDocument, [lat, lng]: [number, number]): number {
  const place = placeShape.safeParse(document);
  if (!place.success) return Number.POSITIVE_INFINITY;
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const { _geo: there } = place.data;
  const half = (a: number, b: number) => Math.sin((rad(b) - rad(a)) / 2) ** 2;
  const h = half(lat, there.lat) + Math.cos(rad(lat)) * Math.cos(rad(there.lat)) * half(lng, there.lng);
  return 2 * 6_371_000 * Math.asin(Math.sqrt(h));
}
