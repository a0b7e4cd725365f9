import { eq } from "drizzle-orm";
import { usageRecord } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import type { ServiceWay } from "#db/schema/vocabulary.ts";
import { recordUsageEvent, withdrawUsageEvents } from "../credit/record-usage.server.ts";
import { withdrawViolation } from "../conduct/decide-violation.server.ts";
import { recordIfOverrun } from "../conduct/record-violation.server.ts";
import type { Context } from "../context.ts";
import { operatesThemselves } from "../qualification/policy.ts";
import type { BookingRow } from "./booking-row.ts";
import type { CheckOutInput } from "./record-inputs.ts";
import type { Actual } from "./use-policy.ts";

const longestContent = 200;

/** What is said of a use when it ends; the rest comes from the booking. `amount` in fen. */
type Said = Partial<Omit<CheckOutInput, "evaluation" | "text">> & {
  amount?: number;
  way?: ServiceWay;
  agreement?: boolean;
};

/** Writes the state's record of a use: what was said of it, else what its booking says. Returns what it costs, in fen. */
export async function writeRecord(tx: Tx, row: BookingRow, actual: Actual, said: Said): Promise<number> {
  const amount = said.amount ?? row.price ?? 0;
  await tx.insert(usageRecord).values({
    bookingId: row.id,
    actualFrom: actual.from,
    actualTo: actual.to,
    way: said.way ?? row.way,
    external: row.organizationId !== row.providerId,
    content: [...(said.content || row.purpose)].slice(0, longestContent).join(""),
    serviceType: said.serviceType ?? row.serviceType,
    project: said.project || row.project,
    funding: said.funding?.length ? said.funding : row.funding,
    fields: said.fields?.length ? said.fields : row.fields,
    samples: said.samples ?? 0,
    agreement: said.agreement ?? row.termsVersion > 0,
    amount,
  });
  return amount;
}

/** Corrects the record; what is not said stays as it was. Returns the record before. */
export async function rewriteRecord(
  tx: Tx,
  row: BookingRow,
  actual: Actual,
  { content, ...said }: Said,
): Promise<typeof usageRecord.$inferSelect | undefined> {
  const [before] = await tx.select().from(usageRecord).where(eq(usageRecord.bookingId, row.id));
  await tx
    .update(usageRecord)
    .set({ ...said, ...(content && { content }), actualFrom: actual.from, actualTo: actual.to })
    .where(eq(usageRecord.bookingId, row.id));
  return before;
}

/**
 * Good use and overruns feed the usage credit; an overrun is also held against whoever operated the instrument. What
 * counted as a no-show was used after all, so that no longer weighs; `reason` says how that is known.
 */
export async function judgeUse(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: BookingRow,
  endedAt: Date,
  reason = "",
): Promise<void> {
  const now = ctx.clock.now();
  if (row.state === "no_show") {
    await withdrawUsageEvents(tx, now, "no_show", row);
    return withdrawViolation(tx, ctx, { bookingId: row.id, code: "no_show", reason });
  }
  const overran = operatesThemselves(row.way) && (await recordIfOverrun(tx, ctx, row, endedAt));
  await recordUsageEvent(tx, now, overran ? "overrun" : "good_use", row);
}
