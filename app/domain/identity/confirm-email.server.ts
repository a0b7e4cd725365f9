import { eq } from "drizzle-orm";
import { appUser } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { sendWords } from "#app/runtime/mail.server.ts";
import { fail, type Problem, refuse, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { findOneTime, issueOneTime, spendOneTime } from "./one-time.server.ts";
import { ownUser } from "./prove.server.ts";
import { actorOf } from "./session.server.ts";

const linkOver: Problem = { code: "link_over", status: 410 };

/** Notes that a mailed link reached its address. Refuses `link_over` for a wrong, old or used link. */
export async function confirmEmail(ctx: Context, token: string): Promise<Result<void>> {
  const now = ctx.clock.now();
  const link = await findOneTime(ctx.db, now, "confirm_email", token);
  if (!link) return fail(linkOver);
  return transact(ctx.db, async (tx) => {
    if (!(await spendOneTime(tx, now, link.id))) return refuse(linkOver);
    const [user] = await tx
      .update(appUser)
      .set({ emailVerifiedAt: now })
      .where(eq(appUser.id, link.userId))
      .returning();
    if (!user) return refuse(linkOver);
    const actor = actorOf(user, undefined, "session", ctx.actor.requestId);
    await recordAudit(
      tx,
      { ...ctx, actor },
      { entity: "app_user", entityId: user.id, transition: "confirm_email" },
    );
  });
}

/** Mails the confirming link again. Refuses `rate_limited`; does nothing for an address already confirmed. */
export async function requestConfirmation(ctx: Context): Promise<Result<void>> {
  const own = await ownUser(ctx);
  if (!own.ok) return own;
  const user = own.value;
  const now = ctx.clock.now();
  const counted = await countAttempt(ctx.db, now, [[limits.confirmByAccount, user.id]]);
  if (!counted.ok) return counted;
  return transact(ctx.db, async (tx) => {
    if (user.emailVerifiedAt) return;
    const path = `/account/confirm-email/${await issueOneTime(tx, now, "confirm_email", user.id)}`;
    await sendWords(tx, user, "confirmEmail", { path, name: user.name });
  });
}
