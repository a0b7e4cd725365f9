import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { lastInstant } from "#app/domain/deadline.ts";
import { calendarDeadline } from "#app/domain/working-days.server.ts";

/** Where the processes of the authorities keep until when somebody may or must act. */
const columns: readonly (readonly [table: string, column: string])[] = [
  ["misconduct_case", "deadline"],
  ["misconduct_case", "statement_due_at"],
  ["misconduct_case", "hearing_request_due_at"],
  ["misconduct_case", "decide_by"],
  ["objection", "deadline"],
  ["rectification", "deadline"],
  ["rectification", "due_at"],
  ["repair", "deadline"],
  ["result_objection", "deadline"],
  ["card_rectification", "deadline"],
  ["card_rectification", "due_at"],
];

/**
 * Moves deadlines that lie ahead and would end on a day of rest to the end of the next working day (Civil Code, Art. 203).
 * For a calendar that is entered after periods have begun to run: they are reckoned when they begin. None becomes shorter.
 */
export async function moveDeadlinesOffRestDays(tx: Tx, now: Date): Promise<void> {
  for (const [tableName, column] of columns) {
    const [table, name] = [sql.identifier(tableName), sql.identifier(column)];
    const ends = await tx.execute<{ at: string }>(sql`
      select distinct to_json(${name}) #>> '{}' as at from ${table}
      where ${name} > ${now.toISOString()}::timestamptz
        and (${name} at time zone 'Asia/Shanghai')::time = '00:00'`);
    for (const { at } of ends) {
      const moved = await calendarDeadline(tx, lastInstant(at), 0);
      if (moved.getTime() > Date.parse(at))
        await tx.execute(sql`
          update ${table} set ${name} = ${moved.toISOString()}::timestamptz where ${name} = ${at}::timestamptz`);
    }
  }
}
