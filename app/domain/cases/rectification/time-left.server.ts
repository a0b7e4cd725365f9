import type { Tx } from "#db/client.ts";
import type { Context } from "../../context.ts";
import { readParameter } from "../../parameters.server.ts";
import { calendarDeadline, workingDeadline } from "../../working-days.server.ts";
import { today } from "../../working-days.ts";

/** What is asked for, while its report waits for an answer. */
interface Reported {
  regionCode: string;
  dueAt: Date;
  /** When it was reported. */
  stateSince: Date;
}

/**
 * Until when a rectification that is sent back has to be reported again, as the end of a platform day. The time between
 * the report and the answer is not its subject's: what was left at the report is left again, in full days, and never
 * less than `rectification_least_working_days`. Of a case or of a card.
 */
export async function timeLeft(
  tx: Tx,
  { clock }: Pick<Context, "clock">,
  { regionCode, dueAt, stateSince }: Reported,
): Promise<Date> {
  const now = clock.now();
  const days = await readParameter(tx, "rectification_least_working_days", regionCode, today(now));
  const least = await workingDeadline(tx, now, days);
  const left = Math.max(0, dueAt.getTime() - stateSince.getTime());
  // A full day ends at midnight, which is the first instant of the next one.
  const again = await calendarDeadline(tx, new Date(now.getTime() + left - 1), 0);
  return new Date(Math.max(dueAt.getTime(), least.getTime(), again.getTime()));
}
