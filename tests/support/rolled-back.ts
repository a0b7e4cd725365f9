import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";

class RolledBack extends Error {}

/** A transaction stands for the database: what is run on it nests in it. */
const isDatabase = (value: unknown): value is Database => typeof value === "object" && value !== null;

/** Runs `work` in a transaction of which nothing stays. */
export async function rolledBack(db: Database, work: (inside: Database) => Promise<void>): Promise<void> {
  await db
    .transaction(async (tx) => {
      const inside: unknown = tx;
      if (!isDatabase(inside)) throw new Error("no transaction");
      await work(inside);
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
}

/** What a commit would do: the rules that wait for it are asked now. */
export const asIfCommitted = (db: Database) =>
  db.execute(sql`do $$ begin set constraints all immediate; set constraints all deferred; end $$`);
