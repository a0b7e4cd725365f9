import { type SQL, sql } from "drizzle-orm";
import type { IndexSchema, Place, SearchRequest } from "../engine.ts";
import type { Understood, Unit } from "../language/understanding.ts";
import { columnOf, condition, isStored } from "./columns.ts";
import { rankQueries, widenedQueries } from "./tsquery.ts";

/** Which documents match and how well: both SQL over `search_doc`. */
export interface Plan {
  match: SQL;
  score: SQL;
}

const weights = sql`'{0.08,0.25,0.5,1}'::float4[]`;
const query = (text: string): SQL => sql`${text}::tsquery`;
const holds = (text: string | undefined): SQL => (text ? sql`(tsv @@ ${query(text)})::int` : sql`0`);

/** The kind's own likelihood; lower for other kinds when the query names one. */
function prior(wantedKind: string | undefined): SQL {
  return wantedKind ? sql`(case when kind = ${wantedKind} then 1 else 0.7 * boost end)` : sql`boost`;
}

/** What a document gains whose model, number or owner is the whole query: more than all else together. */
export const codeScore = 10;

/** Documents that hold all words, best first by codes, titles, contiguous wording, kind and density. */
export function planAll(understood: Understood): Plan {
  const { match, codes, titleUnits, titlePhrase, phrase, hints } = rankQueries(understood);
  const score = sql`(${codeScore}::int * ${holds(codes)} + 2 * ${holds(titleUnits)} + 2 * ${holds(titlePhrase)} + 2 * ${holds(phrase)}
    + 1.5 * ${holds(hints)} + 1.5 * ${prior(understood.wantedKind)} + 2 * least(ts_rank(${weights}, tsv, ${query(match)}), 1))`;
  return { match: sql`tsv @@ ${query(match)}`, score };
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
  const some = sql`(${sql.join([...parts, sql`0`], sql` + `)} + 1.5 * ${holds(hints)} + 1.5 * ${prior(understood.wantedKind)}
    + 0.5 * ts_rank(${weights}, tsv, ${query(either)}))`;
  return {
    match: sql`tsv @@ ${query(either)}`,
    score: sql`(case when ${all.match} then 1000 + ${all.score} else ${some} end)`,
  };
}

/** Browsing: everything, in no order of its own. */
export const planBrowse: Plan = { match: sql`true`, score: sql`0` };

const mostValues = 100;

/**
 * One statement for hits, total, facet counts and number ranges: the matching rows are materialised once with their
 * scores, so that no part tests them again. Answers one row `{total, best, hits: [id, score][], facets, stats}`.
 */
export function searchStatement(schema: IndexSchema, request: SearchRequest, plan: Plan): SQL {
  const groups = Object.entries(request.refine ?? {});
  const flags = groups.map(([, filter], i) => sql`${condition(schema, filter)} as ${sql.raw(`r${i}`)}`);
  const facets = request.facets ?? [];
  const values = facets.map((facet, i) => sql`${columnOf(schema, facet).value} as ${sql.raw(`f${i}`)}`);
  const sort = sortValue(schema, request);
  const allFlags = and(groups.map((_, i) => i));
  return sql`with m as materialized (
      select id, ${plan.score} as score, ${sort} as sort_value${list([...flags, ...values])}
      from search_doc
      where idx = ${request.index} and gen = (select live_gen from search_state where idx = ${request.index})
        and ${plan.match} and ${condition(schema, request.scope)}
    )
    select (select count(*)::int from m where ${allFlags}) as total,
      (select max(score)::float8 from m where ${allFlags}) as best,
      (select coalesce(json_agg(json_build_array(id, score)), '[]') from (
         select id, score from m where ${allFlags} order by ${orderOf(request)}
         offset ${request.offset} limit ${request.limit}) page) as hits,
      ${facetCounts(
        schema,
        request,
        groups.map(([name]) => name),
      )} as facets,
      ${ranges(schema, facets, allFlags)} as stats,
      (select text_version from search_state where idx = ${request.index}) as "textVersion"`;
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

function orderOf({ q, sort }: SearchRequest): SQL {
  if (sort && "nearTo" in sort) return sql`sort_value asc nulls last, score desc, id`;
  if (sort) return sql`sort_value ${sql.raw(sort.dir)} nulls last, score desc, id`;
  return q.trim() === "" ? sql`sort_value desc, id desc` : sql`score desc, id`;
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

function facetCounts(schema: IndexSchema, request: SearchRequest, groups: readonly string[]): SQL {
  const counts = (request.facets ?? []).flatMap((facet, i) => {
    const { type } = columnOf(schema, facet);
    if (type === "number" && facet !== "trl") return [];
    const group = schema.groupOf?.[facet] ?? facet;
    const kept = groups.flatMap((name, flag) => (request.disjunctive && name === group ? [] : [flag]));
    const from = type === "string[]" ? sql`m, ${elements(facet, i)} as each(v)` : sql`m`;
    const value = type === "string[]" ? sql`each.v` : sql`${sql.raw(`f${i}`)}::text`;
    return [
      sql`${facet}::text, (select coalesce(json_agg(json_build_array(v, n)), '[]') from (
      select ${value} as v, count(*)::int as n from ${from} where ${and(kept)} and ${value} is not null
      group by 1 order by n desc, v limit ${mostValues}) counted)`,
    ];
  });
  return sql`json_build_object(${sql.join(counts, sql`, `)})`;
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
