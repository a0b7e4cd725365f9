import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { type Missing, missingOf, type Requirement } from "./policy.ts";

interface Row extends Record<string, unknown> {
  typeId: string;
  nameZh: string;
  nameEn: string;
  grantedAt: string | null;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  unusedDays: number | null;
}

/** The qualifications that the facility asks for and the person lacks at `at`. One query; none for most facilities. */
export async function missingQualifications(
  tx: Tx,
  facilityId: string,
  userId: string,
  at: Date,
): Promise<Missing[]> {
  const rows = await tx.execute<Row>(sql`
    select t.id as "typeId", t.name_zh as "nameZh", t.name_en as "nameEn", h.granted_at as "grantedAt",
      h.expires_at as "expiresAt", h.last_used_at as "lastUsedAt", h.revoked_at as "revokedAt", h.unused_days as "unusedDays"
    from facility_qualification f
    join qualification_type t on t.id = f.type_id and t.retired_at is null
    left join lateral (
      select q.granted_at, q.expires_at, q.last_used_at, q.revoked_at, held.unused_days
      from qualification q join qualification_type held on held.id = q.type_id
      where q.user_id = ${userId} and (q.type_id = t.id or q.type_id in
        (select trusted_id from qualification_trust where type_id = t.id))
    ) h on true
    where f.facility_id = ${facilityId} order by t.name_zh, t.id`);
  return missingOf(requirements(rows), at);
}

function requirements(rows: readonly Row[]): Requirement[] {
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
