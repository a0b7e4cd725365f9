import { and, asc, inArray, lte, ne } from "drizzle-orm";
import { type facilityBlock, violation } from "#db/schema/conduct.ts";
import type { ViolationCode } from "#db/schema/vocabulary.ts";
import type { Context } from "../context.ts";
import { didCount } from "./policy.ts";

type Drawn = Pick<typeof facilityBlock.$inferSelect, "facilityId" | "userId" | "createdAt">;

/** How often what was recorded, of the violations that a consequence was drawn from and that have not been waived. */
export type Basis = { code: ViolationCode; times: number }[];

/** What each of the consequences rests on; one query for all of them. */
export async function basesOf<B extends Drawn>(
  { db, clock }: Context,
  blocks: readonly B[],
): Promise<(B & { basis: Basis })[]> {
  if (blocks.length === 0) return [];
  const latest = new Date(Math.max(...blocks.map(({ createdAt }) => createdAt.getTime())));
  const rows = await db
    .select()
    .from(violation)
    .where(
      and(
        inArray(violation.userId, [...new Set(blocks.map(({ userId }) => userId))]),
        inArray(violation.facilityId, [...new Set(blocks.map(({ facilityId }) => facilityId))]),
        lte(violation.at, latest),
        ne(violation.state, "waived"),
      ),
    )
    .orderBy(asc(violation.code));
  const now = clock.now();
  return blocks.map((block) => ({ ...block, basis: basisOf(block, rows, now) }));
}

function basisOf(
  { facilityId, userId, createdAt }: Drawn,
  rows: readonly (typeof violation.$inferSelect)[],
  now: Date,
): Basis {
  const own = rows.filter((row) => row.facilityId === facilityId && row.userId === userId);
  const behind = own.filter((row) => didCount(row, createdAt, now));
  return [...Map.groupBy(behind, ({ code }) => code)].map(([code, { length: times }]) => ({ code, times }));
}
