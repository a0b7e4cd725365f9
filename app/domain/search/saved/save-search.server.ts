import { count, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { appUser } from "#db/schema/identity.ts";
import { savedSearch } from "#db/schema/saved-search.ts";
import type { Context } from "#app/domain/context.ts";
import { newSecretToken } from "#app/domain/identity/session.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { saveSearchInput } from "./inputs.ts";
import { matchesSince, noteTold } from "./matches.server.ts";
import { mostSavedSearches, newSince } from "./policy.ts";
import { savedQuery } from "./query.ts";

/**
 * Keeps a search for the signed-in person; what it finds now is not new to them. Refuses with `saved_search_empty` when
 * nothing is asked for, `saved_search_twice` when they keep it already, `saved_search_full` above 50. Returns its id.
 */
export async function saveSearch(
  ctx: Context,
  { name, cadence, query }: z.output<typeof saveSearchInput>,
): Promise<Result<string>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  const conditions = savedQuery(new URLSearchParams(query));
  if (conditions === "") return fail({ code: "saved_search_empty", status: 422 });
  const now = ctx.clock.now();
  const known = await matchesSince(ctx.db, conditions, newSince({ createdAt: now, checkedAt: now }));
  return transact(ctx.db, async (tx) => {
    // One person's searches are counted one at a time.
    await tx.select({ id: appUser.id }).from(appUser).where(eq(appUser.id, user.id)).for("update");
    const [kept] = await tx
      .select({
        all: count(),
        same: sql<number>`(count(*) filter (where ${savedSearch.query} = ${conditions}))::int`,
      })
      .from(savedSearch)
      .where(eq(savedSearch.userId, user.id));
    if (kept && kept.same > 0) return refuse({ code: "saved_search_twice", status: 409 });
    if (kept && kept.all >= mostSavedSearches) {
      return refuse({ code: "saved_search_full", status: 409, params: { most: mostSavedSearches } });
    }
    const { token } = newSecretToken();
    const [row] = await tx
      .insert(savedSearch)
      .values({
        userId: user.id,
        name,
        cadence,
        query: conditions,
        token,
        createdAt: now,
        viewedAt: now,
        checkedAt: now,
      })
      .returning({ id: savedSearch.id });
    if (!row) throw new Error("saved search was not inserted");
    await noteTold(tx, row.id, known, now);
    return row.id;
  });
}
