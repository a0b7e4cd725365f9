import { ne } from "drizzle-orm";
import { savedSearch } from "#db/schema/saved-search.ts";
import type { Context } from "#app/domain/context.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { isDue } from "./policy.ts";

type Row = typeof savedSearch.$inferSelect;

/** The person's searches for which an alert is due at `now`. */
export function dueOf(searches: readonly Row[], now: Date): Row[] {
  const mailed = searches
    .filter(({ cadence }) => cadence !== "none")
    .flatMap(({ mailedAt }) => mailedAt?.getTime() ?? []);
  const last = mailed.length > 0 ? new Date(Math.max(...mailed)) : null;
  return searches.filter((search) => isDue(search, last, now));
}

/** Job `find-due-alerts`: asks for an alert of everybody who has a search that is due. Returns how many people. */
export async function findDueAlerts(ctx: Pick<Context, "db" | "clock">): Promise<number> {
  const now = ctx.clock.now();
  const rows = await ctx.db.select().from(savedSearch).where(ne(savedSearch.cadence, "none"));
  const people = [...Map.groupBy(rows, ({ userId }) => userId)].filter(
    ([, searches]) => dueOf(searches, now).length > 0,
  );
  for (const [userId] of people)
    await enqueue(ctx.db, "send-alerts", { userId }, { key: `alerts:${userId}` });
  return people.length;
}
