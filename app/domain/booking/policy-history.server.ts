import { and, desc, eq, lte } from "drizzle-orm";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import { appUser } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { quotasOf, rulesFrom } from "./facility-row.server.ts";
import { changesBetween, type RuleChange } from "./policy-diff.ts";

/** One version of a facility's rules: since when, by whom, and what it changed. */
export interface PolicyVersion {
  version: number;
  since: Date;
  by: string | null;
  /** Null for the first version. */
  changes: RuleChange[] | null;
}

const page = 10;

/** The versions of a facility's rules from `from` down, or the newest; one page, and the version that the next begins with. */
export async function policyHistory(
  tx: Tx,
  facilityId: string,
  from?: number,
): Promise<{ versions: PolicyVersion[]; next: number | null }> {
  const rows = await tx
    .select({ row: bookingPolicy, quotas: quotasOf, by: appUser.name })
    .from(bookingPolicy)
    .leftJoin(appUser, eq(appUser.id, bookingPolicy.createdBy))
    .where(
      and(
        eq(bookingPolicy.facilityId, facilityId),
        from === undefined ? undefined : lte(bookingPolicy.version, from),
      ),
    )
    .orderBy(desc(bookingPolicy.version))
    .limit(page + 1);
  const versions = rows.slice(0, page).map(({ row, quotas, by }, index) => {
    const before = rows[index + 1];
    const changes = before
      ? changesBetween(rulesFrom(before.row, before.quotas), rulesFrom(row, quotas))
      : null;
    return { version: row.version, since: row.createdAt, by, changes };
  });
  return { versions, next: rows[page]?.row.version ?? null };
}
