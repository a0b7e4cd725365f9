import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { hidingMeasures, type MeasureKind } from "./schema/vocabulary.ts";

/** A list of kinds as SQL. */
const quoted = (kinds: readonly MeasureKind[]): SQL =>
  sql.join(
    kinds.map((kind) => sql`${kind}`),
    sql`, `,
  );

/** An instant, or what a statement says in its place. */
export type Moment = Date | SQL;

export const moment = (at: Moment): SQL => (at instanceof Date ? sql`${at.toISOString()}::timestamptz` : at);

/**
 * Measures of these kinds that are in force at `now`, as the body of a subquery over `m`: begun, not over, and of what
 * became of them since, nothing that ends them for good, and no stay that was not resumed.
 */
export const inForce = (kinds: readonly MeasureKind[], now: Moment): SQL => sql`
  from measure m where m.kind in (${quoted(kinds)}) and m."from" <= ${moment(now)}
    and (m.until is null or m.until > ${moment(now)})
    and coalesce((select c.kind = 'resume' from measure_change c
      where c.measure_id = m.id and c."from" <= ${moment(now)}
      order by c.kind in ('stay', 'resume'), c."from" desc, c.id desc limit 1), true)`;

/**
 * Whether the organisation named by a column may be seen on the market at `now`: no measure in force hides what it has
 * published. Everything that shows listings to the public asks this beside the listing's own state.
 */
export const mayAppear = (organizationId: AnyColumn | SQL, now: Moment): SQL<boolean> =>
  // In SQL of its own: among what is selected from one table alone, a bare column would lose the table's name and mean `m`'s.
  sql<boolean>`not exists (select 1 ${inForce(hidingMeasures, now)} and m.organization_id = ${sql`${organizationId}`})`;
