import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { listingIndex } from "./documents.ts";
import { phrase } from "./embedded/tsquery.ts";
import { textArray } from "./embedded/values.ts";
import { fold } from "./language/normalise.ts";
import { atomsOf, phraseOf } from "./language/tokens.ts";

/** Titles and keywords: where a text names things, and so what other names are added to. */
const namingWeights = "AB";

/**
 * Holds the edition of the synonyms for a transaction that is going to edit them: until it ends, no listing is indexed and
 * nobody else edits, so that each index row is written by a whole edition. The edit itself moves the edition (a trigger of
 * `search_synonym`), and every process reads the synonyms anew.
 */
export async function holdEdition(tx: Tx): Promise<void> {
  await tx.execute(sql`insert into search_state (idx) values (${listingIndex.name}) on conflict do nothing`);
  await tx.execute(sql`select 1 from search_state where idx = ${listingIndex.name} for update`);
}

/** The listings of the index, shown or not, whose title or keywords hold any of the terms. */
export async function listingsHolding(tx: Tx, terms: readonly string[]): Promise<string[]> {
  const query = anyOf(terms);
  if (!query) return [];
  const rows = await tx.execute<{ id: string }>(
    sql`select d.id ${live} and d.tsv @@ ${query}::tsquery order by d.id`,
  );
  return rows.map(({ id }) => id);
}

/** How many published listings that may be seen hold each of the terms in title or keywords, and how many there are. */
export async function frequencyOfTerms(
  tx: Tx,
  terms: readonly string[],
): Promise<{ counts: number[]; total: number }> {
  const queries = terms.map((term) => anyOf([term]));
  const rows = await tx.execute<{ n: number; holds: number }>(sql`
    select t.n::int as n, (select count(*)::int ${live} and d.visible and d.tsv @@ t.query::tsquery) as holds
    from unnest(${textArray(queries)}) with ordinality t(query, n) where t.query <> '' order by t.n`);
  const [all] = await tx.execute<{ total: number }>(sql`select count(*)::int as total ${live} and d.visible`);
  const held = new Map(rows.map(({ n, holds }) => [n - 1, holds]));
  return { counts: terms.map((_, i) => held.get(i) ?? 0), total: all?.total ?? 0 };
}

/** Rows of the live index, as the beginning of a query over `d`. */
const live = sql`from search_doc d join search_state s on s.idx = d.idx and s.live_gen = d.gen
  where d.idx = ${listingIndex.name}`;

/** A `tsquery` for any of the terms, Latin compounds also written as one; empty when none holds a word. */
function anyOf(terms: readonly string[]): string {
  const phrases = terms.flatMap((term) => {
    const atoms = atomsOf(fold(term));
    if (atoms.length === 0) return [];
    const own = phrase(phraseOf(atoms), namingWeights);
    const latin = atoms.length > 1 && atoms.every(({ han }) => !han);
    const joined = { text: atoms.map(({ text }) => text).join(""), prefix: false };
    return latin ? [own, phrase([joined], namingWeights)] : [own];
  });
  return [...new Set(phrases)].join(" | ");
}
