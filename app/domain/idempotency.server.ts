import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import { and, eq } from "drizzle-orm";
import { idempotency } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { ok, refuse, Refusal, type Result } from "#app/runtime/problem.ts";
import type { Context } from "./context.ts";

export interface Attempt {
  /** Chosen by the caller: the API's `Idempotency-Key`, a form's hidden field. */
  key: string;
  /** What identifies the request beside the key: method, path and body. */
  request: string;
}

/** An answer that can be stored as JSON. */
export interface StoredAnswer {
  status: number;
  body: unknown;
}

/**
 * Runs `work` at most once for the actor and key. The answer is stored in the transaction that does the work, so a
 * crash leaves both or neither; a concurrent twin waits and gets the same answer. Only success is stored: after a
 * refusal the same key may be tried again. The same key with another request is refused with `idempotency_conflict`.
 * `work` gets a context whose `db` is that transaction.
 */
export async function once(
  ctx: Context,
  { key, request }: Attempt,
  work: (ctx: Context) => Promise<Result<StoredAnswer>>,
): Promise<Result<StoredAnswer & { replayed: boolean }>> {
  const userId = ctx.actor.user?.id;
  if (!userId) throw new Error("idempotency needs a signed-in actor");
  const requestHash = encodeHexLowerCase(sha256(new TextEncoder().encode(request)));
  try {
    return await ctx.db.transaction(async (tx) => {
      const claimed = await tx
        .insert(idempotency)
        .values({ userId, key, requestHash, createdAt: ctx.clock.now() })
        .onConflictDoNothing()
        .returning({ key: idempotency.key });
      if (claimed.length === 0)
        return ok({ ...(await storedAnswer(tx, userId, key, requestHash)), replayed: true });
      const result = await work({ ...ctx, db: tx });
      if (!result.ok) return refuse(result.problem);
      const { status, body } = result.value;
      await tx
        .update(idempotency)
        .set({ status, answer: body })
        .where(and(eq(idempotency.userId, userId), eq(idempotency.key, key)));
      return ok({ status, body, replayed: false });
    });
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    throw error;
  }
}

async function storedAnswer(tx: Tx, userId: string, key: string, requestHash: string): Promise<StoredAnswer> {
  const [row] = await tx
    .select()
    .from(idempotency)
    .where(and(eq(idempotency.userId, userId), eq(idempotency.key, key)));
  if (row?.requestHash !== requestHash) return refuse({ code: "idempotency_conflict", status: 409 });
  return { status: row.status ?? 200, body: row.answer };
}
