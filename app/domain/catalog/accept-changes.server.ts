import { eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { lockListing, staleSave } from "./listing-row.server.ts";
import { demandModerator } from "./moderator.server.ts";
import { noteReview, type Target } from "./move-listing.server.ts";

/** A moderator has looked at the changes of a published listing and lets them stand. */
export function acceptChanges(ctx: Context, { id, version }: Target): Promise<Result<{ version: number }>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockListing(tx, ctx.actor, id);
    demandModerator(ctx, row);
    if (row.state !== "published") return refuse(problems.notAllowedNow("accept", row.state));
    if (version !== undefined && version !== row.version) return refuse(staleSave([], row.version));
    await noteReview(tx, ctx, row, "published");
    await recordAudit(tx, ctx, { entity: row.kind, entityId: id, transition: "accept_changes" });
    await tx
      .update(listing)
      .set({ version: row.version + 1 })
      .where(eq(listing.id, id));
    return { version: row.version + 1 };
  });
}
