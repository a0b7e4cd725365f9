import { and, eq, exists, type SQL, sql } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { field, region } from "#db/schema/shared.ts";
import { mayAppear } from "#db/in-force.ts";
import type { Context } from "#app/domain/context.ts";
import type { Locale } from "#app/i18n/locales.ts";
import type { Suggestion } from "./suggestion.ts";

const most = { organization: 3, field: 2, place: 2 };
/** One Chinese character or two letters say too little to look inside names. */
const shortestInside = 2;

/** A name begins with what was typed, or, when that is long enough, holds it. */
const named = (name: SQL, typed: string): SQL<boolean> =>
  typed.length >= shortestInside
    ? sql<boolean>`strpos(lower(${name}), lower(${typed})) > 0`
    : sql<boolean>`starts_with(lower(${name}), lower(${typed}))`;

/** Names that begin with what was typed first, then the shorter. */
const nearestFirst = (zh: SQL, en: SQL, typed: string): SQL =>
  sql`(starts_with(${zh}, ${typed}) or starts_with(lower(${en}), lower(${typed}))) desc, length(${zh}), ${zh}`;

/** A published listing that everybody may see and that meets `condition`. */
const shows = ({ db, clock }: Context, condition: SQL) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(listing)
      .where(and(eq(listing.state, "published"), mayAppear(listing.organizationId, clock.now()), condition)),
  );

const inLanguage = (locale: Locale, { zh, en }: { zh: string; en: string }): string =>
  locale === "en" && en ? en : zh;

/** Owners of something published, by their names in either language. */
export async function suggestOrganizations(
  ctx: Context,
  typed: string,
  locale: Locale,
): Promise<Suggestion[]> {
  const [zh, en] = [sql`${organization.nameZh}`, sql`${organization.nameEn}`];
  const rows = await ctx.db
    .select({ id: organization.id, zh: organization.nameZh, en: organization.nameEn })
    .from(organization)
    .where(
      and(
        sql`(${named(zh, typed)} or ${named(en, typed)})`,
        shows(ctx, sql`${listing.organizationId} = ${organization.id}`),
      ),
    )
    .orderBy(nearestFirst(zh, en, typed))
    .limit(most.organization);
  return rows.map(({ id, ...names }) => ({ id, text: inLanguage(locale, names), kind: "organization" }));
}

/** Disciplines of something published. */
export async function suggestFields(ctx: Context, typed: string, locale: Locale): Promise<Suggestion[]> {
  const [zh, en] = [sql`${field.nameZh}`, sql`${field.nameEn}`];
  const rows = await ctx.db
    .select({ id: field.code, zh: field.nameZh, en: field.nameEn })
    .from(field)
    .where(
      and(
        sql`(starts_with(${zh}, ${typed}) or starts_with(lower(${en}), lower(${typed})))`,
        shows(ctx, sql`${listing.fieldCodes} @> array[${field.code}]`),
      ),
    )
    .orderBy(nearestFirst(zh, en, typed))
    .limit(most.field);
  return rows.map(({ id, ...names }) => ({ id, text: inLanguage(locale, names), kind: "field" }));
}

/** Cities and districts where something is. A city's code is given with four digits: with all its districts. */
export async function suggestPlaces(ctx: Context, typed: string, locale: Locale): Promise<Suggestion[]> {
  const [zh, en] = [sql`${region.nameZh}`, sql`${region.nameEn}`];
  const significant = sql<string>`case when ${region.code} like '%00' then left(${region.code}, 4) else ${region.code} end`;
  const rows = await ctx.db
    .select({ id: significant, zh: region.nameZh, en: region.nameEn })
    .from(region)
    .where(
      and(
        sql`${region.code} not like '__0000'`,
        sql`(starts_with(${zh}, ${typed}) or starts_with(lower(${en}), lower(${typed})))`,
        shows(ctx, sql`starts_with(${listing.regionCode}, ${significant})`),
      ),
    )
    .orderBy(nearestFirst(zh, en, typed))
    .limit(most.place);
  return rows.map(({ id, ...names }) => ({ id, text: inLanguage(locale, names), kind: "place" }));
}
