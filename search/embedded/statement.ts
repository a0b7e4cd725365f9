import { type SQL, sql } from "drizzle-orm";
import type { IndexSchema, Place, SearchRequest } from "../engine.ts";
import { columnOf, condition } from "./columns.ts";
import { countFacets, keptBy, ranges } from "./facets.ts";
import type { Plan } from "./plan.ts";

/**
 * So many equally promising documents are weighed against each other; beyond, the newer ones are. As many as can be paged
 * through: every page must choose among the same, or one document comes onto two of them.
 */
const mostRanked = 1000;

/**
 * One statement for hits, total, facet counts and number ranges: the matching rows are materialised once without what
 * only a page needs, the facets are counted over it, and the finer rank is worked out for the rows that can come onto
 * the page. Answers one row `{total, best, hits: [id, score][], facets, stats}`.
 */
export function searchStatement(schema: IndexSchema, request: SearchRequest, plan: Plan): SQL {
  const groups = Object.entries(request.refine ?? {});
  const flags = groups.map(([, filter], i) => sql`${condition(schema, filter)} as ${sql.raw(`r${i}`)}`);
  const values = (request.facets ?? []).map(
    (facet, i) => sql`${columnOf(schema, facet).value} as ${sql.raw(`f${i}`)}`,
  );
  const allFlags = keptBy(groups.map((_, i) => i));
  const counting = countFacets(
    schema,
    request,
    groups.map(([name]) => name),
  );
  return sql`with m as materialized (
      select * from (
        select ctid as tid, ${scoreOf(schema, request, plan)} as base, ${sortValue(schema, request)} as sort_value${list([...flags, ...values])}
        from search_doc
        where idx = ${request.index} and gen = (select live_gen from search_state where idx = ${request.index})
          and ${plan.match} and ${condition(schema, request.scope)} offset 0) looked where base is not null
    )${counting.ctes},
    summed as materialized (
      select count(*)::int as total, ${ranges(schema, request.facets ?? [])} as stats from m where ${allFlags}
    ),
    first as materialized (${firstOnes(request, allFlags)}),
    scored as materialized (
      select id, base + ${plan.rank} as score, sort_value
      from (${candidates(request, plan)}) promising join search_doc on ctid = tid
    )
    select (select total from summed) as total,
      (select max(score) from scored) as best,
      (select coalesce(json_agg(json_build_array(id, score)), '[]') from (
         select id, score from scored order by ${orderOf(request)}
         offset ${request.offset} limit ${request.limit}) page) as hits,
      ${counting.facets} as facets,
      (select stats from summed) as stats,
      ${stateColumns(request)}`;
}

/** The score, null of what does not match. What is only counted, because a condition leaves it out, is not scored. */
function scoreOf(schema: IndexSchema, { refine }: SearchRequest, { base, exact }: Plan): SQL {
  const kept = Object.values(refine ?? {}).map((filter) => condition(schema, filter));
  if (kept.length === 0) return sql`${base}::float8`;
  const counted = exact ? sql`case when ${exact} then 0 end` : sql`0`;
  return sql`(case when ${sql.join(kept, sql` and `)} then ${base} else ${counted} end)::float8`;
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

/**
 * Whoever comes onto the page is among these: the first in the order that is asked for, or those that are weighed. Where
 * more are equal than are weighed, their places in the table choose, so that every page has the same to choose among.
 */
function firstOnes(request: SearchRequest, allFlags: SQL): SQL {
  if (isOrdered(request))
    return sql`select tid, base, sort_value from (select tid, base, sort_value from m where ${allFlags}
      order by ${sortOrder(request)} fetch first ${sql.raw(String(lastOf(request)))} rows with ties) page
      order by ${sortOrder(request)}, tid limit ${2 * mostRanked}`;
  return sql`select tid, base, sort_value from m where ${allFlags}
    order by base desc, sort_value desc, tid limit ${mostRanked}`;
}

/** The rows that can come onto the page, by their places: no rank lifts one over the last of the page that has more than this less. */
function candidates(request: SearchRequest, plan: Plan): SQL {
  if (isOrdered(request)) return sql`select tid, base, sort_value from first`;
  return sql`select tid, base, sort_value from first where base >= coalesce((select base from first
    order by base desc offset ${lastOf(request) - 1} limit 1), 0) - ${plan.rankAtMost}::float8`;
}

/** Otherwise the best come first. */
const isOrdered = ({ sort, q }: SearchRequest): boolean => sort !== undefined || q.trim() === "";

const lastOf = ({ offset, limit }: SearchRequest): number => Math.max(1, offset + limit);

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
