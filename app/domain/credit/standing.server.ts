import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { inForce } from "#db/in-force.ts";
import type { MeasureKind } from "#db/schema/vocabulary.ts";
import { type Problem, refuse } from "#app/runtime/problem.ts";
import { holdStanding } from "./lock.server.ts";
import { forbidding, type MarketAct } from "./measures.ts";

export interface MeasureInForce {
  measure: MeasureKind;
  from: Date;
  /** Null: until it is lifted. */
  until: Date | null;
  caseNo: string;
}

/** What `againstColumn` selects. */
export interface AgainstRow {
  measure: MeasureKind;
  from: string;
  until: string | null;
  caseNo: string;
}

/**
 * The measure that forbids the organisation this act at `now`, the one that lasts longest, as a column; null when it may.
 * To `now` comes the time that the transaction has since waited, for `holdStanding` above all: what was served meanwhile
 * has begun.
 */
export const againstColumn = (organizationId: string, act: MarketAct, now: Date): SQL => sql`(
  select json_build_object('measure', m.kind, 'from', m."from", 'until', m.until, 'caseNo', m.case_no)
  ${inForce(forbidding[act], sinceWaited(now))} and m.organization_id = ${organizationId}
  order by m.until desc nulls first, m.id limit 1)`;

const sinceWaited = (now: Date): SQL =>
  sql`(${now.toISOString()}::timestamptz + (statement_timestamp() - transaction_timestamp()))`;

/** The measure that forbids the organisation this act at `now`, the one that lasts longest; undefined when it may. */
export async function measureAgainst(
  tx: Tx,
  organizationId: string,
  act: MarketAct,
  now: Date,
): Promise<MeasureInForce | undefined> {
  const [row] = await tx.execute<{ against: AgainstRow | null }>(
    sql`select ${againstColumn(organizationId, act, now)} as against`,
  );
  return row?.against ? measureOf(row.against) : undefined;
}

const measureOf = (row: AgainstRow): MeasureInForce => ({
  ...row,
  from: new Date(row.from),
  until: row.until === null ? null : new Date(row.until),
});

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
  await holdStanding(tx, organizationId);
  const against = await measureAgainst(tx, organizationId, act, now);
  if (against) refuse(forbiddenBy(against));
}

/** The same for a command that has read `againstColumn` with the rest of what it needs, after `holdStanding`. */
export const refuseAgainst = (row: AgainstRow | null): void => {
  if (row) refuse(forbiddenBy(measureOf(row)));
};

const forbiddenBy = ({ measure, from, until, caseNo }: MeasureInForce): Problem => ({
  code: "standing",
  status: 403,
  params: { measure, caseNo },
  details: {
    measure: { measure, from: from.toISOString(), until: until?.toISOString() ?? null, caseNo },
  },
});
