import { eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { lockFacilities } from "../lock.server.ts";

interface Change {
  /** What the audit log calls it, and what it keeps of it. */
  transition: string;
  detail: Record<string, unknown>;
  /** Other facilities that it concerns. */
  with?: readonly string[];
}

/**
 * Changes how one of the actor's facilities is booked, under its lock: bookings made meanwhile see it whole or not at
 * all. Refuses with `forbidden`, and `not_found` for facilities of others.
 */
export async function changeSetup<T>(
  ctx: Context,
  facilityId: string,
  { transition, detail, with: others = [] }: Change,
  work: (tx: Tx, providerId: string) => Promise<T>,
): Promise<Result<T>> {
  if (!may(ctx.actor, "facility.edit")) return fail(problems.forbidden("facility.edit"));
  return transact(ctx.db, async (tx) => {
    await lockFacilities(tx, [facilityId, ...others]);
    const [found] = await tx
      .select({ providerId: listing.organizationId, kind: listing.kind })
      .from(listing)
      .where(eq(listing.id, facilityId));
    if (found?.kind !== "facility" || !may(ctx.actor, "facility.edit", { organizationId: found.providerId }))
      return refuse(problems.notFound("facility"));
    const done = await work(tx, found.providerId);
    await recordAudit(tx, ctx, { entity: "listing", entityId: facilityId, transition, detail });
    return done;
  });
}
