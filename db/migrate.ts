import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runDrizzle } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";

const migrationLock = 7_230_114;

/** Brings the database at `url` to the current schema, job queue included. Safe to run from several processes. */
export async function migrate(url: string, migrationsFolder = "db/migrations"): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    await runDrizzle(drizzle(sql), { migrationsFolder });
    await runMigrations({ connectionString: url });
    // Jobs that are enqueued without graphile-worker's own function need the name of their task there before.
    await sql`insert into graphile_worker._private_tasks (identifier) values ('notify') on conflict do nothing`;
  } finally {
    await sql.end();
  }
}
