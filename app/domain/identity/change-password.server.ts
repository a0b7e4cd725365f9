import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { appUser, session } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { sendWords } from "#app/runtime/mail.server.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import type { changePasswordInput } from "./inputs.ts";
import { forgetDevices } from "./known-devices.server.ts";
import { cancelOneTime } from "./one-time.server.ts";
import { passwordFaults } from "./password-policy.ts";
import { hashPassword } from "./passwords.server.ts";
import { provePassword } from "./prove.server.ts";
import { rotateSession } from "./session.server.ts";
import type { SessionRef } from "./visit.ts";

/**
 * Replaces the password once the current one is proved. Every other session ends, other devices are forgotten and open links die; this session
 * gets a new token, which is returned. Refuses `invalid` (wrong current, weak or unchanged new password).
 */
export async function changePassword(
  ctx: Context,
  current: SessionRef,
  input: z.infer<typeof changePasswordInput>,
  deviceToken = "",
): Promise<Result<string>> {
  const proven = await provePassword(ctx, input.current, "current");
  if (!proven.ok) return proven;
  const user = proven.value;
  const faults: string[] = passwordFaults(input.next, [user.email, user.name]);
  if (input.next === input.current) faults.push("password_unchanged");
  if (faults.length > 0) return fail(problems.invalid(faults.map((code) => ({ path: "next", code }))));
  const passwordHash = await hashPassword(input.next);
  return transact(ctx.db, async (tx) => {
    const now = ctx.clock.now();
    await tx.update(appUser).set({ passwordHash }).where(eq(appUser.id, user.id));
    await tx.delete(session).where(and(eq(session.userId, user.id), ne(session.id, current.id)));
    await forgetDevices(tx, user.id, deviceToken);
    await cancelOneTime(tx, now, "reset_password", user.id);
    await cancelOneTime(tx, now, "sign_in", user.id);
    await recordAudit(tx, ctx, { entity: "app_user", entityId: user.id, transition: "change_password" });
    await sendWords(tx, user, "passwordChanged", { path: "/account/forgot-password", name: user.name });
    return rotateSession(tx, current.id, { authenticatedAt: now });
  });
}
