import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import postgres from "postgres";
import type { Env } from "#app/runtime/env.server.ts";
import { type EmbeddedDatabase, startEmbedded } from "#db/embedded.ts";
import { giveUp, onStop } from "./lifetime.ts";

/** Held in an embedded database by the server that uses it. */
const ownerLock = 7_230_115;
/** How long a configured database may be silent at the start, when this process is busy loading itself, too. */
const answerMs = 30_000;
const waitForOwnerMs = 6_000;
const waitForChangeMs = 20_000;

interface Options {
  say?: (step: string) => void;
  /** Be the one server on this embedded database; other commands may still use it. */
  own?: boolean;
}

/**
 * The address of the configured database, or of the embedded one, which is started when it does not run.
 * It is stopped again at the end of the process, unless a server still uses it.
 */
export async function openDatabase(env: Env, { say = () => {}, own = false }: Options = {}): Promise<string> {
  if (env.DATABASE_URL) {
    await requireConnection(env.DATABASE_URL);
    return env.DATABASE_URL;
  }
  const { embedded, lock } = await startAndLock(env, say, own);
  onStop(async () => {
    const last = lock ?? (embedded.adopted ? undefined : await tryLock(embedded.url));
    if (!last) return;
    await embedded.stop();
    await last.end({ timeout: 0 });
  });
  return embedded.url;
}

/** Another process may be stopping PostgreSQL at this very moment, so a lost connection is a reason to look again. */
async function startAndLock(env: Env, say: (step: string) => void, own: boolean) {
  for (const end = Date.now() + waitForChangeMs; ; await sleep(200)) {
    const embedded = await startEmbedded(join(env.dataDir, "postgres"), { say }).catch(passing(end));
    if (!embedded) continue;
    if (!own) return { embedded, lock: undefined };
    const lock = await waitForLock(embedded, env, say).catch(passing(end));
    if (lock) return { embedded, lock };
  }
}

const passing = (end: number) => (error: unknown) => {
  const code = error instanceof Error ? Reflect.get(error, "code") : undefined;
  const connectionLost = ["ECONNREFUSED", "ECONNRESET", "CONNECTION_CLOSED", "57P01", "57P03"].includes(
    String(code),
  );
  if (!connectionLost || Date.now() > end) throw error;
  return undefined;
};

async function waitForLock(
  { url }: EmbeddedDatabase,
  env: Env,
  say: (step: string) => void,
): Promise<postgres.Sql> {
  let told = false;
  let held = false;
  for (const end = Date.now() + waitForOwnerMs; Date.now() < end; await sleep(100)) {
    const lock = await tryLock(
      url,
      () => held && giveUp(new Error("The embedded PostgreSQL has ended; see its log")),
    );
    if (lock) {
      held = true;
      return lock;
    }
    if (!told) say(`Another Kexiang uses ${env.dataDir}; waiting for it to stop`);
    told = true;
  }
  throw new Error(
    `Another Kexiang is running on ${env.dataDir}. Stop it, or choose another DATA_DIR and PORT.`,
  );
}

/** The connection that holds the owner's lock, or nothing when another process holds it. */
async function tryLock(url: string, onclose: () => void = () => {}): Promise<postgres.Sql | undefined> {
  const sql = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {}, onclose });
  const [row] = await sql`select pg_try_advisory_lock(${ownerLock}) as held`.catch(async (error: unknown) => {
    await sql.end({ timeout: 0 });
    throw error;
  });
  if (row?.held === true) return sql;
  await sql.end();
  return undefined;
}

async function requireConnection(url: string): Promise<void> {
  // Not by the library `postgres`, which waits without end for a machine that drops what it is sent.
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Configuration: DATABASE_URL is wrong: ${why}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
