import { and, desc, eq, gt, lte, ne } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { type facilityBlock, violation } from "#db/schema/conduct.ts";
import type { Tx } from "#db/client.ts";
import { consequenceOf, covers, didCount } from "./policy.ts";
import { conductRulesOf } from "./rules.server.ts";

/** Whose violations at which facility. */
export interface About {
  facilityId: string;
  userId: string;
}

const of = ({ facilityId, userId }: About) =>
  and(eq(violation.facilityId, facilityId), eq(violation.userId, userId));

/** How many violations made at `at` or before count, judged by what is known at `now`. */
export async function countAt(tx: Tx, about: About, at: Date, now: Date): Promise<number> {
  const rows = await tx
    .select({
      state: violation.state,
      at: violation.at,
      until: violation.until,
      deadline: violation.deadline,
    })
    .from(violation)
    .where(and(of(about), gt(violation.until, at), ne(violation.state, "waived")));
  return rows.filter((row) => didCount(row, at, now)).length;
}

type Drawn = Pick<typeof facilityBlock.$inferSelect, "facilityId" | "userId" | "level" | "createdAt">;

/**
 * Whether the violations that a consequence was drawn from still lead to it by what is known at `now`: one that has been
 * waived since, or contested and not answered in time, never counted. That older ones have run out since does not matter.
 */
export async function isDeserved(tx: Tx, block: Drawn, now: Date): Promise<boolean> {
  const rules = await conductRulesOf(tx, block.facilityId, await versionBehind(tx, block));
  const level = consequenceOf(await countAt(tx, block, block.createdAt, now), rules);
  return level !== null && covers(level, block.level);
}

/** The version of the rules that the booking was made under whose violation brought the consequence about. */
async function versionBehind(tx: Tx, block: Drawn): Promise<number> {
  const [row] = await tx
    .select({ version: booking.policyVersion })
    .from(violation)
    .innerJoin(booking, eq(booking.id, violation.bookingId))
    .where(and(of(block), lte(violation.at, block.createdAt)))
    .orderBy(desc(violation.at), desc(violation.id))
    .limit(1);
  return row?.version ?? 0;
}
