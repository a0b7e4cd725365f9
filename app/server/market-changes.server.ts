import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { env } from "#app/runtime/env.server.ts";
import { log } from "#app/runtime/log.server.ts";
import { forgetAnswers, shareAnswers } from "#app/runtime/shared-answers.server.ts";
import { marketChanged } from "#search/changes.ts";

const againMs = 1_000;

/**
 * Listens for changes of the market on a connection of its own, and lets answers be shared for as long as it hears.
 * Nothing is shared beside Meilisearch, whose own delay uses up the time that a reader may see what has changed since.
 * Returns how to stop.
 */
export function hearMarketChanges(): () => Promise<void> {
  if (env().MEILI_URL) return async () => {};
  const stopped = new AbortController();
  const hearing = hearUntil(stopped.signal);
  return async () => {
    stopped.abort();
    await hearing;
  };
}

async function hearUntil(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await hearOnce(signal).catch((error: unknown) =>
      log.warn({ err: error }, "changes of the market are not heard: nothing is shared until they are again"),
    );
    shareAnswers(false);
    await sleep(againMs, undefined, { signal }).catch(() => undefined);
  }
}

/** How long a server that accepts the connection may say nothing. */
const connectingMs = 10_000;

/** Hears until the connection ends or it is told to stop; throws what the connection ended of. */
async function hearOnce(signal: AbortSignal): Promise<void> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: connectingMs,
    keepAlive: true,
  });
  const over = new Promise<void>((ended, failed) => {
    client.once("end", () => ended());
    client.on("error", failed);
    signal.addEventListener("abort", () => ended(), { once: true });
  });
  client.on("notification", forgetAnswers);
  try {
    await client.connect();
    await client.query(`listen ${marketChanged}`);
    if (!signal.aborted) shareAnswers(true);
    await over;
  } finally {
    over.catch(() => undefined);
    await client.end().catch(() => undefined);
  }
}
