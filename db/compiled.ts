import { getTableColumns, is, Param, Placeholder, type Query, SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { PgDialect, type PgTable } from "drizzle-orm/pg-core";

const dialect = new PgDialect({ casing: "snake_case" });

/** A statement as the driver gets it: nothing is left to be built. */
class Built extends SQL {
  readonly #query: Query;

  constructor(query: Query) {
    super([]);
    this.#query = query;
  }

  override toQuery(): Query {
    return this.#query;
  }
}

/** A value by its name, or one within it: `booking.id`. */
type Path<Values> = { [K in keyof Values & string]: K | `${K}.${keyof Values[K] & string}` }[keyof Values &
  string];

/** What stands in a compiled statement where a value belongs. */
export type ValueOf<Values> = (name: Path<Values>) => Placeholder;

/**
 * A statement that is run so often that building its text each time would take longer than running it: the text is built
 * once, at first use, with `value(name)` where a value belongs; after that only values are filled in. One that runs
 * outside transactions too begins with `prepared`.
 */
export function compiled<Values extends object>(
  build: (value: ValueOf<Values>) => SQL,
): (values: Values) => SQL {
  let template: { sql: string; fill: ((values: Values) => unknown)[] } | undefined;
  return (values) => {
    template ??= templateOf(build((name) => sql.placeholder(name)));
    return new Built({ sql: template.sql, params: template.fill.map((one) => one(values)) });
  };
}

function templateOf<Values extends object>(statement: SQL) {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  return { sql: text, fill: params.map((param) => fillerOf<Values>(param)) };
}

/** How one parameter gets its value; one that belongs to a column is written as the column writes it. */
function fillerOf<Values extends object>(param: unknown): (values: Values) => unknown {
  if (is(param, Placeholder)) return readerOf(param.name);
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param;
  const { encoder, value } = param;
  const read = readerOf(value.name);
  return (values) => {
    const given = read(values);
    return given === null ? null : encoder.mapToDriverValue(given);
  };
}

function readerOf(path: string): (values: object) => unknown {
  const [first = "", second] = path.split(".");
  if (second === undefined) return (values) => Reflect.get(values, first);
  return (values) => {
    const within: unknown = Reflect.get(values, first);
    if (typeof within !== "object" || within === null) throw new Error(`a statement has no ${first}`);
    return Reflect.get(within, second);
  };
}

/** `insert into … values (…)` of one row with these columns, each value written as its column writes it. */
export function insertOf<T extends PgTable, Name extends keyof T["_"]["columns"] & string>(
  table: T,
  names: readonly Name[],
  value: (name: Name) => Placeholder,
): SQL {
  const columns = getTableColumns(table);
  const listed = sql.join(
    names.map((name) => sql.identifier(toSnakeCase(name))),
    sql`, `,
  );
  const values = sql.join(
    names.map((name) => sql.param(value(name), columns[name])),
    sql`, `,
  );
  return sql`insert into ${table} (${listed}) values (${values})`;
}

/** Several ids as one value, for `= any(…::uuid[])`. */
export const idList = (ids: readonly string[]): string => `{${ids.join(",")}}`;
