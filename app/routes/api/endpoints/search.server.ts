import { z } from "zod";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { searchInput, suggestInput } from "#app/domain/search/inputs.ts";
import {
  type FacetCount,
  type Hit,
  type SearchPage,
  searchMarket,
} from "#app/domain/search/search.server.ts";
import { suggest } from "#app/domain/search/suggest.server.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { ok } from "#app/runtime/problem.ts";
import { endpoint } from "../endpoint.server.ts";

const hit = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  summary: z.string(),
  org: z.strictObject({ id: z.uuid(), name: z.string(), grade: z.string().nullable() }),
  region: z.string(),
  /** HTML: the text escaped, what was found inside `<mark>`. */
  highlight: z.strictObject({ title: z.string(), summary: z.string() }),
  url: z.string(),
});

const searchAnswer = z.strictObject({
  total: z.int(),
  page: z.int(),
  limit: z.int(),
  tookMs: z.number(),
  engine: z.string(),
  hits: z.array(hit),
  facets: z.record(z.string(), z.record(z.string(), z.int())),
});

/** The market's search, as the page asks it. */
export const searchEndpoint = endpoint(
  {
    method: "GET",
    path: "/search",
    tag: "search",
    access: "public",
    query: searchInput,
    answer: searchAnswer,
    // Free times change with every booking.
    shared: (asked) =>
      asked.get("sort") !== "free" && [...asked.keys()].every((name) => !name.startsWith("free")),
    problems: { place_needed: 422, too_many_to_check: 422 },
  },
  async ({ ctx, scope, query, request }) => {
    const found = await searchMarket(ctx, query, request.signal);
    return found.ok ? ok(pageAnswer(found.value, scope.locale)) : found;
  },
);

/** What somebody typing may mean. */
export const suggestEndpoint = endpoint(
  {
    method: "GET",
    path: "/suggest",
    tag: "search",
    access: "public",
    query: suggestInput,
    answer: z.strictObject({
      suggestions: z.array(z.strictObject({ text: z.string(), kind: z.string(), id: z.string().optional() })),
    }),
  },
  async ({ ctx, scope, query }) => ok({ suggestions: await suggest(ctx, query.q, scope.locale) }),
);

const pageAnswer = ({ total, page, limit, tookMs, engine, hits, facets }: SearchPage, locale: Locale) => ({
  total: total.value,
  page,
  limit,
  tookMs,
  engine,
  hits: hits.map((one) => hitAnswer(one, locale)),
  facets: Object.fromEntries(Object.entries(facets).map(([name, counts]) => [name, countsOf(counts)])),
});

const countsOf = (counts: FacetCount[]) =>
  Object.fromEntries(counts.map(({ value, count }) => [value, count]));

function hitAnswer({ id, kind, regionCode, organizationId, grade, marked, ...row }: Hit, locale: Locale) {
  const zh = locale === "zh-CN";
  return {
    id,
    kind,
    title: inLanguage(zh, row.titleZh, row.titleEn),
    summary: inLanguage(zh, row.summaryZh, row.summaryEn),
    org: { id: organizationId, name: inLanguage(zh, row.ownerZh, row.ownerEn), grade },
    region: regionCode,
    highlight: {
      title: toHtml(inLanguage(zh, marked.titleZh, marked.titleEn)),
      summary: toHtml(inLanguage(zh, marked.summaryZh, marked.summaryEn)),
    },
    url: listingPath(kind, id),
  };
}

/** The reader's language, or the other one where that is all there is. */
const inLanguage = (zh: boolean, chinese: string, english: string): string =>
  zh ? chinese || english : english || chinese;

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes a marked text and turns its marks into elements. */
const toHtml = (marked: string): string =>
  marked
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
    .replaceAll("\uE000", "<mark>")
    .replaceAll("\uE001", "</mark>");
