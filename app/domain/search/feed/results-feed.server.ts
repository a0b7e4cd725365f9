import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import { inArray, sql } from "drizzle-orm";
import type { TFunction } from "i18next";
import { v5 as uuidv5 } from "uuid";
import type { Tx } from "#db/client.ts";
import { listing } from "#db/schema/catalog.ts";
import { listingPath } from "#app/domain/catalog/paths.ts";
import type { Context } from "#app/domain/context.ts";
import { type Hit, searchMarket } from "#app/domain/search/search.server.ts";
import { inputOfSaved, savedQuery } from "#app/domain/search/saved/query.ts";
import { conditionsInWords } from "#app/domain/search/saved/words.server.ts";
import { say } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { atomXml, type Entry } from "#app/integrations/atom.ts";

const newest = 50;
const feedNamespace = "0f9d1c0c-6a6e-4f0b-8a0e-0d4f5b9f2c11";
/** What a feed without any entry was last changed at: nothing has happened in it yet. */
const never = new Date(0);

interface Reader {
  t: TFunction;
  locale: Locale;
  baseUrl: string;
}

export interface ResultsFeed {
  xml: string;
  /** Changes with every byte; weak, because a proxy may compress. */
  etag: string;
  updated: Date;
}

/** The newest 50 results of a search as an Atom feed in the reader's language. Refuses as the search does. */
export async function resultsFeed(
  ctx: Context,
  params: URLSearchParams,
  { t, locale, baseUrl }: Reader,
): Promise<Result<ResultsFeed>> {
  const query = savedQuery(params);
  const found = await searchMarket(ctx, { ...inputOfSaved(query), page: 1, limit: newest });
  if (!found.ok) return found;
  const changes = await changesOf(
    ctx.db,
    found.value.hits.map(({ id }) => id),
  );
  const entries = found.value.hits.map((hit) => entryOf(hit, changes.get(hit.id), { t, locale, baseUrl }));
  const words = await conditionsInWords(ctx.db, query, t, locale);
  const updated = new Date(Math.max(never.getTime(), ...entries.map((entry) => entry.updated.getTime())));
  const own = new URLSearchParams(query);
  own.set("lang", locale);
  const xml = atomXml({
    id: uuidv5(own.toString(), feedNamespace),
    title: say(t, "savedSearches:feedTitle", {
      title: words.join(" · ") || say(t, "savedSearches:any"),
    }),
    language: locale,
    self: `${baseUrl}/search.atom?${own}`,
    alternate: `${baseUrl}/?${query || "view=list"}`,
    updated,
    entries,
  });
  const etag = `W/"${encodeHexLowerCase(sha256(new TextEncoder().encode(xml))).slice(0, 32)}"`;
  return ok({ xml, etag, updated });
}

function entryOf(hit: Hit, updated: Date | undefined, { t, locale, baseUrl }: Reader): Entry {
  const pick = (zh: string, en: string) => (locale === "en" ? en || zh : zh);
  return {
    id: hit.id,
    title: pick(hit.titleZh, hit.titleEn),
    author: pick(hit.ownerZh, hit.ownerEn),
    summary: pick(hit.summaryZh, hit.summaryEn),
    category: say(t, `common:kind.${hit.kind}`),
    link: baseUrl + listingPath(hit.kind, hit.id),
    published: hit.publishedAt,
    updated: updated ?? hit.publishedAt ?? never,
  };
}

/** When each listing last changed for its readers. */
async function changesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx
    .select({
      id: listing.id,
      at: sql<string>`greatest(${listing.updatedAt}, ${listing.publishedAt}, ${listing.stateSince})`,
    })
    .from(listing)
    .where(inArray(listing.id, [...ids]));
  return new Map(rows.map(({ id, at }) => [id, new Date(at)]));
}
