import { eq } from "drizzle-orm";
import { appUser, session } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { issueOneTime } from "#app/domain/identity/one-time.server.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { sendWords } from "#app/runtime/mail.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";

export type Account = typeof appUser.$inferSelect;

/** Whose account, and why; what was said to be the reason stays in the log. */
export interface AccountOrder {
  email: string;
  reason: string;
}

/** The account with this address, locked. Refuses `not_found`. */
export async function lockAccount(tx: Tx, email: string): Promise<Account> {
  const [row] = await tx.select().from(appUser).where(eq(appUser.email, email)).for("update");
  return row ?? refuse(problems.notFound("app_user"));
}

/** The secret of a link, good for an hour, by which its holder chooses a new password. For who gets no mail. */
export const linkFor = (ctx: Context, order: AccountOrder): Promise<Result<string>> =>
  change(ctx, order, "issue_link", (tx, { id }) => issueOneTime(tx, ctx.clock.now(), "reset_password", id));

/** Turns the second factor off for somebody who has lost it with all codes; signs them out everywhere and tells them by mail. */
export const liftSecondFactor = (ctx: Context, order: AccountOrder): Promise<Result<void>> =>
  change(ctx, order, "lift_second_factor", async (tx, user) => {
    const off = { totpSecret: null, totpLastStep: null, recoveryHashes: [] };
    await tx.update(appUser).set(off).where(eq(appUser.id, user.id));
    await tx.delete(session).where(eq(session.userId, user.id));
    await sendWords(tx, user, "totpChanged", { path: "/account/security", name: user.name });
  });

/** Shuts an account: nobody signs in with it, its sessions end, its tokens and calendar addresses rest. Undone by `enable`. */
export const disableAccount = (ctx: Context, order: AccountOrder): Promise<Result<void>> =>
  change(ctx, order, "disable_account", async (tx, { id }) => {
    await tx.update(appUser).set({ disabledAt: ctx.clock.now() }).where(eq(appUser.id, id));
    await tx.delete(session).where(eq(session.userId, id));
  });

export const enableAccount = (ctx: Context, order: AccountOrder): Promise<Result<void>> =>
  change(ctx, order, "enable_account", async (tx, { id }) => {
    await tx.update(appUser).set({ disabledAt: null }).where(eq(appUser.id, id));
  });

function change<T>(
  ctx: Context,
  { email, reason }: AccountOrder,
  transition: string,
  work: (tx: Tx, user: Account) => Promise<T>,
): Promise<Result<T>> {
  return transact(ctx.db, async (tx) => {
    const user = await lockAccount(tx, email);
    const done = await work(tx, user);
    await recordAudit(tx, ctx, { entity: "app_user", entityId: user.id, transition, reason });
    return done;
  });
}
