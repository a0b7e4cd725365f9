import { and, eq, inArray, sql } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import { mayAppear } from "#db/in-force.ts";
import type { Context } from "#app/domain/context.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { marketEngine, marketWords } from "#search/indexing.ts";
import { fold } from "#search/language/normalise.ts";
import { engineRequest, publicScope } from "./request.ts";
import { searchInput } from "./inputs.ts";

/** Something to search for: words of the trade, an organisation, or one listing, which then has an `id`. */
export interface Suggestion {
  text: string;
  kind: ListingKind | "term" | "organization";
  id?: string;
}

const most = { term: 3, organization: 2, listing: 5 };

/** What a person who has typed `q` so far may mean. Only words and owners that lead to something published. */
export async function suggest(ctx: Context, q: string, locale: Locale): Promise<Suggestion[]> {
  const typed = fold(q).trim();
  if (typed === "") return [];
  const [terms, organizations, listings] = await Promise.all([
    suggestTerms(ctx, typed),
    suggestOrganizations(ctx, q.trim(), locale),
    suggestListings(ctx, q, locale),
  ]);
  return [...terms, ...organizations, ...listings];
}

async function suggestTerms(ctx: Context, typed: string): Promise<Suggestion[]> {
  const engine = marketEngine(ctx.db);
  const lexicon = await marketWords(ctx.db).lexicon();
  const terms = lexicon.beginningWith(typed, most.term * 2).filter((term) => term.text !== typed);
  const request = { index: "listing", scope: publicScope, offset: 0, limit: 0, prefix: false };
  const counted = await Promise.all(
    terms.map(async ({ text }) => ({ text, found: await engine.search({ ...request, q: text }) })),
  );
  return counted
    .filter(({ found }) => found.total.exact && found.total.value > 0)
    .slice(0, most.term)
    .map(({ text }) => ({ text, kind: "term" }));
}

async function suggestOrganizations(ctx: Context, typed: string, locale: Locale): Promise<Suggestion[]> {
  const rows = await ctx.db
    .selectDistinct({ zh: organization.nameZh, en: organization.nameEn })
    .from(organization)
    .innerJoin(listing, and(eq(listing.organizationId, organization.id), eq(listing.state, "published")))
    .where(
      sql`${mayAppear(organization.id, ctx.clock.now())} and (starts_with(${organization.nameZh}, ${typed}) or starts_with(lower(${organization.nameEn}), lower(${typed})))`,
    )
    .orderBy(organization.nameZh)
    .limit(most.organization);
  return rows.map(({ zh, en }) => ({ text: locale === "en" && en ? en : zh, kind: "organization" }));
}

async function suggestListings(ctx: Context, q: string, locale: Locale): Promise<Suggestion[]> {
  const input = searchInput.parse({ q, limit: String(most.listing) });
  const { hits, total } = await marketEngine(ctx.db).search({ ...engineRequest(input), facets: [] });
  if (!total.exact && hits.length > most.listing) return [];
  const rows = await ctx.db
    .select({ id: listing.id, kind: listing.kind, zh: listing.titleZh, en: listing.titleEn })
    .from(listing)
    .where(
      and(
        inArray(
          listing.id,
          hits.map(({ id }) => id),
        ),
        eq(listing.state, "published"),
        mayAppear(listing.organizationId, ctx.clock.now()),
      ),
    );
  return hits.flatMap(({ id }) => {
    const row = rows.find((one) => one.id === id);
    return row ? [{ id, kind: row.kind, text: locale === "en" && row.en ? row.en : row.zh }] : [];
  });
}
