import type { Context } from "#app/domain/context.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { platformDate } from "#search/documents.ts";
import { marketEngine, marketWords } from "#search/indexing.ts";
import { compact } from "#search/language/codes.ts";
import { fold } from "#search/language/normalise.ts";
import { type ListingRow, loadHits } from "./hits.server.ts";
import { searchInput } from "./inputs.ts";
import { engineRequest, publicScope } from "./request.ts";
import { suggestFields, suggestOrganizations, suggestPlaces } from "./suggest-names.server.ts";
import type { Suggestion } from "./suggestion.ts";

const most = { term: 3, model: 2, listing: 5 };
const read = 10;

/** What a person who has typed `q` so far may mean. Only what leads to something published. */
export async function suggest(ctx: Context, q: string, locale: Locale): Promise<Suggestion[]> {
  const typed = fold(q).trim();
  if (typed === "") return [];
  const [terms, organizations, fields, places, rows] = await Promise.all([
    suggestTerms(ctx, typed),
    suggestOrganizations(ctx, q.trim(), locale),
    suggestFields(ctx, q.trim(), locale),
    suggestPlaces(ctx, q.trim(), locale),
    matchingRows(ctx, q),
  ]);
  return [
    ...terms,
    ...modelsOf(rows, typed),
    ...organizations,
    ...fields,
    ...places,
    ...listingsOf(rows, locale),
  ];
}

async function suggestTerms(ctx: Context, typed: string): Promise<Suggestion[]> {
  const lexicon = await marketWords(ctx.db).lexicon();
  const terms = lexicon.beginningWith(typed, most.term * 2).filter((term) => term.text !== typed);
  const request = { index: "listing", scope: publicScope, offset: 0, limit: 0, prefix: false };
  const counted = await marketEngine(ctx.db).searchMany(terms.map(({ text }) => ({ ...request, q: text })));
  return terms
    .filter((_, i) => counted[i]?.total.exact && counted[i].total.value > 0)
    .slice(0, most.term)
    .map(({ text }) => ({ text, kind: "term" }));
}

/** What holds all the words; what holds only some of them is no suggestion. */
async function matchingRows(ctx: Context, q: string): Promise<ListingRow[]> {
  const input = searchInput.parse({ q, limit: String(read) });
  const { hits, total } = await marketEngine(ctx.db).search({ ...engineRequest(input), facets: [] });
  if (!total.exact && hits.length > most.listing) return [];
  const now = ctx.clock.now();
  return loadHits(
    ctx.db,
    hits.map(({ id }) => id),
    platformDate(now),
    now,
  );
}

/** Models among what was found whose maker or number holds what was typed. */
function modelsOf(rows: readonly ListingRow[], typed: string): Suggestion[] {
  const wanted = compact(typed);
  const models = rows.flatMap(({ model }) =>
    model && wanted.length > 1 && compact(fold(model)).includes(wanted) && fold(model) !== typed
      ? [model]
      : [],
  );
  return [...new Set(models)].slice(0, most.model).map((text) => ({ text, kind: "model" }));
}

const listingsOf = (rows: readonly ListingRow[], locale: Locale): Suggestion[] =>
  rows.slice(0, most.listing).map(({ id, kind, titleZh, titleEn }) => ({
    id,
    kind,
    text: locale === "en" && titleEn ? titleEn : titleZh,
  }));
