import { and, inArray, lte } from "drizzle-orm";
import { demandCall } from "#db/schema/demands.ts";
import type { Context } from "../context.ts";
import { settleDue } from "../due.server.ts";
import { transact } from "../transact.server.ts";
import { lockCall } from "./call.server.ts";

const batch = 200;

/** The job of the clock: opens proposals that are due and makes awards final whose standstill has passed. Idempotent. */
export const settleDemands = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "settle-demands", [
    {
      entity: "demand_call",
      find: (isReady) =>
        ctx.db
          .select({ id: demandCall.id })
          .from(demandCall)
          .where(
            and(
              inArray(demandCall.state, ["receiving", "awarded"]),
              lte(demandCall.deadline, ctx.clock.now()),
              isReady(demandCall.id),
            ),
          )
          .orderBy(demandCall.deadline)
          .limit(batch),
      work: (id) => transact(ctx.db, (tx) => lockCall(tx, ctx, id)),
    },
  ]);

/** Brings one demand up to the clock, so that whoever looks at it now sees what is due as done. */
export async function bringUpToClock(ctx: Context, demandId: string): Promise<void> {
  const done = await transact(ctx.db, (tx) => lockCall(tx, ctx, demandId));
  if (!done.ok) throw new Error(`a demand could not be settled: ${done.problem.code}`);
}
