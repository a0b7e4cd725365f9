import { gte } from "drizzle-orm";
import { holiday } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { endOfWorkingDay } from "./working-days.ts";

/** The end of the `count`-th working day after `from`, by the holiday table. */
export async function workingDeadline(tx: Tx, from: Date, count: number): Promise<Date> {
  const since = from.toISOString().slice(0, 10);
  const days = await tx.select().from(holiday).where(gte(holiday.day, since));
  return endOfWorkingDay(from, count, new Map(days.map(({ day, working }) => [day, working])));
}
