import { type Connection, connect } from "#db/client.ts";
import { keepInMeilisearch } from "#search/indexing.ts";
import { env } from "./env.server.ts";

let open: Connection | undefined;

/** The process's pool, opened on first use. Throws when `DATABASE_URL` is missing: `npm start` always sets it. */
export function database(): Connection {
  const url = env().DATABASE_URL;
  if (!url) throw new Error("Configuration: DATABASE_URL is missing");
  if (!open) {
    open = connect(url);
    keepInMeilisearch(open.db, { url: env().MEILI_URL, apiKey: env().MEILI_API_KEY });
  }
  return open;
}

/** Lets running queries finish, a few seconds, and closes the pool. */
export async function closeDatabase(): Promise<void> {
  const closing = open;
  open = undefined;
  await closing?.close();
}
