import { eq } from "drizzle-orm";
import { appUser } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, ok, type Problem, refuse, type Result } from "#app/runtime/problem.ts";
import { type Counted, countAttempt, limits, returnAttempt } from "#app/runtime/rate-limit.server.ts";
import { beginSession } from "./begin-session.server.ts";
import type { SignInInput } from "./inputs.ts";
import { findOneTime, issueOneTime, spendOneTime } from "./one-time.server.ts";
import { passwordMatches } from "./passwords.server.ts";
import { spendCode } from "./spend-code.server.ts";
import type { Visit } from "./visit.ts";

/** Signed in, or a second factor is asked for and `step` remembers that the password was right. */
export type SignInOutcome = { kind: "session"; token: string } | { kind: "second_step"; step: string };

const wrongCredentials: Problem = { code: "wrong_credentials", status: 422 };
const stepOver: Problem = { code: "second_step_over", status: 422 };

/**
 * Checks address and password. An unknown address, a wrong password and a closed account get the same
 * `wrong_credentials` after the same work. Refuses `rate_limited` after too many tries by address or account.
 */
export async function signIn(ctx: Context, input: SignInInput, visit: Visit): Promise<Result<SignInOutcome>> {
  const now = ctx.clock.now();
  const attempt: Counted[] = [
    [limits.signInByAddress, visit.ip],
    [limits.signInByAccount, input.email],
  ];
  const counted = await countAttempt(ctx.db, now, attempt);
  if (!counted.ok) return counted;
  const [user] = await ctx.db.select().from(appUser).where(eq(appUser.email, input.email));
  const matches = await passwordMatches(input.password, user?.passwordHash);
  if (!user || !matches || user.disabledAt) return fail(wrongCredentials);
  await returnAttempt(ctx.db, now, attempt);
  return transact(ctx.db, async (tx): Promise<SignInOutcome> => {
    if (user.totpSecret) {
      return { kind: "second_step", step: await issueOneTime(tx, now, "second_step", user.id) };
    }
    return { kind: "session", token: await beginSession(tx, ctx, user, visit, "sign_in") };
  });
}

/**
 * The second step: a code of the authenticator, or a recovery code. Returns the session's token. Refuses `second_step_over` (start again),
 * `invalid` (wrong or used code) and `rate_limited`.
 */
export async function signInWithCode(
  ctx: Context,
  { step, code }: { step: string; code: string },
  visit: Visit,
): Promise<Result<string>> {
  const now = ctx.clock.now();
  const waiting = await findOneTime(ctx.db, now, "second_step", step);
  if (!waiting) return fail(stepOver);
  const attempt: Counted[] = [[limits.secondStep, waiting.userId]];
  const counted = await countAttempt(ctx.db, now, attempt);
  if (!counted.ok) return counted;
  const done = await transact(ctx.db, async (tx) => {
    const [user] = await tx.select().from(appUser).where(eq(appUser.id, waiting.userId)).for("update");
    if (!user?.totpSecret || user.disabledAt) return refuse(stepOver);
    if (!(await spendCode(tx, user, code, now))) return refuse(wrongCode());
    if (!(await spendOneTime(tx, now, waiting.id))) return refuse(stepOver);
    return beginSession(tx, ctx, user, visit, "sign_in");
  });
  if (done.ok) await returnAttempt(ctx.db, now, attempt);
  return done;
}

/** Whether a second step is still waiting for its code. */
export async function secondStepWaits(ctx: Context, step: string | undefined): Promise<Result<void>> {
  const waiting = step && (await findOneTime(ctx.db, ctx.clock.now(), "second_step", step));
  return waiting ? ok(undefined) : fail(stepOver);
}

const wrongCode = (): Problem => ({
  code: "invalid",
  status: 422,
  errors: [{ path: "code", code: "totp_wrong" }],
});
