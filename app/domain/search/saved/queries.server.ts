import { and, asc, eq } from "drizzle-orm";
import { savedSearch } from "#db/schema/saved-search.ts";
import type { Context } from "#app/domain/context.ts";
import { countSince } from "./matches.server.ts";

/** The signed-in person's searches in the order of saving, each with how many listings are new since they last looked. */
export async function listSavedSearches(ctx: Context) {
  const { user } = ctx.actor;
  if (!user) return [];
  const rows = await ctx.db
    .select({
      id: savedSearch.id,
      name: savedSearch.name,
      query: savedSearch.query,
      cadence: savedSearch.cadence,
      viewedAt: savedSearch.viewedAt,
      mailedAt: savedSearch.mailedAt,
    })
    .from(savedSearch)
    .where(eq(savedSearch.userId, user.id))
    .orderBy(asc(savedSearch.id));
  const counted = [];
  // One after the other: fifty searches at once would take the database from everybody else.
  for (const row of rows)
    counted.push({ ...row, fresh: await countSince(ctx.db, row.query, afterwards(row.viewedAt)) });
  return counted;
}

/** The index keeps whole seconds: what was published in the second of the last look was seen. */
const afterwards = (at: Date): Date => new Date(at.getTime() + 1000);

/** One of the signed-in person's searches. */
export async function findOwnSearch({ db, actor }: Context, id: string) {
  if (!actor.user) return undefined;
  const [row] = await db
    .select({
      id: savedSearch.id,
      name: savedSearch.name,
      query: savedSearch.query,
      cadence: savedSearch.cadence,
    })
    .from(savedSearch)
    .where(and(eq(savedSearch.id, id), eq(savedSearch.userId, actor.user.id)));
  return row;
}

/** The search that a mail's link names, and whether it is still mailed; undefined when it was deleted. */
export async function findByToken({ db }: Pick<Context, "db">, token: string) {
  const [row] = await db
    .select({ id: savedSearch.id, name: savedSearch.name, cadence: savedSearch.cadence })
    .from(savedSearch)
    .where(eq(savedSearch.token, token));
  return row;
}
