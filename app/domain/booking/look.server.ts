import { sql } from "drizzle-orm";
import { prepared, type Tx } from "#db/client.ts";
import { compiled } from "#db/compiled.ts";
import { againstColumn, type AgainstRow, refuseAgainst } from "../credit/standing.server.ts";
import { requirementRows } from "../qualification/missing.server.ts";
import { blockedValues, withReach } from "./calendar.server.ts";
import type { BookableFacility } from "./bookable-facility.ts";
import { factColumns, type FactRow, type Facts, type FactValues, factValues } from "./facts.server.ts";
import {
  askKnown,
  type Current,
  currentColumns,
  type CurrentValues,
  currentValues,
} from "./known-facility.server.ts";
import type { Booker } from "./plan.server.ts";
import { isOverdue } from "./settle.server.ts";
import type { Span } from "./spans.ts";
import { isWaitedFor } from "./waitlist/serve-queue.server.ts";

/** What stands at a facility for somebody who wants to book it, at one moment. */
export interface Prospect {
  facility: BookableFacility;
  facts: Facts;
  /** Bookings are to be settled, people wait: the facts may not be the last word. */
  overdue: boolean;
  waiting: boolean;
}

interface LookRow extends Current, FactRow {
  against: AgainstRow | null;
  overdue: boolean;
  waiting: boolean;
}

const look = compiled<CurrentValues & FactValues>((value) => {
  const now = sql`${value("now")}::timestamptz`;
  return sql`${prepared} select ${currentColumns(value)}, ${factColumns(value)},
    ${againstColumn(sql`${value("organization")}::uuid`, "book", now)} as against,
    ${isOverdue(sql`(select ${value("facilities")}::uuid[])::uuid[]`, sql`(select ${now})`)} as overdue,
    ${isWaitedFor(sql`${value("facility")}::uuid`)} as waiting`;
});

/**
 * Everything that most bookings within `span` depend on, in one statement.
 * Undefined when there is no such facility. Refuses with `standing` whom a measure in force keeps from booking.
 */
export async function lookAt(
  tx: Tx,
  id: string,
  { userId, organizationId }: Booker,
  span: Span,
  now: Date,
): Promise<Prospect | undefined> {
  const found = await askKnown(tx, id, now, (known) => {
    const blocked = blockedValues(known.units, withReach(known.facility.rules, span), now);
    return tx.execute<LookRow>(
      look({
        ...currentValues(known, now),
        ...factValues(id, { userId, organizationId, span }, blocked),
      }),
    );
  });
  if (!found) return undefined;
  const { known, row } = found;
  refuseAgainst(row.against);
  const { appears, kind, blocked, blocks, overdue, waiting } = row;
  const requirements = known.asksQualifications ? await requirementRows(tx, id, userId) : null;
  const facts = { kind, blocked, blocks, prices: known.prices, requirements };
  return { facility: { ...known.facility, appears }, facts, overdue, waiting };
}
