import { and, eq, inArray } from "drizzle-orm";
import { creditEvent } from "#db/schema/credit.ts";
import type { Tx } from "#db/client.ts";
import { type UsageCode, usageRules } from "./usage-rules.ts";

interface Use {
  id: string;
  organizationId: string;
  providerId: string;
}

/**
 * Adds one event to the usage credit of the organisation that used or failed to use a facility. A provider's use of its
 * own facility says nothing to the market and is not recorded.
 */
export async function recordUsageEvent(tx: Tx, at: Date, code: UsageCode, booking: Use): Promise<void> {
  if (booking.organizationId === booking.providerId) return;
  const { points, days } = usageRules.codes[code];
  await tx.insert(creditEvent).values({
    organizationId: booking.organizationId,
    record: "usage",
    code,
    points,
    from: at,
    until: new Date(at.getTime() + days * 86_400_000),
    causeType: "booking",
    causeId: booking.id,
  });
}

/**
 * Takes back what was recorded for a booking: the record only ever grows, so this adds events that outweigh the earlier
 * ones for as long as those count. What has been taken back is not taken back again.
 */
export async function withdrawUsageEvents(tx: Tx, at: Date, code: UsageCode, booking: Use): Promise<void> {
  const withdrawn = `${code}_withdrawn`;
  const events = await tx
    .select()
    .from(creditEvent)
    .where(
      and(
        eq(creditEvent.causeType, "booking"),
        eq(creditEvent.causeId, booking.id),
        inArray(creditEvent.code, [code, withdrawn]),
      ),
    )
    .orderBy(creditEvent.id);
  const taken = events.filter((event) => event.code === withdrawn).length;
  const recorded = events.filter((event) => event.code === code).slice(taken);
  for (const { organizationId, record, points, until, causeType, causeId } of recorded) {
    if (until !== null && until <= at) continue;
    await tx.insert(creditEvent).values({
      organizationId,
      record,
      code: withdrawn,
      points: -points,
      from: at,
      until,
      causeType,
      causeId,
    });
  }
}
