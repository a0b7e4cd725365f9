import type { MultiSearchResult, RecordAny } from "meilisearch";
import type { IndexSchema, SearchHit, SearchRequest, SearchResult } from "../engine.ts";
import { groupOf, type Question } from "./query.ts";

const mostValues = 100;

/** A question with Meilisearch's answer. */
export interface Answered extends Question {
  result: MultiSearchResult<RecordAny>;
}

export type Found = Pick<SearchResult, "hits" | "facets" | "stats"> & { total: number; coded: number };

/** Puts the answers of one request together: totals and counts of disjoint parts add up. */
export function assemble(schema: IndexSchema, request: SearchRequest, answers: readonly Answered[]): Found {
  const main = answers.filter(({ group }) => group === undefined);
  const facets = request.facets ?? [];
  const counted = facets.filter((facet) => countsValues(schema, facet));
  const ranged = facets.filter((facet) => schema.filterable[facet] === "number");
  return {
    hits: hitsOf(request, main),
    total: main.reduce((sum, one) => sum + totalOf(one), 0),
    coded: main.reduce((sum, one) => sum + (one.part === "codes" ? totalOf(one) : 0), 0),
    facets: Object.fromEntries(
      counted.map((facet) => [facet, countsOf(facet, answersFor(schema, facet, answers))]),
    ),
    stats: Object.fromEntries(ranged.flatMap((facet) => rangeOf(facet, main))),
  };
}

const totalOf = ({ result }: Answered): number => result.estimatedTotalHits ?? 0;

/** Numbers have a range, not values; but readiness levels are few. */
const countsValues = (schema: IndexSchema, facet: string): boolean =>
  schema.filterable[facet] !== "number" || facet === "trl";

/** The answers that ignore the facet's own group, where they were asked for. */
function answersFor(schema: IndexSchema, facet: string, answers: readonly Answered[]): Answered[] {
  const group = groupOf(schema, facet);
  const own = answers.filter((one) => one.group === group);
  return own.length > 0 ? own : answers.filter((one) => one.group === undefined);
}

function countsOf(facet: string, answers: readonly Answered[]): { value: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const { result } of answers)
    for (const [value, count] of Object.entries(result.facetDistribution?.[facet] ?? {}))
      sums.set(value, (sums.get(value) ?? 0) + count);
  return [...sums]
    .map(([value, count]) => ({ value, count }))
    .sort(byCount)
    .slice(0, mostValues);
}

/** Most frequent first, then by value. */
export const byCount = (a: { value: string; count: number }, b: { value: string; count: number }): number =>
  b.count - a.count || (a.value < b.value ? -1 : 1);

function rangeOf(facet: string, answers: readonly Answered[]): [string, { min: number; max: number }][] {
  const known = answers.flatMap(({ result }) => result.facetStats?.[facet] ?? []);
  if (known.length === 0) return [];
  const min = Math.min(...known.map((one) => one.min));
  return [[facet, { min, max: Math.max(...known.map((one) => one.max)) }]];
}

function hitsOf(request: SearchRequest, answers: readonly Answered[]): SearchHit[] {
  const { sort, offset, limit } = request;
  const hits = answers.flatMap(({ result }) => result.hits);
  if (answers.length > 1 && sort) hits.sort(sorter(sort));
  const page = answers.length > 1 ? hits.slice(offset, offset + limit) : hits;
  const scored = request.q.trim() !== "" && !sort;
  return page.map((hit) => ({ id: String(hit.id), score: scored ? Number(hit._rankingScore ?? 0) : null }));
}

/** By the value that both parts are sorted by; what lacks it comes last both ways. */
function sorter(sort: NonNullable<SearchRequest["sort"]>): (a: RecordAny, b: RecordAny) => number {
  const [name, sign] = "nearTo" in sort ? ["_geoDistance", 1] : [sort.field, sort.dir === "asc" ? 1 : -1];
  const valueOf = (hit: RecordAny): number => {
    const value: unknown = hit[name];
    return typeof value === "number" ? value * sign : Number.POSITIVE_INFINITY;
  };
  return (a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    return x === y ? 0 : x - y;
  };
}
