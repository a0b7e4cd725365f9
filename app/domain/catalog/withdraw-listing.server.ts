import type { Context } from "#app/domain/context.ts";
import type { Result } from "#app/runtime/problem.ts";
import { type Moved, moveListing, type Target } from "./move-listing.server.ts";

/** Takes a listing off the market for its owner. It can be submitted again. */
export const withdrawListing = (ctx: Context, target: Target): Promise<Result<Moved>> =>
  moveListing(ctx, target, async () => ({ transition: "withdraw" }));
