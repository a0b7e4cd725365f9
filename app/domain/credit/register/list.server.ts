import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { isPublished, measureState } from "#db/published.ts";
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
  const chosen = sql`${await chosenBy(db, input, now)} limit ${limit + 1} offset ${offset}`;
  const rows = await registerRows(db, chosen, now);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.cursor ?? null) : null };
}

/** More hits of the words than this are not looked up beforehand: the register is then read from its latest row on. */
const mostFound = 500;

/** What the input asks for, as a query of publications in the register's order. */
export async function chosenBy(tx: Tx, input: RegisterInput, now: Date): Promise<SQL> {
  const conditions = [isPublished(now), ...filters(input, now)];
  if (input.q !== "") conditions.push(await wordsAsk(tx, input.q));
  return sql`select p.id from publication p where ${sql.join(conditions, sql` and `)}
    order by p."from" desc, p.id desc`;
}

function filters({ state, measure, class: grade, region, from, until, cursor }: RegisterInput, now: Date) {
  const asked: SQL[] = [];
  if (state) asked.push(sql`${state === "in_force" ? sql`exists` : sql`not exists`} ${runningMeasure(now)}`);
  if (measure)
    asked.push(sql`p.decision_id in (select l.decision_id from decided_measure l where l.kind = ${measure})`);
  if (grade) asked.push(sql`p.class = ${grade}`);
  if (region) asked.push(regionAsk(region));
  if (from) asked.push(sql`p."from" >= ${from}::timestamp at time zone ${platformZone}`);
  if (until) asked.push(sql`p."from" < (${until}::date + 1)::timestamp at time zone ${platformZone}`);
  if (cursor) asked.push(beyond(cursor));
  return asked;
}

const runningMeasure = (now: Date): SQL => sql`(select 1 from measure m
  where m.decision_id = p.decision_id and ${measureState(now)} in ('in_force', 'stayed', 'coming'))`;

/** `3301` stands for `330100` to `330199`: a range that the index knows, whatever the collation. */
const regionAsk = (prefix: string): SQL =>
  prefix.length === 6
    ? sql`p.region_code = ${prefix}`
    : sql`p.region_code between ${prefix.padEnd(6, "0")} and ${prefix.padEnd(6, "9")}`;

function beyond(cursor: string): SQL {
  const [at = "0", id = ""] = cursor.split("_");
  return sql`(p."from", p.id) < (${new Date(Number(at)).toISOString()}::timestamptz, ${id}::uuid)`;
}

const pattern = (q: string): string => `%${q.replace(/[\\%_]/g, "\\$&")}%`;

/** A credit code exactly, else a part of a name or of a document number. */
async function wordsAsk(tx: Tx, q: string): Promise<SQL> {
  const code = q.toUpperCase().replaceAll(/\s/g, "");
  if (/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code))
    return sql`p.subject_id = (select s.id from organization s where s.uscc = ${code})`;
  const like = pattern(q);
  const found = await tx.execute<{ subject: string | null; decision: string | null }>(sql`
    (select s.id as subject, null::uuid as decision from organization s
      where s.name_zh like ${like} or lower(s.name_en) like lower(${like}) limit ${mostFound + 1})
    union all (select null::uuid, d.id from decision d where d.document_no like ${like} limit ${mostFound + 1})`);
  if (found.length > mostFound) return asReadOn(like);
  const subjects = found.flatMap(({ subject }) => subject ?? []);
  const decisions = found.flatMap(({ decision }) => decision ?? []);
  return sql`(p.subject_id = any(${idArray(subjects)}) or p.decision_id = any(${idArray(decisions)}))`;
}

const idArray = (ids: readonly string[]): SQL => sql`${`{${ids.join(",")}}`}::uuid[]`;

const asReadOn = (like: string): SQL => sql`(exists (select 1 from organization s where s.id = p.subject_id
    and (s.name_zh like ${like} or lower(s.name_en) like lower(${like})))
  or exists (select 1 from decision d where d.id = p.decision_id and d.document_no like ${like}))`;
