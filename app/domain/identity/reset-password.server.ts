import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { appUser, session } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { sendWords } from "#app/runtime/mail.server.ts";
import { fail, ok, type Problem, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import type { resetPasswordInput } from "./inputs.ts";
import { forgetDevices } from "./known-devices.server.ts";
import { cancelOneTime, findOneTime, issueOneTime, spendOneTime } from "./one-time.server.ts";
import { passwordFaults } from "./password-policy.ts";
import { hashPassword } from "./passwords.server.ts";
import { actorOf } from "./session.server.ts";

const linkOver: Problem = { code: "link_over", status: 410 };

/**
 * Mails a link to choose a new password, good for an hour and one use. The answer is the same whether the address has an
 * account or not; `rate_limited` counts by address alone, for the same reason.
 */
export async function requestPasswordReset(
  ctx: Context,
  email: string,
  ip: string | null,
): Promise<Result<void>> {
  const now = ctx.clock.now();
  const counted = await countAttempt(ctx.db, now, [
    [limits.resetByAddress, ip],
    [limits.resetByAccount, email],
  ]);
  if (!counted.ok) return counted;
  const [user] = await ctx.db.select().from(appUser).where(eq(appUser.email, email));
  if (!user || user.disabledAt) return ok(undefined);
  return transact(ctx.db, async (tx) => {
    const path = `/account/reset-password/${await issueOneTime(tx, now, "reset_password", user.id)}`;
    await sendWords(tx, user, "resetPassword", { path, name: user.name });
  });
}

/** Whether a reset link still works; looking does not use it up. */
export async function resetLinkWorks(ctx: Context, token: string): Promise<Result<void>> {
  const found = await findOneTime(ctx.db, ctx.clock.now(), "reset_password", token);
  return found ? ok(undefined) : fail(linkOver);
}

/**
 * Sets the password by a mailed link. Every session of the person ends, and as the link proved the mailbox, the address
 * counts as confirmed. Refuses `link_over` (wrong, old or used link) and `invalid` (weak password).
 */
export async function resetPassword(
  ctx: Context,
  { token, password }: z.infer<typeof resetPasswordInput>,
): Promise<Result<void>> {
  const now = ctx.clock.now();
  const link = await findOneTime(ctx.db, now, "reset_password", token);
  if (!link) return fail(linkOver);
  const [user] = await ctx.db.select().from(appUser).where(eq(appUser.id, link.userId));
  if (!user || user.disabledAt) return fail(linkOver);
  const faults = passwordFaults(password, [user.email, user.name]);
  if (faults.length > 0) return fail(problems.invalid(faults.map((code) => ({ path: "password", code }))));
  const passwordHash = await hashPassword(password);
  return transact(ctx.db, async (tx) => {
    if (!(await spendOneTime(tx, now, link.id))) return refuse(linkOver);
    await tx
      .update(appUser)
      .set({ passwordHash, emailVerifiedAt: sql`coalesce(${appUser.emailVerifiedAt}, ${now.toISOString()})` })
      .where(eq(appUser.id, user.id));
    await tx.delete(session).where(eq(session.userId, user.id));
    await forgetDevices(tx, user.id);
    await cancelOneTime(tx, now, "second_step", user.id);
    await cancelOneTime(tx, now, "sign_in", user.id);
    const actor = actorOf(user, undefined, "session", ctx.actor.requestId);
    await recordAudit(
      tx,
      { ...ctx, actor },
      { entity: "app_user", entityId: user.id, transition: "reset_password" },
    );
    await sendWords(tx, user, "passwordChanged", { path: "/account/forgot-password", name: user.name });
  });
}
