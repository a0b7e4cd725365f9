import type { Context } from "#app/domain/context.ts";
import { marketEngine } from "#search/indexing.ts";
import { fold } from "#search/language/normalise.ts";
import { freeFacilities } from "./free-facilities.server.ts";
import type { SearchInput } from "./inputs.ts";
import { nearestTerms } from "./nearest-terms.ts";
import { originOf } from "./places.server.ts";
import { engineRequest } from "./request.ts";
import { platformTerms } from "./terms.server.ts";

/** A search that finds something, with how much. */
export interface WayOn {
  words: string;
  count: number;
  /** Found only without the chosen conditions. */
  bare?: boolean;
}

/** What a search that found nothing could be changed to: everything here finds something. */
export interface ZeroHelp {
  /** Terms of the market spelt or sounding almost like the words, under the same conditions. */
  meant: WayOn[];
  /** Single words of the query, under the same conditions. */
  fewer: WayOn[];
  /** How much there is without each condition. */
  without: { condition: Condition; count: number }[];
  /** How much there is when only the words count; null without conditions or words. */
  wordsOnly: number | null;
  /** How much there is by relevance, where an order demanded all words; null otherwise. */
  byRelevance: number | null;
}

export const conditions = [
  "kind",
  "region",
  "field",
  "org",
  "funding",
  "trl",
  "ipc",
  "price",
  "free",
] as const;
export type Condition = (typeof conditions)[number];

const mostMeant = 4;
const mostWords = 5;
const veryAlike = 0.6;

/** The input without one condition. */
function without(input: SearchInput, condition: Condition): SearchInput {
  switch (condition) {
    case "price":
      return { ...input, priceMax: undefined };
    case "free":
      return { ...input, freeFrom: undefined, freeTo: undefined, freeMinutes: undefined };
    case "ipc":
      return { ...input, ipc: undefined };
    default:
      return { ...input, [condition]: [] };
  }
}

function isChosen(input: SearchInput, condition: Condition): boolean {
  if (condition === "price") return input.priceMax !== undefined;
  if (condition === "free") return input.freeFrom !== undefined;
  if (condition === "ipc") return input.ipc !== undefined;
  return input[condition].length > 0;
}

/** Helps on after `input` has found nothing. Counts are of what everybody may see. */
export async function helpWithNothing(ctx: Context, asked: SearchInput): Promise<ZeroHelp> {
  const input: SearchInput = { ...asked, page: 1 };
  const chosen = conditions.filter((condition) => isChosen(input, condition));
  const bare = chosen.reduce(without, input);
  const [meant, fewer, counts, wordsOnly, byRelevance] = await Promise.all([
    countSomewhere(ctx, [input, bare], await termsLike(ctx, input.q), mostMeant),
    countSomewhere(ctx, [input, bare], wordsOf(input.q), mostWords),
    Promise.all(chosen.map((condition) => countAll(ctx, without(input, condition)))),
    chosen.length > 0 && input.q.trim() !== "" ? countAll(ctx, bare) : null,
    input.sort === "relevance" ? null : countAll(ctx, { ...input, sort: "relevance" }),
  ]);
  return {
    meant,
    fewer,
    without: chosen
      .map((condition, i) => ({ condition, count: counts[i] ?? 0 }))
      .filter(({ count }) => count > 0),
    wordsOnly: chosen.length > 1 ? wordsOnly : null,
    byRelevance,
  };
}

/** Terms almost like the words, where listings hold only some of these: only what is very much like them. */
export async function meantBy(ctx: Context, input: SearchInput): Promise<WayOn[]> {
  const terms = nearestTerms(fold(input.q).trim(), await platformTerms(ctx.db), mostMeant, veryAlike);
  return terms.length > 0 ? countTerms(ctx, { ...input, page: 1 }, terms, mostMeant) : [];
}

/** How much a search finds; nothing where it cannot be told. */
async function countAll(ctx: Context, input: SearchInput): Promise<number> {
  const free = await freeFacilities(ctx, input);
  if (!free.ok) return 0;
  const origin = await originOf(ctx, input);
  const request = engineRequest(
    { ...input, sort: input.sort === "distance" && !origin ? "relevance" : input.sort },
    { ...(free.value && { among: [...free.value.keys()] }), ...(origin && { origin: origin.place }) },
  );
  const { total } = await marketEngine(ctx.db).search({ ...request, facets: [], limit: 0 });
  return total.value;
}

/** Those of the terms that find something under the conditions, or, when none does, without them. */
async function countSomewhere(
  ctx: Context,
  [asked, bare]: [SearchInput, SearchInput],
  terms: readonly string[],
  most: number,
): Promise<WayOn[]> {
  const found = await countTerms(ctx, asked, terms, most);
  if (found.length > 0 || terms.length === 0) return found;
  return (await countTerms(ctx, bare, terms, most)).map((way) => ({ ...way, bare: true }));
}

/** Those of the terms that find something as they are, in order. */
async function countTerms(
  ctx: Context,
  input: SearchInput,
  terms: readonly string[],
  most: number,
): Promise<WayOn[]> {
  const free = await freeFacilities(ctx, { ...input, q: "" });
  if (!free.ok) return [];
  const among = free.value && [...free.value.keys()];
  const found = await marketEngine(ctx.db).searchMany(
    terms.map((q) => ({
      ...engineRequest({ ...input, q, sort: "newest" }, { ...(among && { among }) }),
      facets: [],
      limit: 0,
      prefix: false,
    })),
  );
  return terms
    .map((words, i) => ({ words, count: found[i]?.total.value ?? 0 }))
    .filter(({ count }) => count > 0)
    .slice(0, most);
}

async function termsLike(ctx: Context, q: string): Promise<string[]> {
  const typed = fold(q).trim();
  if (typed === "") return [];
  return nearestTerms(typed, await platformTerms(ctx.db), mostMeant * 2);
}

/** The words of a query, when it has several, longest first. */
function wordsOf(q: string): string[] {
  const words = q.trim().split(/\s+/u);
  const parts = words.length > 1 ? words : segmented(q.trim());
  const telling = [...new Set(parts)].filter((word) => word.length > 1 && word !== q.trim());
  return telling.toSorted((a, b) => b.length - a.length).slice(0, mostWords * 2);
}

const segmented = (text: string): string[] =>
  [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
