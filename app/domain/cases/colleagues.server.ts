import { and, arrayOverlaps, asc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { appUser, jurisdiction, membership, organization } from "#db/schema/identity.ts";
import type { Role } from "#db/schema/vocabulary.ts";
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
  const roles: Role[] = part === "officer" ? ["officer"] : ["officer", "adjudicator"];
  const people = await peopleWith(
    ctx.db,
    roles,
    sql`starts_with(${row.regionCode}::text, ${jurisdiction.regionPrefix})`,
  );
  return Promise.all(
    people.map(async (one) => ({
      ...one,
      conflict: (await partConflict(ctx.db, one.id, row, part)) ?? null,
    })),
  );
}

/** The people who investigate somewhere in the actor's regions, for giving them several cases; each case asks on its own. */
export async function officersHere({ db, actor }: Context): Promise<Omit<Colleague, "conflict">[]> {
  if (!may(actor, "case.decide")) return [];
  const within = actor.regionPrefixes.map(
    (prefix) =>
      sql`starts_with(${jurisdiction.regionPrefix}, ${prefix}) or starts_with(${prefix}, ${jurisdiction.regionPrefix})`,
  );
  return peopleWith(db, ["officer"], or(...within) ?? sql`false`);
}

const peopleWith = (db: Context["db"], roles: Role[], competent: SQL) =>
  db
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
        arrayOverlaps(membership.roles, roles),
        competent,
      ),
    )
    .orderBy(asc(appUser.name));
