import { and, eq, isNull } from "drizzle-orm";
import { notice } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";

/** Marks one of the person's notices as read, or all of them. Returns where it leads, empty for all. */
export async function markRead(ctx: Context, noticeId?: string): Promise<Result<string>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  const now = ctx.clock.now();
  const own = eq(notice.userId, user.id);
  if (noticeId === undefined) {
    await ctx.db
      .update(notice)
      .set({ readAt: now })
      .where(and(own, isNull(notice.readAt)));
    return ok("");
  }
  const [row] = await ctx.db
    .update(notice)
    .set({ readAt: now })
    .where(and(own, eq(notice.id, noticeId)))
    .returning();
  return row ? ok(row.href) : fail(problems.notFound("notice"));
}
