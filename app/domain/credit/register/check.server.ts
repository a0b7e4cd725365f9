import { inArray } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import { problems, type Result, fail, ok } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { readParameter } from "../../parameters.server.ts";
import { today } from "../../working-days.ts";
import { publishedRestrictions, type Restriction } from "../public-standing.server.ts";
import { standingsOf } from "../queries.server.ts";
import { logQueries } from "../query-log.server.ts";
import type { Grade } from "../usage-rules.ts";

export interface CheckedCode {
  uscc: string;
  /** Null: nobody by this code is on the platform, which says nothing about them. */
  found: {
    nameZh: string;
    nameEn: string;
    grade: Grade;
    score: number;
    restrictions: Restriction[];
  } | null;
}

/** How many codes may be asked for at once. */
export const mostCodes = ({ db, clock }: Pick<Context, "db" | "clock">): Promise<number> =>
  readParameter(db, "credit_check_codes", "", today(clock.now()));

/** The standing of many organisations by their credit codes, in the order given. Refuses with `invalid` when there are too many or none. */
export async function checkCodes(ctx: Context, codes: readonly string[]): Promise<Result<CheckedCode[]>> {
  const most = await mostCodes(ctx);
  if (codes.length === 0) return fail(problems.invalid([{ path: "codes", code: "required" }]));
  if (codes.length > most)
    return fail(
      problems.invalid([{ path: "codes", code: "too_many_codes", params: { most, given: codes.length } }]),
    );
  const now = ctx.clock.now();
  const rows = await ctx.db
    .select({
      id: organization.id,
      uscc: organization.uscc,
      nameZh: organization.nameZh,
      nameEn: organization.nameEn,
    })
    .from(organization)
    .where(inArray(organization.uscc, [...codes]));
  const ids = rows.map(({ id }) => id);
  const [standings, restrictions] = await Promise.all([
    standingsOf(ctx.db, ids, now),
    publishedRestrictions(ctx.db, ids, now),
  ]);
  await logQueries(ctx, ids, "public");
  const known = new Map(rows.map((row) => [row.uscc, row]));
  return ok(
    codes.map((uscc) => {
      const row = known.get(uscc);
      const standing = row && standings.get(row.id);
      if (!row || !standing) return { uscc, found: null };
      const own = restrictions.filter(({ organizationId }) => organizationId === row.id);
      const { nameZh, nameEn } = row;
      return {
        uscc,
        found: { nameZh, nameEn, grade: standing.grade, score: standing.score, restrictions: own },
      };
    }),
  );
}
