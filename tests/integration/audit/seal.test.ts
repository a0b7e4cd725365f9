import { asc, count, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { recordAudit } from "#app/domain/move.server.ts";
import { systemActor } from "#app/domain/context.ts";
import type { Tx } from "#db/client.ts";
import { auditDigest, auditSeal } from "#db/schema/audit.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { sealAll } from "#app/domain/audit/seal.server.ts";
import { type Archive, newArchive } from "./world.ts";

let archive: Archive;
beforeAll(async () => {
  archive = await newArchive();
});
afterAll(() => archive.close());

const fact = { entity: "booking", entityId: crypto.randomUUID(), transition: "approve" };

type Work = (tx: Tx) => Promise<unknown>;

it("seals every entry once while many write, and what commits late in a later seal", async () => {
  const { db, clock } = archive;
  const ctx = { db, clock, actor: systemActor("late") };
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const late = db.transaction(async (tx) => {
    await recordAudit(tx, ctx, fact);
    begun.resolve();
    await end.promise;
  });
  await begun.promise;
  const [first] = await db.execute<{ seq: number }>(
    sql`select last_value::int as seq from audit_entry_seq_seq`,
  );
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    for (let round = 0; round < 12; round++) {
      // Every third is undone and leaves a gap in the numbers.
      const undone = (writer + round) % 3 === 0;
      await db
        .transaction(async (tx) => {
          await recordAudit(tx, ctx, fact);
          if (undone) throw new Error("undone");
        })
        .catch((error: unknown) => {
          if (!undone) throw error;
        });
    }
  });
  const sealers = Array.from({ length: 3 }, async () => {
    for (let round = 0; round < 10; round++) await sealAll(archive, { batch: 7 });
  });
  await Promise.all([...writers, ...sealers]);
  await sealAll(archive);
  const before = await db.select().from(auditSeal).orderBy(asc(auditSeal.number));
  expect(before.at(-1)?.toSeq).toBeGreaterThan(first?.seq ?? Number.POSITIVE_INFINITY);
  end.resolve();
  await late;
  await archive.seal();
  const seals = await db.select().from(auditSeal).orderBy(asc(auditSeal.number));
  expect(seals.at(-1)).toMatchObject({ fromSeq: first?.seq, toSeq: first?.seq, count: 1 });
  const [entries] = await db.select({ n: count() }).from(auditEntry);
  const [digests] = await db.select({ n: count() }).from(auditDigest);
  expect(digests?.n).toBe(entries?.n);
  expect(seals.map(({ number }) => number)).toEqual(seals.map((_, at) => at + 1));
  expect(await archive.verify()).toMatchObject({ faults: 0, checked: entries?.n });
});

it("holds no lock that a writer waits for", async () => {
  const { db } = archive;
  await archive.write(3);
  const sealed = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  // Holds the sealer open in the middle of its work: it has read its rows and written its seal.
  const sealing = db.transaction(async (tx) => {
    await sealAll({
      db: Object.assign(Object.create(db), { transaction: (work: Work) => work(tx) }),
      clock: archive.clock,
    });
    sealed.resolve();
    await end.promise;
  });
  await sealed.promise;
  const locks = await db.execute<{ mode: string }>(
    sql`select distinct mode from pg_locks where relation = 'audit_entry'::regclass`,
  );
  expect(locks.map(({ mode }) => mode)).toEqual(["AccessShareLock"]);
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local lock_timeout = '200ms'`);
    await recordAudit(tx, { clock: archive.clock, actor: systemActor("writer") }, fact);
  });
  end.resolve();
  await sealing;
  await archive.seal();
});

it("does not change what was sealed, whoever asks", async () => {
  const { db } = archive;
  for (const statement of [
    "update audit_seal set root = ''",
    "delete from audit_digest",
    "truncate audit_digest, audit_seal",
    "delete from view_log",
  ])
    await expect(db.execute(sql.raw(statement)), statement).rejects.toMatchObject({
      cause: { code: "23001" },
    });
});

it("does not depend on how a connection writes values", async () => {
  const { db } = archive;
  const [name] = await db.execute<{ name: string }>(sql`select current_database() as name`);
  for (const setting of ["timezone to 'Asia/Shanghai'", "datestyle to 'German'", "bytea_output to 'escape'"])
    await db.execute(sql.raw(`alter database ${name?.name} set ${setting}`));
  await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  await expect.poll(async () => (await archive.verify().catch(() => null))?.faults).toBe(0);
});
