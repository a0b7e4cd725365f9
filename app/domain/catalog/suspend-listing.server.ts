import type { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { reasonsInput } from "./inputs.ts";
import { demandModerator } from "./moderator.server.ts";
import { type Moved, moveListing, noteReview, type Target } from "./move-listing.server.ts";

/** A moderator takes a published listing off the market until it is put right; the owner reads the reasons. */
export function suspendListing(
  ctx: Context,
  target: Target,
  { reasons }: z.infer<typeof reasonsInput>,
): Promise<Result<Moved>> {
  return moveListing(ctx, target, async (tx, row) => {
    demandModerator(ctx, row);
    if (row.state !== "published") return refuse(problems.notAllowedNow("suspend", row.state));
    await noteReview(tx, ctx, row, "suspended", reasons);
    return { transition: "suspend", reason: reasons };
  });
}
