import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { recordAudit } from "#app/domain/move.server.ts";
import { systemActor } from "#app/domain/context.ts";
import { headsFileOf, writeHeads } from "#app/domain/audit/heads.server.ts";
import { sealAll } from "#app/domain/audit/seal.server.ts";
import { type Report, verifyAudit } from "#app/domain/audit/verify.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Database } from "#db/client.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

/** Long ago for the seals of a test: nothing is still on its way to the file of heads. */
const later = new Date("2026-11-26T12:00:00Z");

/** A database with an audit log, and the place outside where its heads are written. */
export interface Archive {
  db: Database;
  clock: ReturnType<typeof fixedClock>;
  heads: string;
  /** Writes entries that are committed together. */
  write(count: number, entity?: string): Promise<void>;
  seal(batch?: number): Promise<number>;
  verify(after?: { number: number; hash: string }): Promise<Report>;
  /** What a superuser does whom no trigger stops. */
  tamper(statement: string): Promise<void>;
  /** Remembers everything as it is; `restore` makes it so again. */
  remember(): Promise<void>;
  restore(): Promise<void>;
  close(): Promise<void>;
}

const kept = ["audit_digest", "audit_seal", "audit_entry", "view_log", "attachment", "file_content"];

export async function newArchive(): Promise<Archive> {
  const database: TestDatabase = await testDatabase();
  const { db } = database;
  const clock = fixedClock("2026-11-24T02:00:00Z");
  const folder = await mkdtemp(join(tmpdir(), "kexiang-heads-"));
  const heads = await headsFileOf(db, folder);
  const ctx = { db, clock, actor: systemActor("test") };
  const tamper = (statements: readonly string[]) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      for (const statement of statements.flatMap((text) => text.split(";")).filter(Boolean))
        await tx.execute(sql.raw(statement));
    });
  return {
    db,
    clock,
    heads,
    write: (count, entity = "booking") =>
      db.transaction(async (tx) => {
        for (let at = 0; at < count; at++)
          await recordAudit(tx, ctx, {
            entity,
            entityId: crypto.randomUUID(),
            transition: "approve",
            fromState: "pending",
            toState: "confirmed",
            reason: `第 ${at} 次`,
            detail: { at, nested: { price: 12_000, note: "a\nb" } },
          });
      }),
    seal: async (batch = 100) => {
      const sealed = await sealAll(ctx, { batch });
      if (!(await writeHeads(ctx, heads))) throw new Error("the heads do not agree");
      return sealed;
    },
    verify: (after) => verifyAudit(db, { heads, after, now: later }),
    tamper: (statement) => tamper([statement]),
    remember: async () => {
      for (const table of kept) await db.execute(sql.raw(`create table kept_${table} as table ${table}`));
      await copyFile(heads, `${heads}.kept`);
    },
    restore: async () => {
      await copyFile(`${heads}.kept`, heads);
      await tamper(kept.map((table) => `delete from ${table}; insert into ${table} table kept_${table};`));
    },
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}
