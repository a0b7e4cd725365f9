import type { Context } from "#app/domain/context.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import type { SearchResult } from "#search/engine.ts";
import { marketEngine, platformDate } from "#search/indexing.ts";
import { excerpt, isMarked, mark } from "#search/language/mark.ts";
import { freeFacilities } from "./free-facilities.server.ts";
import { type ListingRow, loadHits } from "./hits.server.ts";
import type { SearchInput } from "./inputs.ts";
import { fieldLabels, type Label, organizationLabels, regionLabels } from "./labels.server.ts";
import { engineRequest } from "./request.ts";

const summaryLength = 140;

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
  marked: { titleZh: string; titleEn: string; summaryZh: string; summaryEn: string; because: string | null };
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
  const found = await marketEngine(ctx.db).search(engineRequest(input, free.value));
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
      marked: markRow(row, found.reasons),
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

function markRow(row: ListingRow, reasons: SearchResult["reasons"]): Hit["marked"] {
  const show = (text: string) => excerpt(mark(text, reasons), summaryLength);
  const shown = {
    titleZh: mark(row.titleZh, reasons),
    titleEn: mark(row.titleEn, reasons),
    summaryZh: show(row.summaryZh),
    summaryEn: show(row.summaryEn),
  };
  return { ...shown, because: isMarked(shown.titleZh + shown.summaryZh) ? null : becauseOf(row, reasons) };
}

/** Another text of the listing that holds what was searched for, when title and summary do not. */
function becauseOf(row: ListingRow, reasons: SearchResult["reasons"]): string | null {
  const texts = [
    row.keywords.join(" · "),
    [row.maker, row.model].filter(Boolean).join(" "),
    row.applicationNo,
    row.ipc?.join(" · "),
    row.functions,
    row.technical,
    row.problemSolved,
    row.advantage,
    row.deliverable,
    row.problem,
    row.target,
    row.ownerZh,
  ];
  for (const text of texts) {
    const marked = text ? mark(text, reasons) : "";
    if (isMarked(marked)) return excerpt(marked, summaryLength);
  }
  return null;
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
