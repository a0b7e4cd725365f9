import type { Context } from "#app/domain/context.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { mayEdit } from "./listing-row.server.ts";
import { type Moved, moveListing, stampConfirmed, type Target } from "./move-listing.server.ts";
import { editAction } from "./states.ts";

/** The owner says that a published listing still holds; the time until the next question starts again. */
export function confirmListing(ctx: Context, target: Target): Promise<Result<Moved>> {
  return moveListing(ctx, target, async (tx, row) => {
    if (!mayEdit(ctx.actor, row)) return refuse(problems.forbidden(editAction[row.kind]));
    if (row.state !== "published") return refuse(problems.notAllowedNow("confirm", row.state));
    await stampConfirmed(tx, ctx, row);
    return { transition: "confirm", deadline: null };
  });
}
