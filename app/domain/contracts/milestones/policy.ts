import type { Deadline } from "#app/domain/deadline.ts";
import { Temporal } from "temporal-polyfill";
import { platformZone } from "../../working-days.ts";
import type { Terms } from "../terms.ts";

const dayMs = 86_400_000;

export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);

/** The end of a day of the platform's zone, `2026-12-01`: from then on a delivery of that day is late. */
export const endOf = (day: string): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(platformZone).epochMilliseconds);

/** Whole and begun days between the end of the agreed time and a delivery; none in time. */
export const daysLate = (lateFrom: Deadline | null, at: Date): number =>
  lateFrom === null || at <= lateFrom ? 0 : Math.ceil((at.getTime() - lateFrom.getTime()) / dayMs);

interface WorkTime {
  dueOn: string;
  workUntil: Date | null;
}

/**
 * When a delivery is late whose money came so many days late: whoever is to work after being paid need not begin before
 * (Civil Code, Art. 526). After an interruption, so many days after the end that stood before it.
 */
export const workEnd = ({ dueOn, workUntil }: WorkTime, days: number): Date =>
  daysAfter(workUntil ?? endOf(dueOn), days);

type Damages = Pick<Terms, "delayRate" | "damagesCap">;

/**
 * Damages for delay, fen: so many ten-thousandths of the milestone's amount a day, never above the agreed cap (Civil Code,
 * Art. 585). Fractions of a fen fall away.
 */
export function delayDamages(amount: number, days: number, { delayRate, damagesCap }: Damages): number {
  const daily = Number((BigInt(amount) * BigInt(delayRate) * BigInt(days)) / 10_000n);
  const most = Number((BigInt(amount) * BigInt(damagesCap)) / 100n);
  return Math.min(daily, most);
}

/** What of a failed milestone's money goes to the developer, fen: the part of the risk that the client bears (Art. 858). */
export const failureShare = (amount: number, clientPercent: number): number =>
  Number((BigInt(amount) * BigInt(clientPercent)) / 100n);
