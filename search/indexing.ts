import { count, sql } from "drizzle-orm";
import { searchState, searchSynonym } from "#db/schema/search.ts";
import type { Database, Tx } from "#db/client.ts";
import { mayAppear } from "#db/in-force.ts";
import { tellMarketChanged } from "./changes.ts";
import { Deliverer, type DeliveryLimits } from "./delivery/deliverer.ts";
import { noteUnread } from "./delivery/outbox.ts";
import { listingIndex, platformDate, readDocuments } from "./documents.ts";
import type { SearchDoc } from "./engine.ts";
import { initialThesaurus } from "./language/thesaurus.ts";
import { MarketEngine } from "./market.ts";
import type { MeilisearchServer } from "./meilisearch.ts";
import { Words } from "./words.ts";

const zone = "Asia/Shanghai";
const batchSize = 200;
/** How long the check waits for a delivery that is under way. */
const otherDelivererMs = 60_000;
const servers = new WeakMap<Database, MeilisearchServer>();
const markets = new WeakMap<Database, { words: Words; engine: MarketEngine }>();

/** Says, before anything is searched or indexed, that the market in this database is also kept in this Meilisearch. */
export function keepInMeilisearch(
  db: Database,
  { url, apiKey }: { url?: string | undefined; apiKey?: string | undefined },
) {
  if (url) servers.set(db, { url, apiKey });
}

function marketOf(db: Database) {
  const known = markets.get(db);
  if (known) return known;
  const words = new Words(db);
  const market = { words, engine: new MarketEngine(db, [listingIndex], words, servers.get(db)) };
  markets.set(db, market);
  return market;
}

/** The engine of the market in this database. */
export const marketEngine = (db: Database): MarketEngine => marketOf(db).engine;

/** The language that the market in this database is searched in. */
export const marketWords = (db: Database): Words => marketOf(db).words;

/**
 * Makes the index say what the listing's row says now: a published listing is written, any other is taken out.
 * One listing is never indexed twice at a time, so the later reading is also the later write. `also` is done in the same
 * transaction. Safe to repeat.
 */
export async function indexListing(
  db: Database,
  listingId: string,
  now: Date,
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  const engine = marketEngine(db);
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`index:${listingId}`}, 0))`);
    const lexicon = await marketWords(db).lexiconFor(tx);
    const [document] = await readDocuments(tx, lexicon, [listingId], now);
    const operation = document
      ? { upsert: document }
      : { delete: listingId, version: Number.MAX_SAFE_INTEGER };
    await engine.apply([operation], { index: listingIndex.name, tx });
    await also?.(tx);
    await tellMarketChanged(tx);
  });
}

/**
 * Makes the index show or hide all that the organisation has published, as the measures in force at `now` say: one
 * statement, so that nothing of it is found a moment longer. Each document follows when it is next read.
 */
export async function showOrHide(db: Database, organizationId: string, now: Date): Promise<void> {
  const changed = sql`update search_doc set visible = not visible, version = version + 1
    where idx = ${listingIndex.name} and org = ${organizationId}
      and visible <> ${mayAppear(sql`${organizationId}::uuid`, now)} returning id`;
  await db.execute(hasSecondEngine(db) ? noteUnread(listingIndex.name, changed) : changed);
  await tellMarketChanged(db);
}

/** Whether the market in this database is also kept in a Meilisearch. */
export const hasSecondEngine = (db: Database): boolean => marketEngine(db).meilisearch !== undefined;

/** What keeps Meilisearch true, reading listings as of `now`; undefined when there is none. */
export function marketDeliverer(
  db: Database,
  now: Date,
  limits?: Partial<DeliveryLimits>,
): Deliverer | undefined {
  const { meilisearch } = marketEngine(db);
  const source = {
    all: () => publishedDocuments(db, now),
    read: async (ids: readonly string[]) =>
      readDocuments(db, await marketWords(db).lexiconFor(db), ids.filter(isUuid), now),
  };
  return meilisearch && new Deliverer(db, meilisearch, listingIndex, source, limits);
}

const isUuid = (id: string): boolean => /^[0-9a-f-]{36}$/.test(id);

/**
 * Builds the index anew beside the live one and swaps; a new market gets its first synonyms before. Returns how many
 * listings it holds.
 */
export async function rebuildIndex(db: Database, now: Date): Promise<number> {
  const engine = marketEngine(db);
  const [state] = await db.select().from(searchState).where(sql`idx = ${listingIndex.name}`);
  if (!state) await loadInitialThesaurus(db);
  for (;;) {
    const edition = await marketWords(db).edition();
    const written = await engine.rebuild(listingIndex, publishedDocuments(db, now));
    // What changed while the new index was being built may have been read before the change.
    await repairDrift(db, now);
    // An edit of the synonyms asks for the listings of the live index; those of the next had been read without it.
    if ((await marketWords(db).edition()) !== edition) continue;
    await tellMarketChanged(db);
    return written;
  }
}

async function* publishedDocuments(db: Database, now: Date): AsyncIterable<SearchDoc> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const rows = await db.execute<{ id: string }>(
      sql`select id from listing where state = 'published' and id > ${after}::uuid order by id limit ${batchSize}`,
    );
    const ids = rows.map(({ id }) => id);
    yield* await readDocuments(db, await marketWords(db).lexiconFor(db), ids, now);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

/**
 * Finds listings of which the index says something else than the rows: missing, no longer published, changed since, with an
 * owner whose standing has changed, or with a price that began or ended since; and writes them anew. Returns how many were repaired.
 */
export async function repairDrift(db: Database, now: Date): Promise<number> {
  const ids = await driftingListings(db, now);
  for (const id of ids) await indexListing(db, id, now);
  return ids.length;
}

async function driftingListings(tx: Tx, now: Date): Promise<string[]> {
  const today = platformDate(now);
  const rows = await tx.execute<{ id: string }>(sql`
    with live as (
      select d.id::uuid as id, d.visible, to_timestamp(d.version / 1000000.0) as read_at from search_doc d
        join search_state s on s.idx = d.idx and s.live_gen = d.gen where d.idx = ${listingIndex.name}
    )
    select coalesce(l.id, live.id) as id
    from live full join (select * from listing where state = 'published') l on l.id = live.id
    where live.id is null or l.id is null or greatest(l.updated_at, l.state_since) > live.read_at
      or live.visible <> ${mayAppear(sql`l.organization_id`, now)}
      or exists (select 1 from price p where p.listing_id = l.id and (
        (p.valid_from <= ${today}::date and (p.valid_from::timestamp at time zone ${zone}) > live.read_at) or
        (p.valid_to <= ${today}::date and (p.valid_to::timestamp at time zone ${zone}) > live.read_at)))`);
  return rows.map(({ id }) => id);
}

/**
 * The nightly check: repairs drift, counts anew how frequent each term is, and compares Meilisearch with PostgreSQL.
 * Returns how many listings were repaired. Throws when Meilisearch does not answer.
 */
export async function checkIndex(db: Database, now: Date): Promise<number> {
  const repaired = await repairDrift(db, now);
  await marketEngine(db).embedded.recount();
  const differing = await marketDeliverer(db, now)?.check(otherDelivererMs);
  return repaired + (differing ?? 0);
}

/**
 * What a process does before it serves: builds the index when there is none or documents are projected differently by
 * now, else repairs it. Returns how many listings were indexed; nothing when the index stayed.
 */
export async function prepareIndex(db: Database, now: Date): Promise<number | undefined> {
  const [state] = await db.select().from(searchState).where(sql`idx = ${listingIndex.name}`);
  const current = state?.schemaVersion === listingIndex.version;
  if (current && (await driftingListings(db, now)).length <= batchSize) {
    await repairDrift(db, now);
    return undefined;
  }
  return rebuildIndex(db, now);
}

async function loadInitialThesaurus(db: Database): Promise<void> {
  const [known] = await db.select({ n: count() }).from(searchSynonym);
  if (known && known.n > 0) return;
  const rows = initialThesaurus.flatMap((terms, at) =>
    [...new Set(terms)].map((term, position) => ({ groupNo: at + 1, term, position })),
  );
  for (let from = 0; from < rows.length; from += 1000)
    await db.insert(searchSynonym).values(rows.slice(from, from + 1000));
}
