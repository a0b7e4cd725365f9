import { and, arrayOverlaps, asc, eq, isNull, sql } from "drizzle-orm";
import { appUser, jurisdiction, membership, organization } from "#db/schema/identity.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { type CaseRow, type Part, partConflict } from "./impartial.server.ts";
import type { Conflict } from "./problems.ts";

export interface Colleague {
  id: string;
  name: string;
  organizationZh: string;
  organizationEn: string;
  /** Why they may not have the part; null when they may. */
  conflict: Conflict | null;
}

/** The people who could investigate a case, or chair its hearing: competent for the region, each with what stands against it. */
export async function colleaguesFor(
  ctx: Context,
  row: CaseRow,
  part: Extract<Part, "officer" | "chair">,
): Promise<Colleague[]> {
  if (!may(ctx.actor, "case.read", row)) return [];
  const people = await ctx.db
    .selectDistinct({
      id: appUser.id,
      name: appUser.name,
      organizationZh: organization.nameZh,
      organizationEn: organization.nameEn,
    })
    .from(membership)
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .innerJoin(jurisdiction, eq(jurisdiction.organizationId, membership.organizationId))
    .where(
      and(
        isNull(membership.endedAt),
        isNull(appUser.disabledAt),
        arrayOverlaps(membership.roles, part === "officer" ? ["officer"] : ["officer", "adjudicator"]),
        sql`starts_with(${row.regionCode}::text, ${jurisdiction.regionPrefix})`,
      ),
    )
    .orderBy(asc(appUser.name));
  return Promise.all(
    people.map(async (one) => ({
      ...one,
      conflict: (await partConflict(ctx.db, one.id, row, part)) ?? null,
    })),
  );
}
