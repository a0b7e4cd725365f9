import type { Deadline } from "#app/domain/deadline.ts";
import type { Tx } from "#db/client.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { today } from "#app/domain/working-days.ts";
import type { ChargeRow } from "../charges/find-charge.server.ts";
import { settlementOf } from "../settlement.server.ts";
import { fitsHold } from "./policy.ts";

export interface TooLong {
  /** Days for which money by card may be held. */
  days: number;
  /** Until when this money would be held if all goes as agreed. */
  until: Deadline;
}

/** Why held money of a charge cannot come by card now: it would be held for longer than payment services keep it; else null. */
export async function heldTooLong(tx: Tx, row: ChargeRow, now: Date): Promise<TooLong | null> {
  if (!row.held) return null;
  const until = await settlementOf(row.causeType).heldUntil?.(tx, row, now);
  if (!until) return null;
  const days = await readParameter(tx, "held_money_days", "", today(now));
  const fits = row.holdUntil ? until <= row.holdUntil : fitsHold(now, until, days);
  return fits ? null : { days, until };
}
