import { eq } from "drizzle-orm";
import { appUser } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, type Problem, problems, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits, returnAttempt } from "#app/runtime/rate-limit.server.ts";
import { passwordMatches } from "./passwords.server.ts";
import { isRecent, type SessionRef } from "./visit.ts";

type User = typeof appUser.$inferSelect;

/** The signed-in person's own row; refuses visitors, tokens and the system: an account is changed by its person only. */
export async function ownUser(ctx: Context): Promise<Result<User>> {
  const { user, via } = ctx.actor;
  if (!user || via !== "session") return fail(problems.signInRequired());
  const [row] = await ctx.db.select().from(appUser).where(eq(appUser.id, user.id));
  return row ? ok(row) : fail(problems.signInRequired());
}

/** The signed-in person, once `password` proves them. `path` names the field that is wrong otherwise. */
export async function provePassword(
  ctx: Context,
  password: string,
  path = "password",
): Promise<Result<User>> {
  const own = await ownUser(ctx);
  return own.ok ? prove(ctx, own.value, password, path) : own;
}

/** The person who signs for their organisation, in a session or by a program of theirs, once `password` proves them. */
export async function proveSigner(ctx: Context, password: string): Promise<Result<User>> {
  const { user } = ctx.actor;
  const [row] = user ? await ctx.db.select().from(appUser).where(eq(appUser.id, user.id)) : [];
  return row ? prove(ctx, row, password, "password") : fail(problems.signInRequired());
}

async function prove(ctx: Context, own: User, password: string, path: string): Promise<Result<User>> {
  const now = ctx.clock.now();
  const attempt = [[limits.passwordByAccount, own.id]] as const;
  const counted = await countAttempt(ctx.db, now, attempt);
  if (!counted.ok) return counted;
  if (!(await passwordMatches(password, own.passwordHash))) {
    return fail(problems.invalid([{ path, code: "password_wrong" }]));
  }
  await returnAttempt(ctx.db, now, attempt);
  return ok(own);
}

/** Sent to prove themselves again: the last proof is older than a quarter of an hour. */
export const proveAgain: Problem = { code: "prove_again", status: 403 };

/** The signed-in person, if they proved themselves a short time ago; else `prove_again`. */
export async function recentlyProven(ctx: Context, session: SessionRef): Promise<Result<User>> {
  return isRecent(session, ctx.clock.now()) ? ownUser(ctx) : fail(proveAgain);
}
