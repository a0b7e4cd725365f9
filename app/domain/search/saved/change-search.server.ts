import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { savedSearch } from "#db/schema/saved-search.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { changeSearchInput } from "./inputs.ts";
import { matchesSince, noteTold } from "./matches.server.ts";
import { newSince } from "./policy.ts";

/** Renames one of the person's searches or changes how often they hear of it. What it finds when mail begins is not new. */
export async function changeSearch(
  ctx: Context,
  id: string,
  { name, cadence }: z.output<typeof changeSearchInput>,
): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  const own = and(eq(savedSearch.id, id), eq(savedSearch.userId, user.id));
  const [row] = await ctx.db.select().from(savedSearch).where(own);
  if (!row) return fail(problems.notFound("savedSearch"));
  const now = ctx.clock.now();
  const begins = row.cadence === "none" && cadence !== "none";
  const since = newSince({ createdAt: row.createdAt, checkedAt: now });
  const known = begins ? await matchesSince(ctx.db, row.query, since) : [];
  return transact(ctx.db, async (tx) => {
    await tx
      .update(savedSearch)
      .set({ name, cadence, ...(begins && { checkedAt: now }) })
      .where(own);
    await noteTold(tx, id, known, now);
  });
}

/** Deletes one of the person's searches with what they were told of. */
export async function deleteSearch(ctx: Context, id: string): Promise<Result<void>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  const gone = await ctx.db
    .delete(savedSearch)
    .where(and(eq(savedSearch.id, id), eq(savedSearch.userId, user.id)))
    .returning({ id: savedSearch.id });
  return gone.length === 1 ? ok(undefined) : fail(problems.notFound("savedSearch"));
}

/** Notes that the person looks at what one of their searches finds now. Returns the search's address. */
export async function openSearch(ctx: Context, id: string): Promise<Result<string>> {
  const { user } = ctx.actor;
  if (!user) return fail(problems.signInRequired());
  const [row] = await ctx.db
    .update(savedSearch)
    .set({ viewedAt: ctx.clock.now() })
    .where(and(eq(savedSearch.id, id), eq(savedSearch.userId, user.id)))
    .returning({ query: savedSearch.query });
  return row ? ok(`/?${row.query}&sort=newest`) : fail(problems.notFound("savedSearch"));
}
