import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "#db/client.ts";
import { appUser } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { sendWords } from "#app/runtime/mail.server.ts";
import { type Problem, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import type { disableTotpInput, enrolTotpInput } from "./inputs.ts";
import { provePassword, recentlyProven } from "./prove.server.ts";
import { newRecoveryCodes } from "./recovery-codes.ts";
import { hashSecret, rotateSession } from "./session.server.ts";
import { spendCode } from "./spend-code.server.ts";
import { matchingStep } from "./totp.ts";
import type { SessionRef } from "./visit.ts";

/** The session's new token, and recovery codes, which are known this once. */
export interface Enrolled {
  token: string;
  codes: string[];
}

/**
 * Turns the second factor on once a code proves that the authenticator knows the secret. Refuses `prove_again`, `totp_on` (turn the old one off first), `invalid` (wrong code) and `rate_limited`.
 */
export async function enrolTotp(
  ctx: Context,
  session: SessionRef,
  { secret, code }: z.infer<typeof enrolTotpInput>,
): Promise<Result<Enrolled>> {
  const proven = await recentlyProven(ctx, session);
  if (!proven.ok) return proven;
  const now = ctx.clock.now();
  const counted = await countAttempt(ctx.db, now, [[limits.secondStep, proven.value.id]]);
  if (!counted.ok) return counted;
  return transact(ctx.db, async (tx) => {
    const [user] = await tx.select().from(appUser).where(eq(appUser.id, proven.value.id)).for("update");
    if (!user || user.totpSecret) return refuse(alreadyOn);
    const step = matchingStep(secret, code, now, null);
    if (step === undefined) return refuse(wrongCode());
    await tx.update(appUser).set({ totpSecret: secret, totpLastStep: step }).where(eq(appUser.id, user.id));
    const codes = await replaceRecoveryCodes(tx, user.id);
    await recordAudit(tx, ctx, { entity: "app_user", entityId: user.id, transition: "enrol_totp" });
    await sendWords(tx, user, "totpChanged", { path: "/account/security", name: user.name });
    return { token: await rotateSession(tx, session.id), codes };
  });
}

/** Gives out new recovery codes; those before stop working. Refuses `prove_again`, and `totp_off` without a second factor. */
export async function renewRecoveryCodes(ctx: Context, session: SessionRef): Promise<Result<string[]>> {
  const proven = await recentlyProven(ctx, session);
  if (!proven.ok) return proven;
  return transact(ctx.db, async (tx) => {
    const [user] = await tx.select().from(appUser).where(eq(appUser.id, proven.value.id)).for("update");
    if (!user?.totpSecret) return refuse(notOn);
    await recordAudit(tx, ctx, { entity: "app_user", entityId: user.id, transition: "renew_recovery_codes" });
    return replaceRecoveryCodes(tx, user.id);
  });
}

async function replaceRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx
    .update(appUser)
    .set({ recoveryHashes: codes.map(hashSecret) })
    .where(eq(appUser.id, userId));
  return codes;
}

/**
 * Turns the second factor off by password and a fresh code or a recovery code; also the way to another authenticator: off, then on again.
 * Returns the session's new token. Refuses `invalid` (wrong password or code) and `rate_limited`.
 */
export async function disableTotp(
  ctx: Context,
  session: SessionRef,
  { password, code }: z.infer<typeof disableTotpInput>,
): Promise<Result<string>> {
  const proven = await provePassword(ctx, password);
  if (!proven.ok) return proven;
  const now = ctx.clock.now();
  const counted = await countAttempt(ctx.db, now, [[limits.secondStep, proven.value.id]]);
  if (!counted.ok) return counted;
  return transact(ctx.db, async (tx) => {
    const [user] = await tx.select().from(appUser).where(eq(appUser.id, proven.value.id)).for("update");
    if (!user || !(await spendCode(tx, user, code, now))) return refuse(wrongCode());
    const off = { totpSecret: null, totpLastStep: null, recoveryHashes: [] };
    await tx.update(appUser).set(off).where(eq(appUser.id, user.id));
    await recordAudit(tx, ctx, { entity: "app_user", entityId: user.id, transition: "disable_totp" });
    await sendWords(tx, user, "totpChanged", { path: "/account/security", name: user.name });
    return rotateSession(tx, session.id, { authenticatedAt: now });
  });
}

const alreadyOn: Problem = { code: "totp_on", status: 409 };
const notOn: Problem = { code: "totp_off", status: 409 };
const wrongCode = (): Problem => problems.invalid([{ path: "code", code: "totp_wrong" }]);
