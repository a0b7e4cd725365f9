import type { MultiSearchQuery } from "meilisearch";
import type { IndexSchema, SearchRequest } from "../engine.ts";
import { codesField, placeField } from "./documents.ts";
import { allOf, anyOf, type Condition, compile, negate, quote } from "./filter.ts";
import type { Wording } from "./wording.ts";

/**
 * The disjoint parts of an answer, one after the other: what carries a code that was asked for, so that a model number finds
 * that model before all that resemble it; what carries one that begins so; what holds the words and is of the kind that was
 * asked for; what else holds them.
 */
type Part = "codes" | "begun" | "wanted" | "words";

/** One query of the HTTP call, and what its answer is used for. */
export interface Question {
  part: Part;
  /** Whether it gives the hits, the total and all facets but these groups', or one group's facets. */
  group?: string;
  query: MultiSearchQuery;
}

/** Documents that hold all words; also those that hold the rarest, all that are equally rare; those that hold the first. */
export type Strategy = "all" | "frequency" | "last";

/** What must be asked to answer the request; nothing when nothing can match. */
export function questionsOf(
  schema: IndexSchema,
  request: SearchRequest,
  wording: Wording | undefined,
  indexUid: string,
  strategy: Strategy = "all",
): Question[] {
  const parts = partsOf(schema, request, wording, strategy);
  const both = parts.length > 1;
  return parts.flatMap(({ part, q, also }) => {
    const common = { indexUid, q, matchingStrategy: strategy, ...orderOf(schema, request) };
    const ask = (without: string | undefined, more: Partial<MultiSearchQuery>): Question[] => {
      const filter = filterOf(schema, request, also, without);
      if (filter === false) return [];
      const query = { ...common, ...(typeof filter === "string" && { filter }), ...more };
      return [{ part, ...(without !== undefined && { group: without }), query }];
    };
    const groups = ignoredGroups(schema, request);
    const window = both
      ? { offset: 0, limit: request.offset + request.limit }
      : { offset: request.offset, limit: request.limit };
    return [
      ...ask(undefined, {
        ...window,
        facets: [...(request.facets ?? [])],
        attributesToRetrieve: retrieved(request),
        showRankingScore: true,
      }),
      ...groups.flatMap((group) =>
        ask(group, {
          limit: 0,
          facets: (request.facets ?? []).filter((one) => groupOf(schema, one) === group),
        }),
      ),
    ];
  });
}

/** Where there is an order, or words may be missing, the kind that is wanted does not come first. */
function partsOf(
  schema: IndexSchema,
  { sort }: SearchRequest,
  wording: Wording | undefined,
  strategy: Strategy,
): { part: Part; q: string; also: Condition }[] {
  if (!wording) return [{ part: "words", q: "", also: true }];
  const { text: q, codes, beginnings, kind } = wording;
  const carries = codes.length > 0 ? codesFilter(codes) : false;
  const begins = anyOf(beginnings.map((code) => `${codesField} STARTS WITH ${quote(code)}`));
  const coded = [
    { part: "codes" as const, q: "", also: carries },
    { part: "begun" as const, q: "", also: allOf([begins, negate(carries)]) },
  ].filter(({ also }) => also !== false);
  if (q === "") return coded;
  const rest = allOf([negate(carries), negate(begins)]);
  const split = kind !== undefined && !sort && strategy === "all" && Object.hasOwn(schema.filterable, "kind");
  if (!split) return [...coded, { part: "words", q, also: rest }];
  const ofKind = `kind = ${quote(kind)}`;
  return [
    ...coded,
    { part: "wanted", q, also: allOf([rest, ofKind]) },
    { part: "words", q, also: allOf([rest, negate(ofKind)]) },
  ];
}

/** The name whose condition a facet's counts ignore. */
export const groupOf = (schema: IndexSchema, facet: string): string => schema.groupOf?.[facet] ?? facet;

/** Groups that were narrowed and whose own facets are asked for. */
export function ignoredGroups(schema: IndexSchema, request: SearchRequest): string[] {
  if (!request.disjunctive) return [];
  const wanted = new Set((request.facets ?? []).map((facet) => groupOf(schema, facet)));
  return Object.keys(request.refine ?? {}).filter((name) => wanted.has(name));
}

const codesFilter = (codes: readonly string[]): Condition =>
  `${codesField} IN [${codes.map(quote).join(", ")}]`;

function filterOf(
  schema: IndexSchema,
  { scope, refine = {} }: SearchRequest,
  also: Condition,
  without: string | undefined,
): Condition {
  const refinements = Object.entries(refine).filter(([name]) => name !== without);
  return allOf([compile(schema, scope), ...refinements.map(([, filter]) => compile(schema, filter)), also]);
}

/** Browsing shows the newest first; everything else what was asked for, or the best match. Nothing said has no best. */
function orderOf(schema: IndexSchema, { q, sort }: SearchRequest): { sort?: string[] } {
  const browsing = q.trim() === "";
  const ties = browsing ? ["id:asc"] : [];
  if (sort && "nearTo" in sort)
    return { sort: [`_geoPoint(${sort.nearTo.lat}, ${sort.nearTo.lng}):asc`, ...ties] };
  if (sort) {
    if (!schema.sortable.includes(sort.field))
      throw new Error(`search: ${schema.name} is not sorted by ${sort.field}`);
    return { sort: [`${sort.field}:${sort.dir}`, ...ties] };
  }
  return browsing && schema.sortable.includes("createdAt") ? { sort: ["createdAt:desc", "id:desc"] } : {};
}

/** Ids, and what two sorted parts are merged by. */
function retrieved({ sort }: SearchRequest): string[] {
  if (!sort) return ["id"];
  return "nearTo" in sort ? ["id", placeField] : ["id", sort.field];
}
