import { bookingPolicy, bookingQuota } from "#db/schema/booking-policy.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { loadFacility } from "./known-facility.server.ts";
import { lockFacilities } from "./lock.server.ts";
import type { PolicyInput } from "./policy-inputs.ts";

/**
 * Puts new booking rules in force as the next version. Bookings that stand keep the version they were made under; new
 * words of the terms get a new version of their own, which bookers have to accept again.
 */
export async function publishPolicy(
  ctx: Context,
  facilityId: string,
  input: PolicyInput,
): Promise<Result<{ version: number }>> {
  if (!may(ctx.actor, "facility.edit")) return fail(problems.forbidden("facility.edit"));
  return transact(ctx.db, async (tx) => {
    await lockFacilities(tx, [facilityId]);
    const facility = await loadFacility(tx, facilityId, ctx.clock.now());
    if (!facility || !may(ctx.actor, "facility.edit", { organizationId: facility.providerId })) {
      return refuse(problems.notFound("facility"));
    }
    const { rules, rulesStored } = facility;
    const version = rulesStored ? rules.version + 1 : rules.version;
    const termsVersion = rules.terms === input.terms ? rules.termsVersion : rules.termsVersion + 1;
    const { quotas, ...columns } = input;
    const [row] = await tx
      .insert(bookingPolicy)
      .values({ ...columns, facilityId, version, termsVersion, createdBy: ctx.actor.user?.id ?? null })
      .returning({ id: bookingPolicy.id });
    if (row && quotas.length > 0)
      await tx.insert(bookingQuota).values(quotas.map((quota) => ({ ...quota, policyId: row.id })));
    await recordAudit(tx, ctx, {
      entity: "listing",
      entityId: facilityId,
      transition: "booking-rules",
      detail: { version },
    });
    return { version };
  });
}
