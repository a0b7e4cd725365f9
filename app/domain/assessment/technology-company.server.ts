import { and, desc, eq } from "drizzle-orm";
import { technologyCompany } from "#db/schema/assessment.ts";
import { organization } from "#db/schema/identity.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { inTerritory } from "../identity/territory.server.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import type { TechnologyCompanyInput } from "./inputs.ts";
import { assessmentProblems } from "./policy.ts";

/** The entries of the actor's territory, the latest first; at most so many as a page can show. */
export const technologyCompanies = (ctx: Context) =>
  ctx.db
    .select({
      id: technologyCompany.id,
      nameZh: organization.nameZh,
      nameEn: organization.nameEn,
      uscc: organization.uscc,
      kind: technologyCompany.kind,
      number: technologyCompany.number,
      validFrom: technologyCompany.validFrom,
      validUntil: technologyCompany.validUntil,
    })
    .from(technologyCompany)
    .innerJoin(organization, eq(organization.id, technologyCompany.organizationId))
    .where(inTerritory(ctx.actor, organization.regionCode))
    .orderBy(desc(technologyCompany.validFrom), desc(technologyCompany.id))
    .limit(500);

/**
 * An officer enters what a register of technology companies says of a company of their territory; shares of those served are
 * computed from it. Refuses `registered_already` for a number that is known.
 */
export async function registerCompany(ctx: Context, input: TechnologyCompanyInput): Promise<Result<void>> {
  if (!may(ctx.actor, "assessment.run")) return fail(problems.forbidden("assessment.run"));
  const { uscc, ...entry } = input;
  return transact(ctx.db, async (tx) => {
    const [found] = await tx.select().from(organization).where(eq(organization.uscc, uscc));
    if (!found || !may(ctx.actor, "assessment.run", { regionCode: found.regionCode }))
      return refuse(problems.invalid([{ path: "uscc", code: "organization_unknown" }]));
    const same = and(eq(technologyCompany.kind, entry.kind), eq(technologyCompany.number, entry.number));
    const known = await tx.select({ id: technologyCompany.id }).from(technologyCompany).where(same);
    if (known.length > 0) return refuse(assessmentProblems.registeredAlready());
    await tx.insert(technologyCompany).values({ ...entry, organizationId: found.id });
    await recordAudit(tx, ctx, {
      entity: "organization",
      entityId: found.id,
      transition: "register_technology_company",
      detail: entry,
    });
  });
}
