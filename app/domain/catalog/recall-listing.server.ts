import type { Context } from "#app/domain/context.ts";
import type { Result } from "#app/runtime/problem.ts";
import { type Moved, moveListing, type Target } from "./move-listing.server.ts";

/** Takes a submitted listing back to work on it before the moderator has decided. */
export const recallListing = (ctx: Context, target: Target): Promise<Result<Moved>> =>
  moveListing(ctx, target, async () => ({ transition: "recall" }));
