import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { appUser } from "#db/schema/identity.ts";
import { sendWords } from "#app/runtime/mail.server.ts";
import { readRecoveryCode } from "./recovery-codes.ts";
import { hashSecret } from "./session.server.ts";
import { matchingStep } from "./totp.ts";

/**
 * Uses up what somebody typed as second factor: a code of their authenticator, or a recovery code, of which they are then
 * told. False when it is neither, or was used. `user` is locked by `tx`.
 */
export async function spendCode(
  tx: Tx,
  user: typeof appUser.$inferSelect,
  typed: string,
  now: Date,
): Promise<boolean> {
  if (!user.totpSecret) return false;
  const recovery = readRecoveryCode(typed);
  if (recovery) return spendRecoveryCode(tx, user, hashSecret(recovery));
  const step = matchingStep(user.totpSecret, typed, now, user.totpLastStep);
  if (step === undefined) return false;
  await tx.update(appUser).set({ totpLastStep: step }).where(eq(appUser.id, user.id));
  return true;
}

async function spendRecoveryCode(tx: Tx, user: typeof appUser.$inferSelect, hash: string): Promise<boolean> {
  const left = user.recoveryHashes.filter((one) => one !== hash);
  if (left.length === user.recoveryHashes.length) return false;
  await tx.update(appUser).set({ recoveryHashes: left }).where(eq(appUser.id, user.id));
  await sendWords(tx, user, "recoveryUsed", {
    path: "/account/security",
    name: user.name,
    left: String(left.length),
  });
  return true;
}
