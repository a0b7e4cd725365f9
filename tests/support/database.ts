import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { type Connection, connect } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";

/** A database of its own for one test file: real, empty but for the schema, gone after `close`. */
export interface TestDatabase extends Connection {
  url: string;
}

const migrations = "db/migrations";
const templateLock = 7_230_115;

/** The server that test databases are made on; the test run starts one and names it here. */
function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error("TEST_DATABASE_URL is missing: run the tests with npm test, or name a PostgreSQL server");
  return url;
}

/** Clones the migrated template; making the template is the first caller's work, others wait for it. */
export async function testDatabase(max = 10): Promise<TestDatabase> {
  const admin = postgres(serverUrl(), { max: 1, onnotice: () => {} });
  try {
    const template = await ensureTemplate(admin);
    const name = `kx_test_${randomBytes(6).toString("hex")}`;
    await cloneDatabase(admin, name, template);
    const url = databaseUrl(name);
    const connection = connect(url, max);
    return { ...connection, url, close: () => dropDatabase(connection, name) };
  } finally {
    await admin.end();
  }
}

/** The same server, another database. */
function databaseUrl(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

async function ensureTemplate(admin: postgres.Sql): Promise<string> {
  const name = `kx_template_${schemaHash()}`;
  await admin`select pg_advisory_lock(${templateLock})`;
  try {
    const known = await admin`select 1 from pg_database where datname = ${name}`;
    if (known.length === 0) {
      const building = `${name}_${randomBytes(4).toString("hex")}`;
      await admin.unsafe(`create database ${building}`);
      await migrate(databaseUrl(building));
      await admin.unsafe(`alter database ${building} rename to ${name}`);
    }
    return name;
  } finally {
    await admin`select pg_advisory_unlock(${templateLock})`;
  }
}

/** PostgreSQL copies a template one at a time; the lock turns its error into a wait. */
async function cloneDatabase(admin: postgres.Sql, name: string, template: string): Promise<void> {
  await admin`select pg_advisory_lock(${templateLock})`;
  try {
    await admin.unsafe(`create database ${name} template ${template}`);
  } finally {
    await admin`select pg_advisory_unlock(${templateLock})`;
  }
}

async function dropDatabase(connection: Connection, name: string): Promise<void> {
  await connection.close();
  const admin = postgres(serverUrl(), { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(`drop database ${name} with (force)`);
  } finally {
    await admin.end();
  }
}

/** Changes whenever a migration does, so that an old template is never cloned. */
function schemaHash(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(migrations).filter((entry) => entry.endsWith(".sql")).toSorted()) {
    hash.update(file).update(readFileSync(join(migrations, file)));
  }
  return hash.digest("hex").slice(0, 16);
}
