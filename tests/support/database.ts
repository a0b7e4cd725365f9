import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { type Connection, connect } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import { loadDemoMarket, loadReferenceData } from "#db/seed/index.ts";
import { rebuildIndex } from "#search/indexing.ts";

/** A database of its own for one test file: real, gone after `close`. */
export interface TestDatabase extends Connection {
  url: string;
}

interface Options {
  /** With the reference data, the demonstration market and its search index; else empty but for the schema. */
  seeded?: boolean;
  /** Connections in the pool. */
  max?: number;
}

const templateLock = 7_230_115;

/** The server that test databases are made on; the test run starts one and names it here. */
function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url)
    throw new Error("TEST_DATABASE_URL is missing: run the tests with npm test, or name a PostgreSQL server");
  return url;
}

/** Clones a template; making the template is the first caller's work, others wait for it. */
export async function testDatabase({ seeded = false, max = 10 }: Options = {}): Promise<TestDatabase> {
  const admin = postgres(serverUrl(), { max: 1, onnotice: () => {} });
  try {
    // PostgreSQL copies a template one at a time; the lock turns its error into a wait.
    await admin`select pg_advisory_lock(${templateLock})`;
    const template = await ensureTemplate(admin, seeded);
    const name = `kx_test_${randomBytes(6).toString("hex")}`;
    await admin.unsafe(`create database ${name} template ${template}`);
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

/** The seeded template is a clone of the plain one, filled. Its bookings are counted from today, so it lasts a day. */
async function ensureTemplate(admin: postgres.Sql, seeded: boolean): Promise<string> {
  const today = new Date().toISOString().slice(0, 10);
  const name = seeded
    ? `kx_seeded_${hashOf(["db", "search"], today)}`
    : `kx_template_${hashOf(["db/migrations"], "")}`;
  const known = await admin`select 1 from pg_database where datname = ${name}`;
  if (known.length > 0) return name;
  const building = `${name}_${randomBytes(4).toString("hex")}`;
  if (seeded)
    await admin.unsafe(`create database ${building} template ${await ensureTemplate(admin, false)}`);
  else await admin.unsafe(`create database ${building}`);
  await (seeded ? fill : migrate)(databaseUrl(building));
  await admin.unsafe(`alter database ${building} rename to ${name}`);
  return name;
}

async function fill(url: string): Promise<void> {
  const { db, close } = connect(url, 2);
  try {
    const now = new Date();
    await loadReferenceData(db);
    await loadDemoMarket(db, { now });
    await rebuildIndex(db, now);
  } finally {
    await close();
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

/** Changes whenever a file under `folders` does, so that an old template is never cloned. */
function hashOf(folders: readonly string[], extra: string): string {
  const hash = createHash("sha256").update(extra);
  const add = (path: string) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).toSorted()) add(join(path, name));
    else hash.update(path).update(readFileSync(path));
  };
  folders.forEach(add);
  return hash.digest("hex").slice(0, 16);
}
