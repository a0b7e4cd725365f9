import type { Context } from "#app/domain/context.ts";
import { fail, ok, type Result } from "#app/runtime/problem.ts";
import type { Fallback, Place, SearchResult } from "#search/engine.ts";
import { platformDate } from "#search/documents.ts";
import { marketEngine, marketWords } from "#search/indexing.ts";
import { kilometres } from "./distance.ts";
import { type FreeFacilities, freeFacilities } from "./free-facilities.server.ts";
import type { FreeTime } from "./free-times.server.ts";
import { type ListingRow, loadHits } from "./hits.server.ts";
import type { SearchInput } from "./inputs.ts";
import { fieldLabels, type Label, organizationLabels, regionLabels } from "./labels.server.ts";
import { type Origin, originOf, placesOf } from "./places.server.ts";
import { type Also, alsoFoundAs, type Marked, markListing } from "./reasons.ts";
import { engineRequest } from "./request.ts";

/** A value of a facet with how many listings have it. `label` is absent where the value is a word of the interface. */
export interface FacetCount {
  value: string;
  count: number;
  label?: Label;
}

/** One result. Marked texts carry U+E000 and U+E001 around what was found. */
export interface Hit extends ListingRow {
  grade: string | null;
  region: Label[];
  /** From the origin's seat of government to that of the listing's region; null without an origin. */
  kilometres: number | null;
  /** Its first free time, where the search asked for free time or a page shows it; null: none that is known. */
  free: FreeTime | null;
  marked: Marked;
}

export interface SearchPage {
  total: { value: number; exact: boolean };
  page: number;
  limit: number;
  tookMs: number;
  engine: "pg" | "meili";
  /** Why PostgreSQL answered in Meilisearch's place, if it did. */
  fallback: Fallback | null;
  /** What was searched for instead of what was typed. */
  rewritten: string | null;
  /** Words that were found under other names of the same thing. */
  also: Also[];
  /** Where distances are counted from. */
  origin: { code: string; label: Label } | null;
  hits: Hit[];
  /** `kind`, `city`, `region`, `field`, `org`, `funding`, `trl`; each ignores its own group's choice. */
  facets: Record<string, FacetCount[]>;
  /** Lowest and highest price of what was found, fen. */
  prices: { min: number; max: number } | null;
}

/**
 * Searches the published listings. Everybody may; the rows decide what is shown. Refuses with `too_many_to_check` when
 * free times would have to be looked up in more facilities than can be answered for, with `place_needed` when an order
 * by distance has nowhere to count from. Ends with the signal's reason once it is aborted: nobody waits any more.
 */
export async function searchMarket(
  ctx: Context,
  input: SearchInput,
  signal?: AbortSignal,
): Promise<Result<SearchPage>> {
  const started = performance.now();
  const origin = await originOf(ctx, input);
  if (input.sort === "distance" && !origin) return fail({ code: "place_needed", status: 422 });
  const free = await freeFacilities(ctx, input);
  if (!free.ok) return free;
  const { found, rows } = await findShown(ctx, input, free.value, origin, signal);
  const lexicon = await marketWords(ctx.db).lexicon();
  const codes = rows.map(({ regionCode }) => regionCode);
  const [labels, places] = await Promise.all([
    regionLabels(
      ctx.db,
      codes.flatMap((code) => [code.slice(0, 4), code]),
    ),
    placesOf(ctx.db, origin ? codes : []),
  ]);
  return ok({
    total: found.total,
    page: input.page,
    limit: input.limit,
    engine: found.engine,
    fallback: found.fallback ?? null,
    rewritten: found.rewritten ?? null,
    also: alsoFoundAs(found.rewritten ?? input.q, rows, lexicon),
    origin: origin ? { code: origin.code, label: origin.label } : null,
    hits: rows.map((row) => ({
      ...row,
      region: namesOf(row.regionCode, labels),
      kilometres: distance(origin?.place, places.get(row.regionCode)),
      free: free.value?.get(row.id) ?? null,
      marked: markListing(row, found.reasons, lexicon),
    })),
    facets: await labelled(ctx, withChosen(found.facets, input)),
    prices: found.stats.price ?? null,
    tookMs: Math.ceil(performance.now() - started),
  });
}

const distance = (from: Place | undefined, to: Place | undefined): number | null =>
  from && to ? kilometres(from, to) : null;

/** An order by free time is one of facilities. */
const countedBy = (input: SearchInput): SearchInput =>
  input.sort === "free" ? { ...input, kind: ["facility"] } : input;

/** How often a page is asked for again without what the market no longer shows. */
const mostRefills = 2;

/**
 * The engine's answer with the rows behind its hits. Hits that the rows no longer allow are left out of page, total and
 * counts by asking again without them: the index may be a moment behind.
 */
async function findShown(
  ctx: Context,
  input: SearchInput,
  free: FreeFacilities | undefined,
  origin: Origin | undefined,
  signal: AbortSignal | undefined,
) {
  const now = ctx.clock.now();
  const gone = new Set<string>();
  for (let refills = 0; ; refills++) {
    const times = free && [...free.keys()].filter((id) => !gone.has(id));
    const request = engineRequest(countedBy(input), {
      // Without a window every facility counts; its time only puts it in order.
      ...(times && (input.freeFrom || times.length === 0) && { among: times }),
      without: [...gone],
      ...(origin && { origin: origin.place }),
    });
    const { offset, limit } = request;
    // The order by free time is not the engine's.
    const ordered = input.sort === "free" ? times?.slice(offset, offset + limit) : undefined;
    const found = await marketEngine(ctx.db).search(
      ordered ? { ...request, offset: 0, limit: 0 } : request,
      signal,
    );
    const ids = ordered ?? found.hits.map(({ id }) => id);
    const rows = await loadHits(ctx.db, ids, platformDate(now), now);
    if (rows.length === ids.length || refills === mostRefills) return { found, rows };
    const shown = new Set(rows.map(({ id }) => id));
    for (const id of ids) if (!shown.has(id)) gone.add(id);
  }
}

/** City and district, each once. */
function namesOf(code: string, places: ReadonlyMap<string, Label>): Label[] {
  const parts = code.endsWith("00") ? [code.slice(0, 4)] : [code.slice(0, 4), code];
  return parts.flatMap((part) => places.get(part) ?? []);
}

/** Chosen values stay in their facets even when nothing has them, so that they can be read and taken back. */
function withChosen(facets: SearchResult["facets"], input: SearchInput): SearchResult["facets"] {
  const { kind, field, org, funding, trl, region } = input;
  const city = region.filter((code) => code.length === 4);
  const chosen = { kind, field, org, funding, trl, city, region: region.filter((code) => code.length !== 4) };
  const completed = { ...facets };
  for (const [name, values] of Object.entries(chosen)) {
    const counts = facets[name] ?? [];
    const missing = values.filter((value) => counts.every((one) => one.value !== value));
    completed[name] = [...counts, ...missing.map((value) => ({ value, count: 0 }))];
  }
  return completed;
}

async function labelled(ctx: Context, facets: SearchResult["facets"]): Promise<SearchPage["facets"]> {
  const values = (name: string) => (facets[name] ?? []).map(({ value }) => value);
  const [city, region, field, org] = await Promise.all([
    regionLabels(ctx.db, values("city")),
    regionLabels(ctx.db, values("region")),
    fieldLabels(ctx.db, values("field")),
    organizationLabels(ctx.db, values("org")),
  ]);
  const labels: Record<string, ReadonlyMap<string, Label>> = { city, region, field, org };
  return Object.fromEntries(
    Object.entries(facets).map(([name, counts]) => [
      name,
      counts.map((one) => ({
        ...one,
        ...(labels[name]?.has(one.value) && { label: labels[name].get(one.value) }),
      })),
    ]),
  );
}
