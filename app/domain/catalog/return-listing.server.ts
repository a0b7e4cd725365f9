import type { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { isIn } from "#app/domain/process.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { reasonsInput } from "./inputs.ts";
import { demandModerator } from "./moderator.server.ts";
import { type Moved, moveListing, noteReview, type Target } from "./move-listing.server.ts";

/** A moderator gives a submitted listing, or one under public notice, back to its owner with reasons. */
export function returnListing(
  ctx: Context,
  target: Target,
  { reasons }: z.infer<typeof reasonsInput>,
): Promise<Result<Moved>> {
  return moveListing(ctx, target, async (tx, row) => {
    demandModerator(ctx, row);
    if (!isIn(["submitted", "public_notice"], row.state))
      return refuse(problems.notAllowedNow("return", row.state));
    await noteReview(tx, ctx, row, "returned", reasons);
    return { transition: "return", reason: reasons };
  });
}
