import { sql } from "drizzle-orm";
import type { Context } from "#app/domain/context.ts";
import { appUser } from "#db/schema/identity.ts";
import { eq } from "drizzle-orm";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";

/** What lets somebody in is not told to anybody, the person included. */
const secrets = [
  "password_hash",
  "totp_secret",
  "totp_last_step",
  "recovery_hashes",
  "secret_hash",
  "token_hash",
];

interface Place {
  table: string;
  column: string;
}

/**
 * Everything that is kept about a person (Personal Information Protection Law, Art. 45): their account, and of each table
 * the rows that name it, by table and column. Found by the foreign keys, so that no table is forgotten. Refuses `not_found`.
 */
export async function personData(
  { db }: Pick<Context, "db">,
  email: string,
): Promise<Result<Record<string, unknown[]>>> {
  const [user] = await db.select({ id: appUser.id }).from(appUser).where(eq(appUser.email, email));
  if (!user) return fail(problems.notFound("app_user"));
  const places = await db.execute<Place & Record<string, unknown>>(sql`
    select c.conrelid::regclass::text as table, a.attname as column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.contype = 'f' and c.confrelid = 'app_user'::regclass order by 1, 2`);
  const all = [{ table: "app_user", column: "id" }, { table: "audit_entry", column: "actor_id" }, ...places];
  const found: Record<string, unknown[]> = {};
  for (const { table, column } of all) {
    const rows = await db.execute<{ row: unknown }>(sql`
      select to_jsonb(t) - ${sql`array[${sql.join(
        secrets.map((name) => sql`${name}::text`),
        sql`, `,
      )}]`} as row
      from ${sql.identifier(table)} t where t.${sql.identifier(column)} = ${user.id}`);
    if (rows.length > 0) found[`${table}.${column}`] = rows.map(({ row }) => row);
  }
  const mails = await db.execute<{ row: unknown }>(
    sql`select jsonb_build_object('at', created_at, 'subject', subject, 'sent_at', sent_at) as row from mail where "to" = ${email}`,
  );
  if (mails.length > 0) found.mail = mails.map(({ row }) => row);
  return ok(found);
}
