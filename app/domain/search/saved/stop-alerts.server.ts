import { eq } from "drizzle-orm";
import { savedSearch } from "#db/schema/saved-search.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";

/**
 * Stops the alerts of the search that a mail's link names, or with `all` those of all its person's searches. The link is
 * the proof: no sign-in. Safe to repeat. The searches stay.
 */
export async function stopAlerts(ctx: Context, token: string, all: boolean): Promise<Result<void>> {
  const [row] = await ctx.db
    .select({ id: savedSearch.id, userId: savedSearch.userId })
    .from(savedSearch)
    .where(eq(savedSearch.token, token));
  if (!row) return fail(problems.notFound("savedSearch"));
  await ctx.db
    .update(savedSearch)
    .set({ cadence: "none" })
    .where(all ? eq(savedSearch.userId, row.userId) : eq(savedSearch.id, row.id));
  return ok(undefined);
}
