import type { Deadline } from "#app/domain/deadline.ts";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { inForce } from "#db/in-force.ts";
import { isContested, isPublished } from "#db/published.ts";
import { organization } from "#db/schema/identity.ts";
import { type MeasureKind, measureKinds } from "#db/schema/vocabulary.ts";
import type { Context } from "../context.ts";
import { type ExternalRecord, externalRecordsOf } from "./external/queries.server.ts";
import { logQueries } from "./query-log.server.ts";
import { standingsOf } from "./queries.server.ts";
import { publishedOf } from "./register/one.server.ts";
import type { Grade } from "./usage-rules.ts";
import type { RegisterRow } from "./register/rows.server.ts";

export interface Restriction {
  measure: MeasureKind;
  from: Date;
  until: Deadline | null;
  caseNo: string;
  decisionId: string;
  /** Marked wherever it is shown, from the objection on (Zhejiang public credit ordinance, Art. 30). */
  underObjection: boolean;
}

export interface PublicStanding {
  id: string;
  uscc: string;
  nameZh: string;
  nameEn: string;
  grade: Grade;
  score: number;
  /** Measures in force of decisions that are published. */
  restrictions: Restriction[];
  records: RegisterRow[];
  /** What other authorities have published about it; no part of grade, score or restrictions. */
  external: ExternalRecord[];
}

/**
 * What everybody may know of an organisation's standing, by its credit code: what is derived from its record now, and what
 * is published. The question is written down for its subject. Undefined when there is no such organisation.
 */
export async function publicStanding(ctx: Context, uscc: string): Promise<PublicStanding | undefined> {
  const standing = await readPublicStanding(ctx, uscc);
  if (standing) await logQueries(ctx, [standing.id], "public");
  return standing;
}

/** The same for an answer that does not hand it out. */
export async function readPublicStanding(ctx: Context, uscc: string): Promise<PublicStanding | undefined> {
  const [found] = await ctx.db
    .select({
      id: organization.id,
      uscc: organization.uscc,
      nameZh: organization.nameZh,
      nameEn: organization.nameEn,
    })
    .from(organization)
    .where(eq(organization.uscc, uscc.toUpperCase()));
  if (!found) return undefined;
  const now = ctx.clock.now();
  const [standings, restrictions, records, external] = await Promise.all([
    standingsOf(ctx.db, [found.id], now),
    publishedRestrictions(ctx.db, [found.id], now),
    publishedOf(ctx, found.id),
    externalRecordsOf(ctx, found.id),
  ]);
  const standing = standings.get(found.id);
  if (!standing) throw new Error("standing: an organisation without one");
  return {
    ...found,
    grade: standing.grade,
    score: standing.score,
    restrictions: restrictions.map(({ organizationId: _, ...rest }) => rest),
    records,
    external,
  };
}

interface Wire extends Record<string, unknown> {
  organizationId: string;
  measure: MeasureKind;
  from: string;
  until: string | null;
  caseNo: string;
  decisionId: string;
  underObjection: boolean;
}

/** The measures in force of organisations whose decisions are published, the longest first. */
export async function publishedRestrictions(tx: Tx, organizationIds: readonly string[], now: Date) {
  const rows = await tx.execute<Wire>(sql`
    select m.organization_id as "organizationId", m.kind as measure, m."from", m.until, m.case_no as "caseNo",
      m.decision_id as "decisionId",
      (select ${isContested} from decision d join misconduct_case c on c.id = d.case_id
        where d.id = m.decision_id) as "underObjection"
    ${inForce(measureKinds, now)} and m.until is not null
      and m.organization_id = any(${`{${organizationIds.join(",")}}`}::uuid[])
      and exists (select 1 from publication p where p.decision_id = m.decision_id and ${isPublished(now)})
    order by m.until desc, m.id`);
  return rows.map((row) => ({
    ...row,
    from: new Date(row.from),
    until: row.until === null ? null : new Date(row.until),
  }));
}
