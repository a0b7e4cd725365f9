import { createReadStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { asc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import { auditSeal } from "#db/schema/audit.ts";
import type { Database, Tx } from "#db/client.ts";
import type { Clock } from "#app/runtime/clock.ts";
import { sealLock } from "./seal.server.ts";

/** A seal as it is written outside of the database, one line each. */
const headSchema = z.object({
  seal: z.number().int(),
  hash: z.string(),
  fromSeq: z.number().nullable(),
  toSeq: z.number().nullable(),
  count: z.number(),
  sealedAt: z.string(),
  writtenAt: z.string(),
});

export type Head = z.infer<typeof headSchema>;

/** The file of the heads of a database, below the data folder. */
export const headsFile = (dataDir: string, database: string): string =>
  join(dataDir, "audit-heads", `${database.replace(/[^\w-]/g, "_")}.jsonl`);

export async function headsFileOf(db: Tx, dataDir: string): Promise<string> {
  const [row] = await db.execute<{ name: string }>(sql`select current_database() as name`);
  return headsFile(dataDir, row?.name ?? "");
}

/** Reads heads from `file` in order; null for a line that is none. Nothing when there is no file. */
export async function* readHeads(file: string): AsyncGenerator<Head | null> {
  const stream = createReadStream(file);
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line !== "") yield parseHead(line);
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  } finally {
    stream.destroy();
  }
}

/**
 * Appends to `file` the heads of all seals after its last one, and forces them to the disk. Writes nothing and returns
 * false when the database no longer says of that last one what the file says.
 */
export function writeHeads({ db, clock }: { db: Database; clock: Clock }, file: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sealLock})`);
    const { last, torn } = await tailOf(file);
    if (last && !(await stands(tx, last))) return false;
    const seals = await tx
      .select()
      .from(auditSeal)
      .where(gt(auditSeal.number, last?.seal ?? 0))
      .orderBy(asc(auditSeal.number));
    const writtenAt = clock.now().toISOString();
    const lines = seals.map(({ number, hash, fromSeq, toSeq, count, sealedAt }) => {
      const head: Head = {
        seal: number,
        hash,
        fromSeq,
        toSeq,
        count,
        sealedAt: sealedAt.toISOString(),
        writtenAt,
      };
      return `${JSON.stringify(head)}\n`;
    });
    if (lines.length > 0) await append(file, (torn ? "\n" : "") + lines.join(""));
    return true;
  });
}

async function stands(tx: Tx, last: Head): Promise<boolean> {
  const [seal] = await tx
    .select({ hash: auditSeal.hash })
    .from(auditSeal)
    .where(eq(auditSeal.number, last.seal));
  return seal?.hash === last.hash;
}

async function append(file: string, text: string): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true });
  const handle = await open(file, "a", 0o640);
  try {
    await handle.appendFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** More than the longest line. */
const tailBytes = 8_192;

/** The last head in the file, and whether the writing of a line after it was cut off. */
async function tailOf(file: string): Promise<{ last: Head | undefined; torn: boolean }> {
  const handle = await open(file, "r").catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!handle) return { last: undefined, torn: false };
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - tailBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    const text = buffer.toString("utf8", 0, bytesRead);
    const heads = text.split("\n").flatMap((line) => parseHead(line) ?? []);
    return { last: heads.at(-1), torn: text !== "" && !text.endsWith("\n") };
  } finally {
    await handle.close();
  }
}

function parseHead(line: string): Head | null {
  try {
    return headSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && Reflect.get(error, "code") === "ENOENT";
