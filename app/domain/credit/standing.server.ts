import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { inForce } from "#db/in-force.ts";
import type { MeasureKind } from "#db/schema/vocabulary.ts";
import { type Problem, refuse } from "#app/runtime/problem.ts";
import { forbidding, type MarketAct } from "./measures.ts";

export interface MeasureInForce {
  measure: MeasureKind;
  from: Date;
  /** Null: until it is lifted. */
  until: Date | null;
  caseNo: string;
}

interface Row extends Record<string, unknown> {
  measure: MeasureKind;
  from: string;
  until: string | null;
  caseNo: string;
}

/** The measure that forbids the organisation this act at `now`, the one that lasts longest; undefined when it may. */
export async function measureAgainst(
  tx: Tx,
  organizationId: string,
  act: MarketAct,
  now: Date,
): Promise<MeasureInForce | undefined> {
  const [row] = await tx.execute<Row>(sql`
    select m.kind as measure, m."from", m.until, m.case_no as "caseNo" ${inForce(forbidding[act], now)}
      and m.organization_id = ${organizationId} order by m.until desc nulls first, m.id limit 1`);
  return row && { ...row, from: new Date(row.from), until: row.until === null ? null : new Date(row.until) };
}

/**
 * Refuses with `standing` (403) and the measure when one in force forbids the organisation this act. Call it inside the
 * transaction of every command of the market, so that nothing slips in beside a decision.
 */
export async function demandStanding(
  tx: Tx,
  organizationId: string,
  act: MarketAct,
  now: Date,
): Promise<void> {
  const against = await measureAgainst(tx, organizationId, act, now);
  if (against) refuse(forbiddenBy(against));
}

const forbiddenBy = ({ measure, from, until, caseNo }: MeasureInForce): Problem => ({
  code: "standing",
  status: 403,
  params: { measure, caseNo },
  details: {
    measure: { measure, from: from.toISOString(), until: until?.toISOString() ?? null, caseNo },
  },
});
