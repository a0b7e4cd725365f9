import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { swaps } from "../language/edits.ts";
import { tokensToLookUp } from "../language/query.ts";
import type { Vocabulary } from "../language/understanding.ts";
import { textArray } from "./values.ts";

const wordForm = /^[\p{L}\p{N}]{2,60}$/u;
const latinForm = /^[a-z0-9]+$/;
const shortestTypo = 5;
const mostSimilar = 60;
const lastCharacter = "\u{10FFFF}";

/** How many documents hold each of the tokens. */
export async function frequencies(tx: Tx, tokens: readonly string[]): Promise<Map<string, number>> {
  if (tokens.length === 0) return new Map();
  const rows = await tx.execute<{ term: string; df: number }>(
    sql`select term, df from search_term where term = any(${textArray(tokens)})`,
  );
  return new Map(rows.map(({ term, df }) => [term, df]));
}

/** At most how many documents hold a token that begins so: terms of a beginning counted together. */
export async function prefixFrequencies(tx: Tx, beginnings: readonly string[]): Promise<Map<string, number>> {
  if (beginnings.length === 0) return new Map();
  const rows = await tx.execute<{ beginning: string; df: number }>(
    sql`select beginning, (select coalesce(sum(df), 0)::int from search_term
        where term >= beginning and term < beginning || ${lastCharacter}) as df
      from unnest(${textArray(beginnings)}) as each(beginning)`,
  );
  return new Map(rows.map(({ beginning, df }) => [beginning, df]));
}

/** How many documents hold each known pair of characters, of one of the first set and one of the second. */
export async function pairFrequencies(
  tx: Tx,
  pairs: readonly (readonly [string, string])[],
): Promise<Map<string, number>> {
  if (pairs.length === 0) return new Map();
  const [first, second] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
  const rows = await tx.execute<{ term: string; df: number }>(
    sql`select t.term, t.df from (select distinct a || b as pair
        from unnest(${textArray(first)}, ${textArray(second)}) as p(firsts, seconds),
          regexp_split_to_table(p.firsts, '') a, regexp_split_to_table(p.seconds, '') b) each
      cross join lateral (select term, df from search_term where term = pair) t`,
  );
  return new Map(rows.map(({ term, df }) => [term, df]));
}

/** Asks the index what it knows of a query's tokens: how frequent, how spelt elsewhere, whether a beginning. */
export async function vocabularyOf(tx: Tx, query: string): Promise<Vocabulary> {
  const tokens = tokensToLookUp(query)
    .filter((token) => wordForm.test(token))
    .slice(0, 200);
  const known = await frequencies(tx, tokens);
  const unknown = tokens.filter((token) => latinForm.test(token) && !known.has(token));
  const similar = await similarTerms(tx, unknown);
  return {
    frequency: (token) => known.get(token) ?? 0,
    similar: (word) => similar.get(word)?.terms ?? [],
    begins: (word) => similar.get(word)?.begins ?? false,
  };
}

interface Similar {
  terms: string[];
  begins: boolean;
}

async function similarTerms(tx: Tx, words: readonly string[]): Promise<Map<string, Similar>> {
  const found = new Map<string, Similar>();
  for (const word of words.slice(0, 10)) {
    const long = word.length >= shortestTypo;
    const rows = await tx.execute<{ terms: string[]; begins: boolean }>(
      sql`select exists (select 1 from search_term where latin and term like ${`${word}%`}) as begins,
        ${long ? nearest(word) : sql`'{}'::text[]`} as terms`,
    );
    found.set(word, rows[0] ?? { terms: [], begins: false });
  }
  return found;
}

/** By shared trigrams, and by swapped neighbours, which trigrams miss. */
function nearest(word: string) {
  return sql`array(select term from (
      (select term, similarity(term, ${word}) as near from search_term
       where latin and term % ${word} and length(term) between ${word.length - 2} and ${word.length + 2}
       order by near desc, term limit ${mostSimilar})
      union all select term, 1 from search_term where term = any(${textArray(swaps(word))})
    ) candidates group by term order by max(near) desc, term)`;
}
