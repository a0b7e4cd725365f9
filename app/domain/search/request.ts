import { compact } from "#search/language/codes.ts";
import { fold } from "#search/language/normalise.ts";
import type { Filter, Place, SearchRequest } from "#search/engine.ts";
import type { SearchInput } from "./inputs.ts";
import type { Sort } from "./options.ts";

/** What everybody may see; the index holds nothing else, and the rows are asked again. */
export const publicScope: Filter = { field: "visible", op: "eq", value: true };

const facets = ["kind", "city", "region", "field", "org", "funding", "trl", "price"];

const newest: SearchRequest["sort"] = { field: "createdAt", dir: "desc" };

/** Next free times are not in the index: they are put in order by who asks; like every order, all words must be held. */
const sorting: Record<Exclude<Sort, "distance">, SearchRequest["sort"]> = {
  relevance: undefined,
  newest,
  price: { field: "price", dir: "asc" },
  "-price": { field: "price", dir: "desc" },
  free: newest,
};

export interface Limits {
  /** Only these listings. */
  among?: readonly string[];
  /** None of these: the index still has what the market no longer shows. */
  without?: readonly string[];
  /** Where distances are counted from. */
  origin?: Place;
}

/** The engine's request for what a reader asked. */
export function engineRequest(input: SearchInput, { among, without, origin }: Limits = {}): SearchRequest {
  const sort = input.sort === "distance" ? origin && { nearTo: origin } : sorting[input.sort];
  const scope: Filter[] = [publicScope];
  if (among) scope.push({ field: "id", op: "in", value: [...among] });
  if (without?.length) scope.push({ not: { field: "id", op: "in", value: [...without] } });
  return {
    index: "listing",
    q: input.q,
    scope: { and: scope },
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
  if (region.length > 0) refine.region = { or: narrowest(region).map(regionCondition) };
  if (trl.length > 0) refine.trl = { field: "trl", op: "in", value: trl.map(Number) };
  if (ipc) refine.ipc = { field: "ipc", op: "eq", value: compact(fold(ipc)) };
  if (priceMax !== undefined) refine.price = { field: "price", op: "lte", value: priceMax };
  return refine;
}

/** The digits of a region's code that say where it is. */
const significantOf = (code: string): string => {
  const significant = code.replace(/(?:00){1,2}$/, "");
  return significant.length <= 2 ? significant.padEnd(2, "0") : significant;
};

/** Without regions of which a part is chosen as well: a district beside its city narrows the city. */
function narrowest(codes: readonly string[]): string[] {
  const chosen = codes.map(significantOf);
  return codes.filter((_, i) => {
    const own = chosen[i] ?? "";
    return chosen.every((other) => other === own || !other.startsWith(own));
  });
}

/** A province, city or district by two, four or six digits; `330000` is the province, `330100` the whole city. */
function regionCondition(code: string): Filter {
  const significant = significantOf(code);
  if (significant.length === 2) return { field: "province", op: "eq", value: significant };
  if (significant.length === 4) return { field: "city", op: "eq", value: significant };
  return { field: "region", op: "eq", value: code };
}
