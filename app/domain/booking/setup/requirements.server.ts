import { and, eq, sql } from "drizzle-orm";
import { facilityRequirement } from "#db/schema/booking-policy.ts";
import { listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { changeSetup } from "./change-setup.server.ts";

const refused = (code: string): never => refuse(problems.invalid([{ path: "requiredId", code }]));

/**
 * From now on a booking of the facility owns a unit of `requiredId` too, for the same time. Only facilities of the same
 * provider, and no circles. Bookings that stand are left as they are.
 */
export function addRequirement(ctx: Context, facilityId: string, requiredId: string): Promise<Result<void>> {
  const change = { transition: "add-requirement", detail: { requiredId }, with: [requiredId] };
  return changeSetup(ctx, facilityId, change, async (tx, providerId) => {
    if (facilityId === requiredId) refused("requires_itself");
    const [other] = await tx
      .select({ id: listing.id })
      .from(listing)
      .where(
        and(eq(listing.id, requiredId), eq(listing.organizationId, providerId), eq(listing.kind, "facility")),
      );
    if (!other) refused("facility_unknown");
    if (await requires(tx, requiredId, facilityId)) refused("requires_circle");
    await tx.insert(facilityRequirement).values({ facilityId, requiredId }).onConflictDoNothing();
  });
}

/** Whether `from` requires `to`, directly or by way of others. */
async function requires(tx: Tx, from: string, to: string): Promise<boolean> {
  const rows = await tx.execute(sql`with recursive needed(id) as (
      select required_id from facility_requirement where facility_id = ${from}::uuid
      union select r.required_id from facility_requirement r join needed n on r.facility_id = n.id)
    select 1 from needed where id = ${to}::uuid`);
  return rows.length > 0;
}

/** Bookings made from now on no longer need the other facility. */
export function removeRequirement(
  ctx: Context,
  facilityId: string,
  requiredId: string,
): Promise<Result<void>> {
  const change = { transition: "remove-requirement", detail: { requiredId } };
  return changeSetup(ctx, facilityId, change, async (tx) => {
    const gone = await tx
      .delete(facilityRequirement)
      .where(
        and(eq(facilityRequirement.facilityId, facilityId), eq(facilityRequirement.requiredId, requiredId)),
      )
      .returning({ id: facilityRequirement.requiredId });
    if (gone.length === 0) refuse(problems.notFound("facility"));
  });
}
