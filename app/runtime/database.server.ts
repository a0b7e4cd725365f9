import { type Connection, connect } from "#db/client.ts";
import { env } from "./env.server.ts";

let open: Connection | undefined;

/** The process's pool, opened on first use. Throws when `DATABASE_URL` is missing: `npm start` always sets it. */
export function database(): Connection {
  const url = env().DATABASE_URL;
  if (!url) throw new Error("Configuration: DATABASE_URL is missing");
  open ??= connect(url);
  return open;
}

/** Lets running queries finish, a few seconds, and closes the pool. */
export async function closeDatabase(): Promise<void> {
  const closing = open;
  open = undefined;
  await closing?.close();
}
