import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { type Connection, connect } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";

/** Runs `work` on a database of its own on the server at `url`, migrated, and drops it afterwards. */
export async function withScratchDatabase<T>(
  url: string,
  work: (connection: Connection & { url: string }) => Promise<T>,
): Promise<T> {
  const name = `kexiang_bench_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  const server = postgres(url, { max: 1, onnotice: () => {} });
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  try {
    await server.unsafe(`create database ${name}`);
    await migrate(scratch.href);
    const connection = connect(scratch.href, 4);
    try {
      return await work({ ...connection, url: scratch.href });
    } finally {
      await connection.close();
    }
  } finally {
    await server.unsafe(`drop database if exists ${name} with (force)`);
    await server.end();
  }
}
