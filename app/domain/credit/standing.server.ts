import type { Deadline } from "#app/domain/deadline.ts";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { inForce, type Moment, moment } from "#db/in-force.ts";
import type { MeasureKind } from "#db/schema/vocabulary.ts";
import { type Problem, refuse } from "#app/runtime/problem.ts";
import { holdStanding } from "./lock.server.ts";
import { forbidding, type MarketAct } from "./measures.ts";

export interface MeasureInForce {
  measure: MeasureKind;
  from: Date;
  /** Null: until it is lifted. */
  until: Deadline | null;
  caseNo: string;
  caseId: string;
}

/** What `againstColumn` selects. */
export interface AgainstRow {
  measure: MeasureKind;
  from: string;
  until: string | null;
  caseNo: string;
  caseId: string;
}

/**
 * The measure that forbids the organisation this act, the one that lasts longest, as a column; null when it may. For
 * commands, which have taken `holdStanding` first: to `now` comes the time that the transaction has since waited, so that
 * what was served meanwhile has begun.
 */
export const againstColumn = (organizationId: string | SQL, act: MarketAct, now: Moment): SQL =>
  against(organizationId, act, sql`(${moment(now)} + (statement_timestamp() - transaction_timestamp()))`);

const against = (organizationId: string | SQL, act: MarketAct, now: Moment): SQL => sql`(
  select json_build_object('measure', m.kind, 'from', m."from", 'until', m.until, 'caseNo', m.case_no,
    'caseId', (select d.case_id from decision d where d.id = m.decision_id))
  ${inForce(forbidding[act], now)} and m.organization_id = ${organizationId}
  order by m.until desc nulls first, m.id limit 1)`;

/** The measure that forbids the organisation this act at `now`, the one that lasts longest; undefined when it may. */
export async function measureAgainst(
  tx: Tx,
  organizationId: string,
  act: MarketAct,
  now: Date,
): Promise<MeasureInForce | undefined> {
  return readAgainst(tx, against(organizationId, act, now));
}

async function readAgainst(tx: Tx, column: SQL): Promise<MeasureInForce | undefined> {
  const [row] = await tx.execute<{ against: AgainstRow | null }>(sql`select ${column} as against`);
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
  const found = await readAgainst(tx, againstColumn(organizationId, act, now));
  if (found) refuse(forbiddenBy(found));
}

/** The same for a command that has read `againstColumn` with the rest of what it needs, after `holdStanding`. */
export const refuseAgainst = (row: AgainstRow | null): void => {
  if (row) refuse(forbiddenBy(measureOf(row)));
};

/** The same refusal, foreseen: for pages that would otherwise let somebody fill in a form in vain. */
export async function standingProblem(
  tx: Tx,
  organizationId: string,
  act: MarketAct,
  now: Date,
): Promise<Problem | undefined> {
  const found = await measureAgainst(tx, organizationId, act, now);
  return found && forbiddenBy(found);
}

const forbiddenBy = ({ measure, from, until, caseNo, caseId }: MeasureInForce): Problem => ({
  code: "standing",
  status: 403,
  params: { measure, caseNo },
  details: {
    measure: { measure, from: from.toISOString(), until: until?.toISOString() ?? null, caseNo, caseId },
  },
});
