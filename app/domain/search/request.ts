import { compact } from "#search/language/codes.ts";
import { fold } from "#search/language/normalise.ts";
import type { Filter, SearchRequest } from "#search/engine.ts";
import type { SearchInput } from "./inputs.ts";

/** What everybody may see; the index holds nothing else, and the rows are asked again. */
export const publicScope: Filter = { field: "visible", op: "eq", value: true };

const facets = ["kind", "city", "region", "field", "org", "funding", "trl", "price"];

const sorting: Record<SearchInput["sort"], SearchRequest["sort"]> = {
  relevance: undefined,
  newest: { field: "createdAt", dir: "desc" },
  price: { field: "price", dir: "asc" },
  "-price": { field: "price", dir: "desc" },
};

/** The engine's request for what a reader asked; `among` limits it to these listings. */
export function engineRequest(input: SearchInput, among?: readonly string[]): SearchRequest {
  const sort = sorting[input.sort];
  return {
    index: "listing",
    q: input.q,
    scope: among ? { and: [publicScope, { field: "id", op: "in", value: [...among] }] } : publicScope,
    refine: conditions(input),
    facets,
    disjunctive: true,
    ...(sort && { sort }),
    offset: (input.page - 1) * input.limit,
    limit: input.limit,
  };
}

/** One condition a facet group; what was not chosen is absent. */
function conditions({
  kind,
  region,
  field,
  org,
  funding,
  trl,
  ipc,
  priceMax,
}: SearchInput): Record<string, Filter> {
  const refine: Record<string, Filter> = {};
  for (const [name, values] of Object.entries({ kind, field, org, funding })) {
    if (values.length > 0) refine[name] = { field: name, op: "in", value: values };
  }
  if (region.length > 0) refine.region = { or: region.map(regionCondition) };
  if (trl.length > 0) refine.trl = { field: "trl", op: "in", value: trl.map(Number) };
  if (ipc) refine.ipc = { field: "ipc", op: "eq", value: compact(fold(ipc)) };
  if (priceMax !== undefined) refine.price = { field: "price", op: "lte", value: priceMax };
  return refine;
}

/** A province, city or district by two, four or six digits; `330000` is the province, `330100` the whole city. */
function regionCondition(code: string): Filter {
  const significant = code.replace(/(?:00){1,2}$/, "");
  if (significant.length <= 2) return { field: "province", op: "eq", value: significant.padEnd(2, "0") };
  if (significant.length === 4) return { field: "city", op: "eq", value: significant };
  return { field: "region", op: "eq", value: code };
}
