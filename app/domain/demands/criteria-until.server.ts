import type { Deadline } from "#app/domain/deadline.ts";
import { eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { calendarDay } from "../catalog/days.ts";
import { readParameter } from "../parameters.server.ts";

const dayMs = 86_400_000;

/**
 * Until when a call's criteria may change: so many days before it is due that whoever has proposed can still answer to
 * them. It hangs on the day alone, so that it tells nobody whether anything has come in.
 */
export async function criteriaUntil(
  tx: Tx,
  { id, dueAt }: { id: string; dueAt: Deadline },
  now: Date,
): Promise<{ until: Deadline; days: number }> {
  const [place] = await tx.select({ regionCode: listing.regionCode }).from(listing).where(eq(listing.id, id));
  const name = "criteria_fixed_days";
  const days = await readParameter(tx, name, place?.regionCode ?? "", calendarDay(now));
  return { until: new Date(dueAt.getTime() - days * dayMs), days };
}
