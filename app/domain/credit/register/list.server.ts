import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { platformZone } from "../../working-days.ts";
import type { Context } from "../../context.ts";
import type { RegisterInput } from "./inputs.ts";
import { type RegisterRow, registerRows } from "./rows.server.ts";

export interface RegisterPage {
  items: RegisterRow[];
  /** The cursor of the next page; null at the end. */
  next: string | null;
}

/** A page of the public register, latest publication first. */
export async function listRegister(
  { db, clock }: Pick<Context, "db" | "clock">,
  input: RegisterInput,
): Promise<RegisterPage> {
  const now = clock.now();
  const { page, limit, cursor } = input;
  const offset = cursor === undefined ? (page - 1) * limit : 0;
  const ids = await chooseIds(db, input, now, { limit: limit + 1, offset });
  const rows = await registerRows(db, ids, now);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.cursor ?? null) : null };
}

/** So many of the latest entries are read for words before anything else: common words are found there. */
const readFirst = 300;
/** A word that so many of these have is read for in the register's order; a rarer one is looked up. */
const common = 3;
/** No bound, said as one: PostgreSQL then reads in order until a page is full. */
const everything = 1_000_000_000;

/** Measures that ended since the job last said so: far fewer, unless it has not run for weeks. The bound makes an index do. */
const mostLately = 10_000;

interface Window {
  limit: number;
  offset: number;
}

/** The publications that the input asks for, in the register's order. */
export async function chooseIds(tx: Tx, input: RegisterInput, now: Date, window: Window): Promise<string[]> {
  const { q } = input;
  const named = q === "" ? undefined : await namedBy(tx, q);
  if (named || q === "") return idsOf(tx, chosenBy(input, now, window, named));
  const { limit, offset } = window;
  const has = sql`e.words like ${`%${q.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`}`;
  const read = (first: SQL, window: Window) =>
    idsOf(
      tx,
      sql`select e.id from (${first}) e where ${has} order by e."from" desc, e.id desc ${bounds(window)}`,
    );
  const latest = chosenBy(input, now, { limit: readFirst, offset: 0 });
  const near = await read(latest, { limit: offset + limit, offset: 0 });
  if (near.length === offset + limit) return near.slice(offset);
  if (near.length < common) return idsOf(tx, chosenBy(input, now, window, lookedUp(q)));
  return read(chosenBy(input, now, { limit: everything, offset: 0 }), window);
}

/** Whoever has all pairs of characters of a word, which an index knows, and among them those that have the word. */
export function lookedUp(q: string): SQL {
  const characters = [...q.toLowerCase()];
  const pairs =
    characters.length < 2 ? characters : characters.slice(1).map((next, at) => `${characters[at]}${next}`);
  return sql`grams(e.words) @> ${sql.param(pairs)}::text[] and strpos(e.words, ${q.toLowerCase()}) > 0`;
}

const bounds = ({ limit, offset }: Window): SQL => sql`limit ${limit} offset ${offset}`;

/** The publications that a statement selects as `id`. */
export const idsOf = async (tx: Tx, chosen: SQL): Promise<string[]> =>
  (await tx.execute<{ id: string }>(chosen)).map(({ id }) => id);

/** What a credit code or a whole document number names; undefined for other words. */
async function namedBy(tx: Tx, q: string): Promise<SQL | undefined> {
  const code = q.toUpperCase().replaceAll(/\s/g, "");
  if (/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code))
    return sql`e.subject_id = (select s.id from organization s where s.uscc = ${code})`;
  if (!q.endsWith("号")) return undefined;
  const [decided] = await tx.execute<{ id: string }>(sql`select id from decision where document_no = ${q}`);
  return decided && sql`e.decision_id = ${decided.id}`;
}

/**
 * Entries of the register, latest first; with `words` only the few that these name. Those that are over by now though no
 * job has said so yet are merged in.
 */
export function chosenBy(input: RegisterInput, now: Date, { limit, offset }: Window, words?: SQL): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  const asked = [sql`e."from" <= ${at} and e.until > ${at}`, ...filters(input)];
  // Read on its own: what a name or a rare word finds is less than any of the conditions would.
  const named = (of: SQL) => (words ? sql`(select * from ${of} e where ${words} offset 0)` : of);
  const page = (conditions: readonly SQL[], most: SQL, of = sql`register_entry`) => sql`
    select e.publication_id as id, e."from", e.words from ${named(of)} e where ${sql.join([...asked, ...conditions], sql` and `)}
    order by e."from" desc, e.publication_id desc ${most}`;
  const most = bounds({ limit, offset });
  if (input.state === "in_force") return page([sql`not e.over and e.runs_until > ${at}`], most);
  if (input.state !== "ended") return page([], most);
  const each = sql`limit ${limit + offset}`;
  const lately = sql`(select * from register_entry where not over and runs_until <= ${at}
    order by runs_until limit ${mostLately})`;
  return sql`select * from ((${page([sql`e.over`], each)}) union all (${page([], each, lately)})) e
    order by e."from" desc, e.id desc ${most}`;
}

function filters({ measure, class: grade, region, from, until, cursor }: RegisterInput): SQL[] {
  const asked: SQL[] = [];
  if (measure) asked.push(sql`e.kinds @> array[${measure}]::text[]`);
  if (grade) asked.push(sql`e.class = ${grade}`);
  if (region) asked.push(regionAsk(region));
  if (from) asked.push(sql`e."from" >= ${from}::timestamp at time zone ${platformZone}`);
  if (until) asked.push(sql`e."from" < (${until}::date + 1)::timestamp at time zone ${platformZone}`);
  if (cursor) asked.push(beyond(cursor));
  return asked;
}

/** Counties and cities by equality, which leaves the order to their indexes; a province is nearly everything. */
function regionAsk(prefix: string): SQL {
  if (prefix.length === 6) return sql`e.region_code = ${prefix}`;
  return sql`left(e.region_code, ${sql.raw(String(prefix.length))}) = ${prefix}`;
}

function beyond(cursor: string): SQL {
  const [at = "0", id = ""] = cursor.split("_");
  return sql`(e."from", e.publication_id) < (${new Date(Number(at)).toISOString()}::timestamptz, ${id}::uuid)`;
}
