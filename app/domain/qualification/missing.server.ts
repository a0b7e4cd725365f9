import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { type Missing, missingOf, type Requirement } from "./policy.ts";

/** What `requirementRows` finds, one for each requirement and each qualification that may meet it. */
export interface RequirementRow {
  typeId: string;
  nameZh: string;
  nameEn: string;
  grantedAt: string | null;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  unusedDays: number | null;
}

/** The qualifications that a facility asks for with what the person holds of each, as a column; null for most facilities. */
const requirementsColumn = (facilityId: string, userId: string): SQL => sql`(
  select json_agg(json_build_object('typeId', t.id, 'nameZh', t.name_zh, 'nameEn', t.name_en, 'grantedAt', h.granted_at,
    'expiresAt', h.expires_at, 'lastUsedAt', h.last_used_at, 'revokedAt', h.revoked_at, 'unusedDays', h.unused_days)
    order by t.name_zh, t.id)
  from facility_qualification f
  join qualification_type t on t.id = f.type_id and t.retired_at is null
  left join lateral (
    select q.granted_at, q.expires_at, q.last_used_at, q.revoked_at, held.unused_days
    from qualification q join qualification_type held on held.id = q.type_id
    where q.user_id = ${userId} and (q.type_id = t.id or q.type_id in
      (select trusted_id from qualification_trust where type_id = t.id))
  ) h on true
  where f.facility_id = ${facilityId})`;

/** The requirements in these rows that the person lacks at `at`. */
export const missingFrom = (rows: readonly RequirementRow[] | null, at: Date): Missing[] =>
  rows ? missingOf(requirements(rows), at) : [];

/** The qualifications that the facility asks for and the person lacks at `at`. */
export async function missingQualifications(
  tx: Tx,
  facilityId: string,
  userId: string,
  at: Date,
): Promise<Missing[]> {
  return missingFrom(await requirementRows(tx, facilityId, userId), at);
}

/** The qualifications that a facility asks for with what the person holds of each; null for most facilities. */
export async function requirementRows(
  tx: Tx,
  facilityId: string,
  userId: string,
): Promise<RequirementRow[] | null> {
  const [row] = await tx.execute<{ rows: RequirementRow[] | null }>(
    sql`select ${requirementsColumn(facilityId, userId)} as rows`,
  );
  return row?.rows ?? null;
}

function requirements(rows: readonly RequirementRow[]): Requirement[] {
  const found = new Map<string, Requirement & { held: Requirement["held"][number][] }>();
  for (const { typeId, nameZh, nameEn, ...dates } of rows) {
    const one = found.get(typeId) ?? { typeId, nameZh, nameEn, held: [] };
    found.set(typeId, one);
    if (dates.grantedAt === null) continue;
    one.held.push({
      grantedAt: new Date(dates.grantedAt),
      expiresAt: instant(dates.expiresAt),
      lastUsedAt: instant(dates.lastUsedAt),
      revokedAt: instant(dates.revokedAt),
      unusedDays: dates.unusedDays,
    });
  }
  return [...found.values()];
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));
