import type { Context } from "#app/domain/context.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import type { SearchResult } from "#search/engine.ts";
import { platformDate } from "#search/documents.ts";
import { marketEngine, marketWords } from "#search/indexing.ts";
import { freeFacilities } from "./free-facilities.server.ts";
import { type ListingRow, loadHits } from "./hits.server.ts";
import type { SearchInput } from "./inputs.ts";
import { fieldLabels, type Label, organizationLabels, regionLabels } from "./labels.server.ts";
import { type Marked, markListing } from "./reasons.ts";
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
  marked: Marked;
}

export interface SearchPage {
  total: { value: number; exact: boolean };
  page: number;
  limit: number;
  tookMs: number;
  engine: "pg" | "meili";
  /** What was searched for instead of what was typed. */
  rewritten: string | null;
  hits: Hit[];
  /** `kind`, `city`, `region`, `field`, `org`, `funding`, `trl`; each ignores its own group's choice. */
  facets: Record<string, FacetCount[]>;
  /** Lowest and highest price of what was found, fen. */
  prices: { min: number; max: number } | null;
}

/**
 * Searches the published listings. Everybody may; the rows decide what is shown. Refuses with `too_many_to_check` when
 * free times would have to be looked up in more facilities than can be answered for.
 */
export async function searchMarket(ctx: Context, input: SearchInput): Promise<Result<SearchPage>> {
  const started = performance.now();
  const free = await freeFacilities(ctx, input);
  if (!free.ok) return free;
  const engine = marketEngine(ctx.db);
  const found = await engine.search(engineRequest(input, free.value));
  const lexicon = await marketWords(ctx.db).lexicon();
  const now = ctx.clock.now();
  const rows = await loadHits(
    ctx.db,
    found.hits.map(({ id }) => id),
    platformDate(now),
    now,
  );
  const places = await regionLabels(
    ctx.db,
    rows.flatMap(({ regionCode }) => [regionCode.slice(0, 4), regionCode]),
  );
  return ok({
    total: found.total,
    page: input.page,
    limit: input.limit,
    engine: found.engine,
    rewritten: found.rewritten ?? null,
    hits: rows.map((row) => ({
      ...row,
      region: placeOf(row.regionCode, places),
      marked: markListing(row, found.reasons, lexicon),
    })),
    facets: await labelled(ctx, withChosen(found.facets, input)),
    prices: found.stats.price ?? null,
    tookMs: Math.ceil(performance.now() - started),
  });
}

/** City and district, each once. */
function placeOf(code: string, places: ReadonlyMap<string, Label>): Label[] {
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
  const labels: Record<string, ReadonlyMap<string, Label>> = {
    city: await regionLabels(ctx.db, values("city")),
    region: await regionLabels(ctx.db, values("region")),
    field: await fieldLabels(ctx.db, values("field")),
    org: await organizationLabels(ctx.db, values("org")),
  };
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
