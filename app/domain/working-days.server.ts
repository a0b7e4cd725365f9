import type { Deadline } from "#app/domain/deadline.ts";
import { gte } from "drizzle-orm";
import { holiday } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { type DayExceptions, endOfCalendarDay, endOfWorkingDay, today } from "./working-days.ts";

/** The end of the `count`-th working day after `from`, by the holiday table. */
export const workingDeadline = async (tx: Tx, from: Date, count: number): Promise<Deadline> =>
  endOfWorkingDay(from, count, await exceptionsSince(tx, from));

/** The end of the `count`-th calendar day after `from`, or of the working day that follows it, by the holiday table. */
export const calendarDeadline = async (tx: Tx, from: Date, count: number): Promise<Deadline> =>
  endOfCalendarDay(from, count, await exceptionsSince(tx, from));

/** The days of the holiday table from the day of `from` on. */
async function exceptionsSince(tx: Tx, from: Date): Promise<DayExceptions> {
  const days = await tx
    .select()
    .from(holiday)
    .where(gte(holiday.day, today(from)));
  return new Map(days.map(({ day, working }) => [day, working]));
}
