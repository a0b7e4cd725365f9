import { desc, lt, max, sql } from "drizzle-orm";
import { auditSeal } from "#db/schema/audit.ts";
import type { Database, Tx } from "#db/client.ts";
import type { Clock } from "#app/runtime/clock.ts";
import { beforeFirst, type Digest, hashSeal, rootOf, type SealFacts } from "./chain.ts";
import { sealedKinds } from "./kinds.server.ts";
import type { SealedKind } from "./sealed-kind.ts";
import { unsealed, writePlainly } from "./sealed-rows.server.ts";

/** Only one process seals at a time. */
export const sealLock = 7_230_121;

/** No transaction lives as long as this: what is older than a seal of that age is in one, or was never committed. */
const longestTransactionMs = 3_600_000;

interface Options {
  /** How many rows one seal holds at most. */
  batch?: number;
  /** Also search among what should have been sealed long ago. */
  thorough?: boolean;
  kinds?: readonly SealedKind[];
}

interface Sealing {
  db: Database;
  clock: Clock;
}

/** Seals everything that is committed and in no seal yet, batch after batch; returns how many rows. */
export async function sealAll(sealing: Sealing, options: Options = {}): Promise<number> {
  const { batch = 5_000 } = options;
  for (let total = 0; ; ) {
    const sealed = await sealBatch(sealing, { ...options, batch });
    total += sealed;
    if (sealed < batch) return total;
  }
}

/**
 * Makes the next seal: over the committed rows that no seal holds yet. What a running transaction writes is not seen, and
 * is in a later seal however low its number; numbers of transactions that were rolled back are in none. It only reads what
 * it seals, so that nobody who writes waits for it. Does nothing when another process is at it, or nothing waits.
 */
function sealBatch({ db, clock }: Sealing, options: Options & { batch: number }): Promise<number> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ held: boolean }>(
      sql`select pg_try_advisory_xact_lock(${sealLock}) as held`,
    );
    if (!lock?.held) return 0;
    await writePlainly(tx);
    const now = clock.now();
    const digests = await waiting(tx, now, options);
    if (digests.length === 0) return 0;
    await append(tx, now, digests);
    return digests.length;
  });
}

async function waiting(
  tx: Tx,
  now: Date,
  { batch, thorough, kinds = sealedKinds }: Options & { batch: number },
): Promise<Digest[]> {
  const floor = thorough ? 0 : await floorAt(tx, now);
  const found: Digest[] = [];
  for (const kind of kinds) {
    const room = batch - found.length;
    if (room > 0) found.push(...(await unsealed(tx, kind, floor, room)));
  }
  return found;
}

/** The audit entry up to which everything has been sealed, or will never be there. */
export async function floorAt(tx: Tx, now: Date): Promise<number> {
  const [row] = await tx
    .select({ seq: max(auditSeal.toSeq) })
    .from(auditSeal)
    .where(lt(auditSeal.sealedAt, new Date(now.getTime() - longestTransactionMs)));
  return row?.seq ?? 0;
}

async function append(tx: Tx, sealedAt: Date, digests: readonly Digest[]): Promise<void> {
  const [last] = await tx
    .select({ number: auditSeal.number, hash: auditSeal.hash })
    .from(auditSeal)
    .orderBy(desc(auditSeal.number))
    .limit(1);
  const seqs = digests.filter(({ kind }) => kind === "audit_entry").map(({ key }) => Number(key));
  const facts: SealFacts = {
    number: (last?.number ?? 0) + 1,
    sealedAt,
    fromSeq: seqs.at(0) ?? null,
    toSeq: seqs.at(-1) ?? null,
    count: digests.length,
    root: rootOf(digests),
    previous: last?.hash ?? beforeFirst,
  };
  await tx.insert(auditSeal).values({ ...facts, hash: hashSeal(facts) });
  await tx.execute(
    sql`insert into audit_digest (kind, key, form, sha256, seal)
        select kind, key, form, decode(sha256, 'hex'), ${facts.number}
        from json_to_recordset(${JSON.stringify(digests)}::json)
          as digest(kind text, key text, form smallint, sha256 text)`,
  );
}
