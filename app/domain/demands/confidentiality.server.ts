import { desc, eq } from "drizzle-orm";
import { demand } from "#db/schema/catalog.ts";
import { confidentialityAcceptance } from "#db/schema/demands.ts";
import { viewLog } from "#db/schema/audit.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { fail, ok, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { findListing } from "../catalog/detail-queries.server.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { confidentialityTerms } from "./terms.ts";

/**
 * An organisation accepts the terms under which it reads the confidential part of a demand; once is for all its people who
 * propose or, for a regulator, review. Refuses `terms_changed` for an older version, `standing`, `not_verified`.
 */
export async function acceptConfidentiality(
  ctx: Context,
  demandId: string,
  { termsVersion }: { termsVersion: number },
): Promise<Result<{ id: string }>> {
  const { user, organization: mine } = ctx.actor;
  const competent = may(ctx.actor, "proposal.write") || may(ctx.actor, "listing.moderate");
  if (!user || !mine || !competent) return fail(problems.forbidden("proposal.write"));
  if (!mine.verified) return fail({ code: "not_verified", status: 403 });
  if (termsVersion !== confidentialityTerms.version) return fail({ code: "terms_changed", status: 409 });
  const found = await findListing(ctx, demandId, "demand");
  if (!found.ok) return found;
  if (found.value.listing.organizationId === mine.id) return ok({ id: demandId });
  return transact(ctx.db, async (tx) => {
    await demandStanding(tx, mine.id, "propose", ctx.clock.now());
    const [part] = await tx
      .select({ text: demand.confidentialPart })
      .from(demand)
      .where(eq(demand.listingId, demandId));
    if (!part?.text) return refuse({ code: "nothing_confidential", status: 409 });
    const written = await tx
      .insert(confidentialityAcceptance)
      .values({
        ...{ demandId, organizationId: mine.id, userId: user.id, termsVersion },
        acceptedAt: ctx.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: confidentialityAcceptance.id });
    const accepted = { transition: "accept_confidentiality", detail: { termsVersion } };
    if (written.length > 0) await recordAudit(tx, ctx, { entity: "demand", entityId: demandId, ...accepted });
    return { id: demandId };
  });
}

/** Who accepted the terms of the actor's own demand and who looked, latest first; empty for everybody else. */
export async function confidentialityLog(ctx: Context, demandId: string, ownerId: string) {
  if (!may(ctx.actor, "demand.edit", { organizationId: ownerId })) return { accepted: [], views: [] };
  const [accepted, views] = await Promise.all([
    ctx.db
      .select({
        at: confidentialityAcceptance.acceptedAt,
        nameZh: organization.nameZh,
        nameEn: organization.nameEn,
        by: appUser.name,
      })
      .from(confidentialityAcceptance)
      .innerJoin(organization, eq(organization.id, confidentialityAcceptance.organizationId))
      .innerJoin(appUser, eq(appUser.id, confidentialityAcceptance.userId))
      .where(eq(confidentialityAcceptance.demandId, demandId))
      .orderBy(desc(confidentialityAcceptance.acceptedAt)),
    ctx.db
      .select({
        at: viewLog.at,
        by: viewLog.actorName,
        nameZh: organization.nameZh,
        nameEn: organization.nameEn,
      })
      .from(viewLog)
      .leftJoin(organization, eq(organization.id, viewLog.organizationId))
      .where(eq(viewLog.entityId, demandId))
      .orderBy(desc(viewLog.seq))
      .limit(50),
  ]);
  return { accepted, views };
}
