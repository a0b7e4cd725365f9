import type { Context } from "#app/domain/context.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { demandPublishable, notPublishable } from "./facts.server.ts";
import { demandModerator } from "./moderator.server.ts";
import { type Moved, moveListing, noteReview, stampConfirmed, type Target } from "./move-listing.server.ts";
import { needsPublicNotice } from "./policy.ts";
import { hasBeenAnnounced } from "./public-notice.server.ts";

/** A moderator puts a suspended listing back on the market, with what its owner has changed meanwhile. */
export function restoreListing(ctx: Context, target: Target): Promise<Result<Moved>> {
  return moveListing(ctx, target, async (tx, row) => {
    demandModerator(ctx, row);
    if (row.state !== "suspended") return refuse(problems.notAllowedNow("restore", row.state));
    const facts = await demandPublishable(tx, ctx.clock, row);
    if (needsPublicNotice(facts) && !(await hasBeenAnnounced(tx, row.id))) {
      return refuse(notPublishable([{ rule: "public_notice_first", overridable: false }]));
    }
    await noteReview(tx, ctx, row, "published");
    await stampConfirmed(tx, ctx, row);
    return { transition: "restore" };
  });
}
