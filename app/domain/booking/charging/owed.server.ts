import { eq } from "drizzle-orm";
import { usageRecord } from "#db/schema/booking.ts";
import { facility } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import type { Line } from "../../money/charges/charge.server.ts";
import { priceRows, rulesOf } from "../facility.server.ts";
import type { BookingRow } from "../booking-row.ts";
import type { BookingRules } from "../policy.ts";
import type { PriceRow, Use } from "../price.ts";
import type { Actual } from "../use-policy.ts";
import { actualPrice, bookedLines, usedLines } from "./lines.ts";

export interface Owed {
  purpose: string;
  lines: Line[];
}

interface Terms {
  rules: BookingRules;
  rows: PriceRow[];
  use: Use;
}

async function termsOf(tx: Tx, row: BookingRow): Promise<Terms> {
  const rules = await rulesOf(tx, row.facilityId, row.policyVersion);
  const rows = await priceRows(tx, row.facilityId);
  const [place] = await tx
    .select({ zone: facility.timezone })
    .from(facility)
    .where(eq(facility.listingId, row.facilityId));
  const { startsAt, endsAt, userClass } = row;
  const use = {
    ...{ start: startsAt.getTime(), end: endsAt.getTime(), userClass },
    ...{ zone: place?.zone ?? "Asia/Shanghai", stepMinutes: rules.stepMinutes },
  };
  return { rules, rows, use };
}

/** The lines for the time that is booked. */
export async function linesForBooked(tx: Tx, row: BookingRow): Promise<Line[]> {
  const { rows, use } = await termsOf(tx, row);
  return bookedLines(row, rows, use);
}

/** What a use costs where staff did not say: the price booked, or by the time used where the facility's rules charge that. */
export async function amountOf(tx: Tx, row: BookingRow, { from, to }: Actual): Promise<number | undefined> {
  const { rules, rows, use } = await termsOf(tx, row);
  if (!rules.billActual) return undefined;
  return actualPrice(row, rows, use, to.getTime() - from.getTime()) ?? undefined;
}

/** All that a booking costs as it stands, for a reason that its payer can read; empty lines: nothing. */
export async function owedFor(tx: Tx, row: BookingRow): Promise<Owed> {
  if (row.state === "completed") return { purpose: "use", lines: await linesForUse(tx, row) };
  if (row.state === "held") return { purpose: "use", lines: await linesForBooked(tx, row) };
  const { rules } = await termsOf(tx, row);
  const amount = row.charge ?? 0;
  if (amount === 0) return { purpose: "use", lines: [] };
  if (row.state === "no_show")
    return {
      purpose: "no_show",
      lines: [{ reason: "no_show", params: { percent: rules.noShowPercent }, amount }],
    };
  const params = { hours: Math.round(rules.cancelCutoffMinutes / 60), percent: rules.lateCancelPercent };
  return { purpose: "cancellation", lines: [{ reason: "late_cancel", params, amount }] };
}

async function linesForUse(tx: Tx, row: BookingRow): Promise<Line[]> {
  const { rows, use } = await termsOf(tx, row);
  const [record] = await tx.select().from(usageRecord).where(eq(usageRecord.bookingId, row.id));
  if (!record) throw new Error(`booking ${row.id} is completed without a record`);
  return usedLines(bookedLines(row, rows, use), {
    amount: record.amount,
    bookedMinutes: (use.end - use.start) / 60_000,
    usedMinutes: (record.actualTo.getTime() - record.actualFrom.getTime()) / 60_000,
  });
}
