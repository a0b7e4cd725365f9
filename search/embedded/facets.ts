import { type SQL, sql } from "drizzle-orm";
import type { IndexSchema, SearchRequest } from "../engine.ts";
import { columnOf, isStored } from "./columns.ts";

const mostValues = 100;

/** The rows of `m` that the conditions with these places keep. */
export const keptBy = (flags: readonly number[]): SQL =>
  flags.length === 0
    ? sql`true`
    : sql.join(
        flags.map((i) => sql.raw(`r${i}`)),
        sql` and `,
      );

/** A facet as it is counted: its column of `m`, how an array's is taken apart, and the group of conditions that it chooses in. */
interface Counted {
  facet: string;
  column: SQL;
  elements?: SQL;
  /** The place of its own group among the conditions, which do not narrow its counts; -1 where they all do. */
  own: number;
}

/**
 * Counts the facets that the same conditions narrow in one pass over `m`, with a grouping set for each. Arrays are grouped
 * whole, and taken apart when there are only as many as combinations.
 */
export function countFacets(schema: IndexSchema, request: SearchRequest, groups: readonly string[]) {
  const facets = (request.facets ?? []).flatMap((facet, i) =>
    countedFacet(schema, request, groups, facet, i),
  );
  const passes = [...new Set(facets.map(({ own }) => own))].map((own) => ({
    own,
    name: sql.raw(`counted${own + 1}`),
    facets: facets.filter((one) => one.own === own),
  }));
  const ctes = passes.map(({ own, name, facets: counted }) => {
    const all = sql.join(
      counted.map(({ column }) => column),
      sql`, `,
    );
    const sets = counted.map(({ column }) => sql`(${column})`);
    return sql`, ${name} as materialized (select ${all}, grouping(${all}) as missing, count(*)::int as n
      from m where ${keptBy(groups.flatMap((_, flag) => (flag === own ? [] : [flag])))}
      group by grouping sets (${sql.join(sets, sql`, `)}))`;
  });
  const lists = passes.flatMap(({ name, facets: counted }) =>
    counted.map((one, i) => sql`${one.facet}::text, ${listOf(one, name, setNumber(i, counted.length))}`),
  );
  return { ctes: sql.join(ctes), facets: sql`json_build_object(${sql.join(lists, sql`, `)})` };
}

/** Numbers other than a level have a range instead. */
function countedFacet(
  schema: IndexSchema,
  { disjunctive }: SearchRequest,
  groups: readonly string[],
  facet: string,
  i: number,
): Counted[] {
  const { type } = columnOf(schema, facet);
  if (type === "number" && facet !== "trl") return [];
  const own = disjunctive ? groups.indexOf(schema.groupOf?.[facet] ?? facet) : -1;
  return [
    { facet, column: sql.raw(`f${i}`), own, ...(type === "string[]" && { elements: elements(facet, i) }) },
  ];
}

/** What `grouping` says in the rows of the i-th of `count` sets: a one for every column that is not in the set. */
const setNumber = (i: number, count: number): number => 2 ** count - 1 - 2 ** (count - 1 - i);

function listOf({ column, elements: each }: Counted, pass: SQL, set: number): SQL {
  const rows = each
    ? sql`select v, sum(n)::int as n from (select ${each} as v, n from ${pass} where missing = ${set}) taken group by v`
    : sql`select ${column}::text as v, n from ${pass} where missing = ${set}`;
  return sql`(select coalesce(json_agg(json_build_array(v, n)), '[]') from (
      select v, n from (${rows}) each where v is not null order by n desc, v limit ${mostValues}) listed)`;
}

const elements = (facet: string, i: number): SQL =>
  isStored(facet) ? sql.raw(`unnest(f${i})`) : sql.raw(`jsonb_array_elements_text(f${i})`);

/** Least and greatest of every facet of numbers. */
export function ranges(schema: IndexSchema, facets: readonly string[]): SQL {
  const parts = facets.flatMap((facet, i) => {
    if (columnOf(schema, facet).type !== "number") return [];
    const column = sql.raw(`f${i}`);
    return [sql`${facet}::text, json_build_object('min', min(${column}), 'max', max(${column}))`];
  });
  return sql`json_build_object(${sql.join(parts, sql`, `)})`;
}
