import { and, eq, inArray, isNull } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { facilityQualification, qualificationType } from "#db/schema/qualification.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";

/**
 * Says which of its own organisation's qualifications a facility asks of those who operate it. Bookings that stand are not
 * touched. Refuses with `not_found` for another organisation's facility or type.
 */
export async function requireTypes(
  ctx: Context,
  facilityId: string,
  typeIds: readonly string[],
): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const [owner] = await tx
      .select({ organizationId: listing.organizationId })
      .from(listing)
      .where(and(eq(listing.id, facilityId), eq(listing.kind, "facility")))
      .for("no key update");
    if (!owner || !may(ctx.actor, "facility.edit", owner)) return refuse(problems.notFound("facility"));
    const wanted = [...new Set(typeIds)];
    const known = await tx
      .select({ id: qualificationType.id })
      .from(qualificationType)
      .where(
        and(
          inArray(qualificationType.id, wanted),
          eq(qualificationType.organizationId, owner.organizationId),
          isNull(qualificationType.retiredAt),
        ),
      );
    if (known.length < wanted.length) return refuse(problems.notFound("qualification_type"));
    await tx.delete(facilityQualification).where(eq(facilityQualification.facilityId, facilityId));
    const rows = wanted.map((typeId) => ({ facilityId, typeId }));
    if (rows.length > 0) await tx.insert(facilityQualification).values(rows);
    const fact = { entity: "facility", entityId: facilityId, detail: { typeIds: wanted } };
    await recordAudit(tx, ctx, { transition: "require_qualifications", ...fact });
  });
}
