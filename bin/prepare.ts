import postgres from "postgres";
import type { Env } from "#app/runtime/env.server.ts";
import { connect } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import { loadDemoMarket, loadReferenceData } from "#db/seed/index.ts";
import { askForDelivery } from "#app/domain/search/index-listing.server.ts";
import { prepareIndex, keepInMeilisearch } from "#search/indexing.ts";

const preparationLock = 7_230_116;

/**
 * Brings the database up to date: schema, reference data, and the demonstration market where that is wanted and nothing
 * is there yet. Several processes may start at once: one prepares, the others wait and find everything done.
 */
export async function prepareMarket(
  env: Env & { DATABASE_URL: string },
  say: (step: string) => void,
): Promise<void> {
  const guard = postgres(env.DATABASE_URL, { max: 1, onnotice: () => {} });
  const connection = connect(env.DATABASE_URL, 2);
  try {
    await guard`select pg_advisory_lock(${preparationLock})`;
    await migrate(env.DATABASE_URL);
    await loadReferenceData(connection.db);
    if (env.production && (await holdsDemo(guard)))
      throw new Error(
        "Configuration: DATABASE_URL is wrong: it holds demonstration accounts, whose password everybody knows",
      );
    if (env.demo && (await isEmpty(guard))) {
      say("Loading the demonstration market");
      await loadDemoMarket(connection.db, { now: new Date() });
    }
    keepInMeilisearch(connection.db, { url: env.MEILI_URL, apiKey: env.MEILI_API_KEY });
    const indexed = await prepareIndex(connection.db, new Date());
    if (indexed !== undefined) say(`Indexed ${indexed} listings for search`);
    // A Meilisearch that is empty, outdated or behind is seen to by the worker; PostgreSQL answers until then.
    await askForDelivery(connection);
  } finally {
    await connection.close();
    await guard.end();
  }
}

async function holdsDemo(sql: postgres.Sql): Promise<boolean> {
  const found =
    await sql`select 1 from app_user where email like ${"%@demo.test"} and disabled_at is null limit 1`;
  return found.length > 0;
}

async function isEmpty(sql: postgres.Sql): Promise<boolean> {
  const found = await sql`select 1 from organization limit 1`;
  return found.length === 0;
}
