import { eq } from "drizzle-orm";
import type { z } from "zod";
import { noticeObjection } from "#db/schema/catalog.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { twinOf } from "#app/domain/objection-twin.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import type { objectionInput } from "./inputs.ts";
import { lockListing } from "./listing-row.server.ts";

/**
 * Anybody objects to an agreement-priced transfer while its public notice runs; the same words from the same hand are one
 * objection, however often they are sent. Refuses with `notice_over` once the notice has run out, even when the job that
 * ends it is late, and with `rate_limited` by network address.
 */
export async function raiseObjection(
  ctx: Context,
  id: string,
  input: z.infer<typeof objectionInput>,
  ip: string | null,
): Promise<Result<{ id: string }>> {
  const counted = await countAttempt(ctx.db, ctx.clock.now(), [[limits.objectionByAddress, ip]]);
  if (!counted.ok) return counted;
  return transact(ctx.db, async (tx) => {
    const row = await lockListing(tx, ctx.actor, id);
    const now = ctx.clock.now();
    if (row.state !== "public_notice" || row.deadline === null) {
      return refuse(problems.notAllowedNow("object", row.state));
    }
    if (row.deadline <= now) return refuse({ code: "notice_over", status: 409 });
    const twin = await twinOf(tx, noticeObjection, eq(noticeObjection.listingId, id), input);
    if (twin) return twin;
    const [objection] = await tx
      .insert(noticeObjection)
      .values({ ...input, listingId: id, createdAt: now })
      .returning({ id: noticeObjection.id });
    if (!objection) throw new Error("objection was not inserted");
    await recordAudit(tx, ctx, {
      entity: row.kind,
      entityId: id,
      transition: "object",
      detail: { objectionId: objection.id },
    });
    await enqueue(tx, "notify", {
      template: "objection-raised",
      entity: "listing",
      entityId: id,
      parties: ["editor", "moderator"],
      reason: "",
    });
    return objection;
  });
}
