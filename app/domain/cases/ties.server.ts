import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { inForce } from "#db/in-force.ts";
import { type MeasureKind, measureKinds, type OrganizationTie } from "#db/schema/vocabulary.ts";
import type { Context } from "../context.ts";
import { known } from "./queries.server.ts";

/** An organisation that hangs together with the accused, as far as it is on record. Never published. */
export interface Tie {
  /** Null: the organisations say it of themselves, in their profile. */
  id: string | null;
  kind: OrganizationTie;
  /** Where it is known from. */
  source: string;
  related: { id: string; uscc: string; nameZh: string; nameEn: string };
  /** Measures in force against it. */
  measures: MeasureKind[];
}

/** Somebody who answers for what happened here and is named so in a case about another organisation. */
export interface Namesake {
  name: string;
  caseId: string;
  caseNo: string;
}

/** The ids of the organisations that hang together with these, on record or by their profiles. */
export const tiedTo = (ids: readonly string[]): SQL => {
  const these = sql`any(${`{${ids.join(",")}}`}::uuid[])`;
  return sql`(select t.related_id from organization_tie t where t.organization_id = ${these}
    union select t.organization_id from organization_tie t where t.related_id = ${these}
    union select o.parent_id from organization o where o.id = ${these} and o.parent_id is not null
    union select o.id from organization o where o.parent_id = ${these})`;
};

/** What hangs together with an organisation, with the measures in force against each. */
export async function tiesOf(tx: Tx, organizationId: string, now: Date): Promise<Tie[]> {
  const rows = await tx.execute<Omit<Tie, "related"> & Tie["related"] & { tieId: string | null }>(sql`
    with tie as (
      select t.id, t.kind, t.note, case when t.organization_id = ${organizationId} then t.related_id
        else t.organization_id end as other
      from organization_tie t where ${organizationId} in (t.organization_id, t.related_id)
      union all select null, 'parent', '', o.parent_id from organization o
        where o.id = ${organizationId} and o.parent_id is not null
      union all select null, 'parent', '', o.id from organization o where o.parent_id = ${organizationId})
    select tie.id as "tieId", tie.kind, tie.note as source, o.id, o.uscc, o.name_zh as "nameZh", o.name_en as "nameEn",
      array(select distinct m.kind ${inForce(measureKinds, now)} and m.organization_id = o.id) as measures
    from tie join organization o on o.id = tie.other order by tie.id nulls last, o.id`);
  return rows.map(({ tieId, kind, source, measures, id, uscc, nameZh, nameEn }) => ({
    ...{ id: tieId, kind, source, measures },
    related: { id, uscc, nameZh, nameEn },
  }));
}

/** Where those who are named in a case are named again, in cases about others that the actor knows. */
export async function namesakesOf(ctx: Context, caseId: string): Promise<Namesake[]> {
  const rows = await ctx.db.execute<{ name: string; caseId: string; caseNo: string }>(sql`
    select distinct r.name, misconduct_case.id as "caseId", misconduct_case.case_no as "caseNo"
    from case_responsible mine
    join misconduct_case own on own.id = mine.case_id
    join case_responsible r on r.name = mine.name
    join misconduct_case on misconduct_case.id = r.case_id and misconduct_case.subject_id <> own.subject_id
    where mine.case_id = ${caseId} and ${known(ctx)} order by "caseNo" limit 50`);
  return [...rows];
}
