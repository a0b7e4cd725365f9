import { and, inArray, lte } from "drizzle-orm";
import { demandCall } from "#db/schema/demands.ts";
import type { Context } from "../context.ts";
import { transact } from "../transact.server.ts";
import { lockCall } from "./call.server.ts";

const batch = 200;

/** The job of the clock: opens proposals that are due and makes awards final whose standstill has passed. Idempotent. */
export async function settleDemands(ctx: Context): Promise<number> {
  const due = await ctx.db
    .select({ id: demandCall.id })
    .from(demandCall)
    .where(
      and(inArray(demandCall.state, ["receiving", "awarded"]), lte(demandCall.deadline, ctx.clock.now())),
    )
    .orderBy(demandCall.deadline)
    .limit(batch);
  for (const { id } of due) {
    const done = await transact(ctx.db, (tx) => lockCall(tx, ctx, id));
    if (!done.ok) throw new Error(`a demand could not be settled: ${done.problem.code}`);
  }
  return due.length;
}
