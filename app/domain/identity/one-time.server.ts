import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { mailToken } from "#db/schema/identity.ts";
import { newSecretToken, secretMatches, splitToken } from "./session.server.ts";

type Purpose = typeof mailToken.$inferSelect.purpose;

const minutes = 60_000;
const validMs: Record<Purpose, number> = {
  reset_password: 60 * minutes,
  confirm_email: 7 * 24 * 60 * minutes,
  second_step: 10 * minutes,
  sign_in: 60 * minutes,
};

/** Makes a secret for one use; earlier ones of the same purpose stop working. */
export async function issueOneTime(tx: Tx, now: Date, purpose: Purpose, userId: string): Promise<string> {
  await cancelOneTime(tx, now, purpose, userId);
  const { id, token, secretHash } = newSecretToken();
  const expiresAt = new Date(now.getTime() + validMs[purpose]);
  await tx.insert(mailToken).values({ id, secretHash, purpose, userId, expiresAt, createdAt: now });
  return token;
}

/** Whose secret this is while it is still good; undefined when it is wrong, used or too old. */
export async function findOneTime(
  tx: Tx,
  now: Date,
  purpose: Purpose,
  token: string,
): Promise<{ id: string; userId: string } | undefined> {
  const parts = splitToken(token);
  if (!parts) return undefined;
  const [row] = await tx
    .select()
    .from(mailToken)
    .where(and(eq(mailToken.id, parts.id), eq(mailToken.purpose, purpose), isNull(mailToken.usedAt)));
  if (!row || !secretMatches(parts.secret, row.secretHash) || row.expiresAt <= now) return undefined;
  return { id: row.id, userId: row.userId };
}

/** Uses a secret up; false when somebody else just did. The row lock of the update decides. */
export async function spendOneTime(tx: Tx, now: Date, id: string): Promise<boolean> {
  const spent = await tx
    .update(mailToken)
    .set({ usedAt: now })
    .where(and(eq(mailToken.id, id), isNull(mailToken.usedAt)))
    .returning({ id: mailToken.id });
  return spent.length === 1;
}

/** Makes every waiting secret of this purpose worthless. */
export async function cancelOneTime(tx: Tx, now: Date, purpose: Purpose, userId: string): Promise<void> {
  await tx
    .update(mailToken)
    .set({ usedAt: now })
    .where(and(eq(mailToken.userId, userId), eq(mailToken.purpose, purpose), isNull(mailToken.usedAt)));
}
