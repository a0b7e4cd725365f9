import { type SQL, sql } from "drizzle-orm";
import type { Understood, Unit } from "../language/understanding.ts";
import { type RankQueries, rankQueries, widenedQueries } from "./tsquery.ts";

/**
 * Which documents match and how well, as SQL over `search_doc`. The score is `base + rank`; `rank`, which is dear, is
 * between 0 and `rankAtMost`, so it is worked out only where it can decide.
 */
export interface Plan {
  /** What the index finds: all that match, and with `exact` some that do not, whose `base` is null. */
  match: SQL;
  /** Whether a found document matches; absent where all do. */
  exact?: SQL;
  base: SQL;
  rank: SQL;
  rankAtMost: number;
}

const weights = sql`'{0.08,0.25,0.5,1}'::float4[]`;
const query = (text: string): SQL => sql`${text}::tsquery`;
const holds = (text: string | undefined): SQL => (text ? sql`(tsv @@ ${query(text)})::int` : sql`0`);

const matches = (text: string): SQL => sql`tsv @@ ${query(text)}`;
/** How often and how near to each other the words occur, from 0 to `most`. */
const density = (text: string, most: number): SQL =>
  sql`${most}::float8 * least(ts_rank(${weights}, tsv, ${query(text)}), 1)`;

/** The kind's own likelihood; lower for other kinds when the query names one. */
function prior(wantedKind: string | undefined): SQL {
  return wantedKind ? sql`(case when kind = ${wantedKind} then 1 else 0.7 * boost end)` : sql`boost`;
}

/** What a document gains whose model, number or owner is the whole query: more than all else together. */
export const codeScore = 10;

/** Documents that hold all words, best first by codes, titles, contiguous wording, kind and density. */
export function planAll(understood: Understood): Plan {
  const queries = rankQueries(understood);
  const { match, near, codes, hints } = queries;
  const base = sql`(${codeScore}::int * ${holds(codes)} + ${wording(queries)}
    + 1.5 * ${holds(hints)} + 1.5 * ${prior(understood.wantedKind)})`;
  const found = near ? { match: matches(near), exact: matches(match) } : { match: matches(match) };
  return { ...found, base, rank: density(match, 2), rankAtMost: 2 };
}

/**
 * Two for the words in titles, two for the phrase, two more for the phrase in titles; null where the words are there but
 * not as they are meant. Each test reads the document's tokens, so the one that says most comes first: a phrase in a title
 * is also words in titles, and these are a match.
 */
function wording({ match, near, titleUnits, titlePhrase, phrase }: RankQueries): SQL {
  const matching = (score: SQL): SQL => (near ? sql`case when ${matches(match)} then ${score} end` : score);
  if (!titleUnits) return matching(sql`0`);
  if (!phrase || !titlePhrase)
    return sql`(case when ${matches(titleUnits)} then 2 else ${matching(sql`0`)} end)`;
  const contiguous = phrase === match ? sql`2` : sql`2 * ${holds(phrase)}`;
  const inTitles =
    titlePhrase === titleUnits ? sql`` : sql`when ${matches(titleUnits)} then 2 + ${contiguous}`;
  return sql`(case when ${matches(titlePhrase)} then 6 ${inTitles} else ${matching(contiguous)} end)`;
}

/** A unit of the widened search with the rarity that weighs it. */
export interface WeighedUnit {
  unit: Unit;
  idf: number;
}

/** Documents that hold all words first, then those that hold some, rarer words counting more. */
export function planSome(understood: Understood, units: readonly WeighedUnit[]): Plan {
  const all = planAll(understood);
  const whole = all.exact ?? all.match;
  const any = units.map(({ unit, idf }) => ({ ...widenedQueries(unit), idf }));
  const either = [rankQueries(understood).match, ...any.map((one) => one.any)].filter(Boolean).join("|");
  const parts = any.map(
    ({ any: anywhere, title, idf }) =>
      sql`${idf}::float8 * (0.4 * ${holds(anywhere)} + 0.6 * ${holds(title)})`,
  );
  const { hints } = rankQueries(understood);
  const some = sql`(${sql.join([...parts, sql`0`], sql` + `)} + 1.5 * ${holds(hints)} + 1.5 * ${prior(understood.wantedKind)})`;
  return {
    match: matches(either),
    base: sql`(case when ${whole} then 1000 + ${all.base} else ${some} end)`,
    rank: sql`(case when ${whole} then ${all.rank} else ${density(either, 0.5)} end)`,
    rankAtMost: all.rankAtMost,
  };
}

/** Browsing: everything, in no order of its own. */
export const planBrowse: Plan = { match: sql`true`, base: sql`0`, rank: sql`0`, rankAtMost: 0 };
