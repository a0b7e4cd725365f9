import type { Context } from "#app/domain/context.ts";
import { demandStanding } from "#app/domain/credit/standing.server.ts";
import { isIn } from "#app/domain/process.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { workingDeadline } from "#app/domain/working-days.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { calendarDay } from "./days.ts";
import { demandPublishable } from "./facts.server.ts";
import { mayEdit } from "./listing-row.server.ts";
import { type Moved, moveListing, type Target } from "./move-listing.server.ts";
import { editAction, listingProcesses } from "./states.ts";
import { keepVersion } from "./touch.server.ts";

/**
 * Puts a listing before the region's moderator. Refuses with `not_publishable` and every reason while it breaks a
 * publishing rule, so that nobody waits for a return that could be foreseen.
 */
export function submitListing(ctx: Context, target: Target): Promise<Result<Moved>> {
  return moveListing(ctx, target, async (tx, row) => {
    if (!mayEdit(ctx.actor, row)) return refuse(problems.forbidden(editAction[row.kind]));
    const submit = listingProcesses[row.kind].transitions.find(({ name }) => name === "submit");
    if (!isIn(submit?.from ?? [], row.state)) return refuse(problems.notAllowedNow("submit", row.state));
    await demandStanding(tx, row.organizationId, "list", ctx.clock.now());
    await demandPublishable(tx, ctx.clock, row);
    await keepVersion(tx, ctx, row.id);
    const now = ctx.clock.now();
    const days = await readParameter(tx, "moderation_working_days", row.regionCode, calendarDay(now));
    return { transition: "submit", deadline: await workingDeadline(tx, now, days) };
  });
}
