import { and, eq } from "drizzle-orm";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import type { Tx } from "#db/client.ts";
import type { ConductRules } from "./policy.ts";

/** What holds where the provider has written no rules; the same as the columns' defaults. */
const defaults: ConductRules = {
  lateAfterMinutes: 15,
  countingDays: 90,
  warnAfter: 1,
  shortBlockAfter: null,
  shortBlockDays: 7,
  longBlockAfter: null,
  longBlockDays: 30,
  automaticShortBlock: false,
};

/** What the version of a facility's rules that a booking was made under says about violations. */
export async function conductRulesOf(tx: Tx, facilityId: string, version: number): Promise<ConductRules> {
  const [row] = await tx
    .select({
      lateAfterMinutes: bookingPolicy.lateAfterMinutes,
      countingDays: bookingPolicy.countingDays,
      warnAfter: bookingPolicy.warnAfter,
      shortBlockAfter: bookingPolicy.shortBlockAfter,
      shortBlockDays: bookingPolicy.shortBlockDays,
      longBlockAfter: bookingPolicy.longBlockAfter,
      longBlockDays: bookingPolicy.longBlockDays,
      automaticShortBlock: bookingPolicy.automaticShortBlock,
    })
    .from(bookingPolicy)
    .where(and(eq(bookingPolicy.facilityId, facilityId), eq(bookingPolicy.version, version)));
  return row ?? defaults;
}
