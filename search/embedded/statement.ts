import { type SQL, sql } from "drizzle-orm";
import type { IndexSchema, Place, SearchRequest } from "../engine.ts";
import type { Understood, Unit } from "../language/understanding.ts";
import { columnOf, condition, isStored } from "./columns.ts";
import { type RankQueries, rankQueries, widenedQueries } from "./tsquery.ts";

/**
 * Which documents match and how well, as SQL over `search_doc`. The score is `base + rank`; `rank`, which is dear, is
 * between 0 and `rankAtMost`, so it is worked out only where it can decide.
 */
export interface Plan {
  match: SQL;
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
  const { match, codes, hints } = queries;
  const base = sql`(${codeScore}::int * ${holds(codes)} + ${wording(queries)}
    + 1.5 * ${holds(hints)} + 1.5 * ${prior(understood.wantedKind)})`;
  return { match: matches(match), base, rank: density(match, 2), rankAtMost: 2 };
}

/**
 * Two for the words in titles, two for the phrase, two more for the phrase in titles. A phrase in a title is also a phrase
 * of words in titles, and each test reads the document's tokens, so none is made whose outcome is known.
 */
function wording({ match, titleUnits, titlePhrase, phrase }: RankQueries): SQL {
  if (!titleUnits) return sql`0`;
  if (!phrase || !titlePhrase) return sql`2 * ${holds(titleUnits)}`;
  const contiguous = phrase === match ? sql`2` : sql`2 * ${holds(phrase)}`;
  const whole = titlePhrase === titleUnits ? sql`true` : matches(titlePhrase);
  return sql`(case when not ${matches(titleUnits)} then ${contiguous} when ${whole} then 6 else 2 + ${contiguous} end)`;
}

/** A unit of the widened search with the rarity that weighs it. */
export interface WeighedUnit {
  unit: Unit;
  idf: number;
}

/** Documents that hold all words first, then those that hold some, rarer words counting more. */
export function planSome(understood: Understood, units: readonly WeighedUnit[]): Plan {
  const all = planAll(understood);
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
    base: sql`(case when ${all.match} then 1000 + ${all.base} else ${some} end)`,
    rank: sql`(case when ${all.match} then ${all.rank} else ${density(either, 0.5)} end)`,
    rankAtMost: all.rankAtMost,
  };
}

/** Browsing: everything, in no order of its own. */
export const planBrowse: Plan = { match: sql`true`, base: sql`0`, rank: sql`0`, rankAtMost: 0 };

const mostValues = 100;

/** So many equally promising documents are weighed against each other; beyond, the newer ones are. */
const mostRanked = 1000;

/**
 * One statement for hits, total, facet counts and number ranges: the matching rows are materialised once without what
 * only a page needs, the facets are counted in one pass, and the finer rank is worked out for the rows that can come onto
 * the page. Answers one row `{total, best, hits: [id, score][], facets, stats}`.
 */
export function searchStatement(schema: IndexSchema, request: SearchRequest, plan: Plan): SQL {
  const groups = Object.entries(request.refine ?? {});
  const flags = groups.map(([, filter], i) => sql`${condition(schema, filter)} as ${sql.raw(`r${i}`)}`);
  const values = (request.facets ?? []).map(
    (facet, i) => sql`${columnOf(schema, facet).value} as ${sql.raw(`f${i}`)}`,
  );
  const allFlags = and(groups.map((_, i) => i));
  const counting = countFacets(
    schema,
    request,
    groups.map(([name]) => name),
  );
  return sql`with m as materialized (
      select ctid as tid, ${plan.base}::float8 as base, ${sortValue(schema, request)} as sort_value${list([...flags, ...values])}
      from search_doc
      where idx = ${request.index} and gen = (select live_gen from search_state where idx = ${request.index})
        and ${plan.match} and ${condition(schema, request.scope)}
    )${counting.ctes},
    scored as materialized (
      select id, base + ${plan.rank} as score, sort_value
      from (${candidates(request, plan, allFlags)}) promising join search_doc on ctid = tid
    )
    select (select count(*)::int from m where ${allFlags}) as total,
      (select max(score) from scored) as best,
      (select coalesce(json_agg(json_build_array(id, score)), '[]') from (
         select id, score from scored order by ${orderOf(request)}
         offset ${request.offset} limit ${request.limit}) page) as hits,
      ${counting.facets} as facets,
      ${ranges(schema, request.facets ?? [], allFlags)} as stats,
      ${stateColumns(request)}`;
}

/** Only the hits of a browsing page, in the order of an index: `{best, hits, documents, textVersion}`. */
export function pageStatement(schema: IndexSchema, request: SearchRequest): SQL {
  const refine = Object.values(request.refine ?? {}).map((filter) => sql` and ${condition(schema, filter)}`);
  const sort = sortValue(schema, request);
  return sql`select null as best, (select coalesce(json_agg(json_build_array(id, 0)), '[]') from (
      select id from search_doc
      where idx = ${request.index} and gen = (select live_gen from search_state where idx = ${request.index})
        and ${condition(schema, request.scope)}${sql.join(refine)}
      order by ${sort} ${sortDirection(request)}, id ${request.sort ? sql`asc` : sql`desc`}
      offset ${request.offset} limit ${request.limit}) page) as hits,
      ${stateColumns(request)}`;
}

const stateColumns = ({ index }: SearchRequest): SQL =>
  sql`(select docs from search_state where idx = ${index}) as documents,
      (select text_version from search_state where idx = ${index}) as "textVersion"`;

/** The rows that can come onto the page, by their places. */
function candidates(request: SearchRequest, plan: Plan, allFlags: SQL): SQL {
  const last = Math.max(1, request.offset + request.limit);
  if (request.sort || request.q.trim() === "")
    return sql`select tid, base, sort_value from (select tid, base, sort_value from m where ${allFlags}
      order by ${sortOrder(request)} fetch first ${sql.raw(String(last))} rows with ties) page limit ${mostRanked + last}`;
  return sql`select tid, base, sort_value from m where ${allFlags} and base >= coalesce((select base from m where ${allFlags}
      order by base desc offset ${last - 1} limit 1), 0) - ${plan.rankAtMost}::float8
    order by base desc, sort_value desc limit ${mostRanked}`;
}

function sortValue(schema: IndexSchema, { sort }: SearchRequest): SQL {
  if (!sort) return sql`created_at`;
  return "nearTo" in sort ? squaredDistance(sort.nearTo) : columnOf(schema, sort.field).value;
}

/** Orders by distance well enough within a country: degrees east shrink with the latitude. */
function squaredDistance({ lat, lng }: Place): SQL {
  const shrink = Math.cos((lat * Math.PI) / 180) ** 2;
  return sql`((lat - ${lat}::float8) ^ 2 + (lng - ${lng}::float8) ^ 2 * ${shrink}::float8)`;
}

/** The time of publication is never missing, and its index says nothing of missing values. */
function sortDirection({ sort }: SearchRequest): SQL {
  if (!sort || ("field" in sort && sort.field === "createdAt"))
    return sql.raw(sort && "dir" in sort ? sort.dir : "desc");
  return "nearTo" in sort ? sql`asc nulls last` : sql`${sql.raw(sort.dir)} nulls last`;
}

const sortOrder = (request: SearchRequest): SQL => sql`sort_value ${sortDirection(request)}`;

function orderOf(request: SearchRequest): SQL {
  if (request.sort) return sql`${sortOrder(request)}, score desc, id`;
  return request.q.trim() === "" ? sql`${sortOrder(request)}, id desc` : sql`score desc, id`;
}

const list = (parts: readonly SQL[]): SQL =>
  parts.length === 0 ? sql`` : sql`, ${sql.join([...parts], sql`, `)}`;

const and = (flags: readonly number[]): SQL =>
  flags.length === 0
    ? sql`true`
    : sql.join(
        flags.map((i) => sql.raw(`r${i}`)),
        sql` and `,
      );

/**
 * Counts all facets in one pass over `m`: one grouping set a facet, one count a group whose own condition is left out.
 * Arrays are grouped whole, and taken apart when there are only as many as combinations.
 */
function countFacets(schema: IndexSchema, request: SearchRequest, groups: readonly string[]) {
  const counted = (request.facets ?? []).flatMap((facet, i) => {
    const { type } = columnOf(schema, facet);
    if (type === "number" && facet !== "trl") return [];
    const own = request.disjunctive ? groups.indexOf(schema.groupOf?.[facet] ?? facet) : -1;
    return [
      {
        facet,
        column: sql.raw(`f${i}`),
        elements: type === "string[]" ? elements(facet, i) : undefined,
        own,
      },
    ];
  });
  if (counted.length === 0) return { ctes: sql``, facets: sql`json_build_object()` };
  const owns = [...new Set(counted.map(({ own }) => own))];
  const counts = owns.map((own) => {
    const kept = groups.flatMap((_, flag) => (flag === own ? [] : [flag]));
    return sql`count(*) filter (where ${and(kept)}) as ${countOf(own)}`;
  });
  const columns = counted.map(({ column }) => column);
  const sets = columns.map((column) => sql`(${column})`);
  const all = sql.join(columns, sql`, `);
  const ctes = sql`, counted as materialized (select ${all}, grouping(${all}) as missing, ${sql.join(counts, sql`, `)}
      from m group by grouping sets (${sql.join(sets, sql`, `)}))`;
  const facets = counted.map(
    (one, i) => sql`${one.facet}::text, ${listOf(one, setNumber(i, counted.length))}`,
  );
  return { ctes, facets: sql`json_build_object(${sql.join(facets, sql`, `)})` };
}

const countOf = (own: number): SQL => sql.raw(own < 0 ? "n" : `n${own}`);

/** What `grouping` says in the rows of the i-th of `count` sets: a one for every column that is not in the set. */
const setNumber = (i: number, count: number): number => 2 ** count - 1 - 2 ** (count - 1 - i);

function listOf(
  { column, elements: each, own }: { column: SQL; elements: SQL | undefined; own: number },
  set: number,
): SQL {
  const rows = each
    ? sql`select v, sum(${countOf(own)})::int as n from counted, ${each} as each(v) where missing = ${set} group by v`
    : sql`select ${column}::text as v, ${countOf(own)}::int as n from counted where missing = ${set}`;
  return sql`(select coalesce(json_agg(json_build_array(v, n)), '[]') from (
      select v, n from (${rows}) each where v is not null and n > 0 order by n desc, v limit ${mostValues}) listed)`;
}

const elements = (facet: string, i: number): SQL =>
  isStored(facet) ? sql.raw(`unnest(f${i})`) : sql.raw(`jsonb_array_elements_text(f${i})`);

function ranges(schema: IndexSchema, facets: readonly string[], allFlags: SQL): SQL {
  const parts = facets.flatMap((facet, i) => {
    if (columnOf(schema, facet).type !== "number") return [];
    const column = sql.raw(`f${i}`);
    return [
      sql`${facet}::text, (select json_build_object('min', min(${column}), 'max', max(${column})) from m where ${allFlags})`,
    ];
  });
  return sql`json_build_object(${sql.join(parts, sql`, `)})`;
}
