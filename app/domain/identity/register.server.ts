import { appUser } from "#db/schema/identity.ts";
import { isUniqueViolation } from "#db/errors.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { sendWords } from "#app/runtime/mail.server.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { beginSession } from "./begin-session.server.ts";
import type { RegisterInput } from "./inputs.ts";
import { issueOneTime } from "./one-time.server.ts";
import { passwordFaults } from "./password-policy.ts";
import { hashPassword } from "./passwords.server.ts";
import type { Visit } from "./visit.ts";

/**
 * Makes an account, signs it in and mails a link that confirms the address. Returns the session's token. Refuses
 * `invalid` (weak password, address taken) and `rate_limited`. That an address is taken cannot be kept secret from
 * someone who would otherwise be signed in on the spot; the limit keeps it from being asked in bulk.
 */
export async function registerUser(
  ctx: Context,
  { email, name, password }: RegisterInput,
  { locale, ...visit }: Visit & { locale: Locale },
): Promise<Result<string>> {
  const counted = await countAttempt(ctx.db, ctx.clock.now(), [[limits.registerByAddress, visit.ip]]);
  if (!counted.ok) return counted;
  const faults = passwordFaults(password, [email, name]);
  if (faults.length > 0) return fail(problems.invalid(faults.map((code) => ({ path: "password", code }))));
  const passwordHash = await hashPassword(password);
  try {
    return await transact(ctx.db, async (tx) => {
      const now = ctx.clock.now();
      const [user] = await tx
        .insert(appUser)
        .values({ email, name, passwordHash, locale, createdAt: now })
        .returning();
      if (!user) throw new Error("user was not inserted");
      const path = `/account/confirm-email/${await issueOneTime(tx, now, "confirm_email", user.id)}`;
      await sendWords(tx, user, "confirmEmail", { path, name });
      return beginSession(tx, ctx, user, visit, "register");
    });
  } catch (error) {
    if (!isUniqueViolation(error, "app_user_email_unique")) throw error;
    return fail(problems.invalid([{ path: "email", code: "email_taken" }]));
  }
}
