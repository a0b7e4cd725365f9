import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { caseEntry, caseRecusal, decision, type misconductCase } from "#db/schema/cases.ts";
import { jurisdiction, membership } from "#db/schema/identity.ts";
import type { CaseEntryKind, Role } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { refuse } from "#app/runtime/problem.ts";
import { caseProblems, type Conflict } from "./problems.ts";
import { tiedTo } from "./ties.server.ts";

export type CaseRow = typeof misconductCase.$inferSelect;

/** What somebody does in a case; each part shuts out others. */
export type Part = "officer" | "chair" | "decider" | "reviewer";

/** What only those who investigate write into the file. */
const investigating: CaseEntryKind[] = [
  "acceptance",
  "investigation",
  "interview",
  "notice",
  "hearing_schedule",
  "proposal",
];

/**
 * Why a person may not take any part in a case: they complained, belong to one of the sides or to an organisation that is
 * tied to it, or were taken off it.
 */
export async function conflictOf(tx: Tx, userId: string, row: CaseRow): Promise<Conflict | undefined> {
  if (row.complainantId === userId) return "complainant";
  const sides = [row.subjectId, row.complainantOrganizationId].filter((id) => id !== null);
  if (await belongsTo(tx, userId, ...sides)) return "member";
  if (await isTiedTo(tx, userId, sides)) return "tied";
  const [off] = await tx
    .select({ id: caseRecusal.id })
    .from(caseRecusal)
    .where(and(eq(caseRecusal.caseId, row.id), eq(caseRecusal.userId, userId)));
  return off && "recused";
}

/** Whether somebody is a member of one of these organisations. */
export async function belongsTo(tx: Tx, userId: string, ...organizationIds: string[]): Promise<boolean> {
  const [member] = await tx
    .select({ id: membership.id })
    .from(membership)
    .where(
      and(
        eq(membership.userId, userId),
        inArray(membership.organizationId, organizationIds),
        isNull(membership.endedAt),
      ),
    )
    .limit(1);
  return member !== undefined;
}

/** Whether somebody is a member of an organisation that hangs together with one of these; the authorities themselves aside. */
async function isTiedTo(tx: Tx, userId: string, sides: readonly string[]): Promise<boolean> {
  const [found] = await tx
    .select({ id: membership.id })
    .from(membership)
    .where(
      and(
        eq(membership.userId, userId),
        isNull(membership.endedAt),
        inArray(membership.organizationId, tiedTo(sides)),
        sql`not exists (select 1 from jurisdiction j where j.organization_id = ${membership.organizationId})`,
      ),
    )
    .limit(1);
  return found !== undefined;
}

/** Why a person may not have this part in a case, what they did in it before included. */
export async function partConflict(
  tx: Tx,
  userId: string,
  row: CaseRow,
  part: Part,
): Promise<Conflict | undefined> {
  const general = await conflictOf(tx, userId, row);
  if (general) return general;
  const [investigated, decided] = await Promise.all([
    hasInvestigated(tx, userId, row),
    hasDecided(tx, userId, row),
  ]);
  if (part === "officer") {
    if (decided || row.deciderId === userId || row.reviewerId === userId) return "decided";
    return row.chairId === userId ? "chaired" : undefined;
  }
  if (investigated) return "investigated";
  if (part === "chair") return decided ? "decided" : undefined;
  if (part === "decider") return row.reviewerId === userId ? "decided" : undefined;
  if (decided) return "decided";
  return row.chairId === userId ? "chaired" : undefined;
}

/** Refuses when the caller may not have this part. */
export async function demandPart(tx: Tx, userId: string, row: CaseRow, part: Part): Promise<void> {
  const conflict = await partConflict(tx, userId, row, part);
  if (conflict) refuse(caseProblems.conflictOfInterest(conflict));
}

async function hasInvestigated(tx: Tx, userId: string, row: CaseRow): Promise<boolean> {
  if (row.officerId === userId) return true;
  const [entry] = await tx
    .select({ id: caseEntry.id })
    .from(caseEntry)
    .where(
      and(eq(caseEntry.caseId, row.id), eq(caseEntry.byId, userId), inArray(caseEntry.kind, investigating)),
    )
    .limit(1);
  return entry !== undefined;
}

async function hasDecided(tx: Tx, userId: string, row: CaseRow): Promise<boolean> {
  const [signed] = await tx
    .select({ id: decision.id })
    .from(decision)
    .where(and(eq(decision.caseId, row.id), eq(decision.signerId, userId)))
    .limit(1);
  return signed !== undefined;
}

/** Whether somebody holds one of these roles at a regulator that is responsible for the region. */
export async function isCompetent(
  tx: Tx,
  userId: string,
  roles: readonly Role[],
  regionCode: string,
): Promise<boolean> {
  const [held] = await tx
    .select({ id: membership.id })
    .from(membership)
    .innerJoin(jurisdiction, eq(jurisdiction.organizationId, membership.organizationId))
    .where(
      and(
        eq(membership.userId, userId),
        isNull(membership.endedAt),
        sql`${membership.roles} && array[${sql.join(
          roles.map((role) => sql`${role}`),
          sql`, `,
        )}]::text[]`,
        sql`starts_with(${regionCode}::text, ${jurisdiction.regionPrefix})`,
      ),
    )
    .limit(1);
  return held !== undefined;
}

/** Refuses the person named in `field` for a part unless they are competent and have no conflict. */
export async function demandFit(
  tx: Tx,
  userId: string,
  row: CaseRow,
  { part, roles, field }: { part: Part; roles: readonly Role[]; field: string },
): Promise<void> {
  if (!(await isCompetent(tx, userId, roles, row.regionCode)))
    refuse(caseProblems.personUnfit(field, "not_competent"));
  const conflict = await partConflict(tx, userId, row, part);
  if (conflict) refuse(caseProblems.personUnfit(field, conflict));
}
