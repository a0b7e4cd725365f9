import { eq, sql } from "drizzle-orm";
import { appUser } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { sendWords } from "#app/runtime/mail.server.ts";
import { fail, ok, type Problem, refuse, type Result } from "#app/runtime/problem.ts";
import { type Counted, countAttempt, limits, returnAttempt } from "#app/runtime/rate-limit.server.ts";
import { beginSession } from "./begin-session.server.ts";
import type { SignInInput } from "./inputs.ts";
import { findKnownDevice } from "./known-devices.server.ts";
import { findOneTime, issueOneTime, spendOneTime } from "./one-time.server.ts";
import { passwordMatches } from "./passwords.server.ts";
import { spendCode } from "./spend-code.server.ts";
import type { Visit } from "./visit.ts";

/** Signed in, or a second factor is asked for and `step` remembers that the password was right. */
export type SignInOutcome = { kind: "session"; token: string } | { kind: "second_step"; step: string };

const wrongCredentials: Problem = { code: "wrong_credentials", status: 422 };
const stepOver: Problem = { code: "second_step_over", status: 422 };
const linkOver: Problem = { code: "link_over", status: 410 };

type User = typeof appUser.$inferSelect;

/**
 * Checks address and password. An unknown address, a wrong password and a closed account get the same
 * `wrong_credentials` after the same work. Refuses `rate_limited` after too many tries from one network address, and
 * `sign_in_paused` after too many at one account. A stranger's tries never pause a device that its owner has signed in
 * with before, and whoever is paused is mailed a link that signs in.
 */
export async function signIn(ctx: Context, input: SignInInput, visit: Visit): Promise<Result<SignInOutcome>> {
  const now = ctx.clock.now();
  const [user] = await ctx.db.select().from(appUser).where(eq(appUser.email, input.email));
  const byAddress: Counted = [limits.signInByAddress, visit.ip];
  const counted = await countAttempt(ctx.db, now, [byAddress]);
  if (!counted.ok) return counted;
  const guesses = await guessesCounted(ctx.db, user, input.email, visit);
  const allowed = await countAttempt(ctx.db, now, guesses);
  if (!allowed.ok) return pause(ctx, user, visit, allowed.problem);
  const matches = await passwordMatches(input.password, user?.passwordHash);
  if (!user || !matches || user.disabledAt) return fail(wrongCredentials);
  await returnAttempt(ctx.db, now, [byAddress, ...guesses]);
  return transact(ctx.db, (tx) => passFirstStep(tx, ctx, user, visit));
}

/** What a wrong password counts against. A known device is counted by itself, so that nobody else can use it up. */
async function guessesCounted(
  db: Context["db"],
  user: User | undefined,
  email: string,
  { ip, deviceToken }: Visit,
): Promise<Counted[]> {
  const device = user && (await findKnownDevice(db, user.id, deviceToken));
  if (device) return [[limits.signInByDevice, `${device} ${user.id}`]];
  return [
    [limits.signInByAccountAndAddress, `${email} ${ip ?? "unknown"}`],
    [limits.signInByAccount, email],
  ];
}

/** Refuses for a while, and mails the owner of the account a link that signs in: at most one an hour. */
async function pause(
  ctx: Context,
  user: User | undefined,
  { ip }: Visit,
  problem: Problem,
): Promise<{ ok: false; problem: Problem }> {
  if (problem.code !== "rate_limited") return fail(problem);
  const now = ctx.clock.now();
  const may = await countAttempt(ctx.db, now, [
    [limits.signInLinkByAddress, ip],
    [limits.signInLinkByAccount, user?.email ?? "nobody"],
  ]);
  if (may.ok && user && !user.disabledAt)
    await ctx.db.transaction(async (tx) => {
      const path = `/account/sign-in/link/${await issueOneTime(tx, now, "sign_in", user.id)}`;
      await sendWords(tx, user, "signInLink", { path, name: user.name });
    });
  return fail({ ...problem, code: "sign_in_paused" });
}

/** After the password, or the mailed link in its place: signed in, or on to the second factor. */
async function passFirstStep(tx: Tx, ctx: Context, user: User, visit: Visit): Promise<SignInOutcome> {
  if (user.totpSecret)
    return { kind: "second_step", step: await issueOneTime(tx, ctx.clock.now(), "second_step", user.id) };
  return { kind: "session", token: await beginSession(tx, ctx, user, visit, "sign_in") };
}

/** Whether a mailed sign-in link still works; looking does not use it up. */
export async function signInLinkWorks(ctx: Context, token: string): Promise<Result<void>> {
  return (await findOneTime(ctx.db, ctx.clock.now(), "sign_in", token)) ? ok(undefined) : fail(linkOver);
}

/**
 * Signs in by a mailed link, in place of the password; the second factor is still asked for. The link proves the mailbox,
 * so the address counts as confirmed. Refuses `link_over` (wrong, old or used link).
 */
export function signInByLink(ctx: Context, token: string, visit: Visit): Promise<Result<SignInOutcome>> {
  const now = ctx.clock.now();
  return transact(ctx.db, async (tx) => {
    const link = await findOneTime(tx, now, "sign_in", token);
    if (!link || !(await spendOneTime(tx, now, link.id))) return refuse(linkOver);
    const [user] = await tx
      .update(appUser)
      .set({ emailVerifiedAt: sql`coalesce(${appUser.emailVerifiedAt}, ${now.toISOString()})` })
      .where(eq(appUser.id, link.userId))
      .returning();
    return user && !user.disabledAt ? passFirstStep(tx, ctx, user, visit) : refuse(linkOver);
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
