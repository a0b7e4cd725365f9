import { Temporal } from "temporal-polyfill";
import { type Deadline, platformZone } from "#app/domain/deadline.ts";
import type { ContractState, TransferMode } from "#db/schema/vocabulary.ts";
import { endOfDay } from "../catalog/days.ts";

/** A deal that was concluded on a technology. `until`: when its term is over; null: as long as the right lasts. */
export interface ConcludedDeal {
  mode: TransferMode;
  until: Deadline | null;
}

/**
 * What a concluded deal rules out afterwards. Who has assigned a right, or put it into a company, has nothing left to give;
 * an exclusive licence shuts out everybody, a sole one every other licensee (judicial interpretation on technology
 * contracts, Art. 25); while an open licence runs, nobody gets an exclusive or a sole one (Patent Law, Art. 51).
 */
const ruledOut: Record<TransferMode, (next: TransferMode) => boolean> = {
  assignment: () => true,
  equity: () => true,
  exclusive_licence: () => true,
  sole_licence: (next) => next !== "assignment" && next !== "equity",
  ordinary_licence: () => false,
  open_licence: (next) => next === "exclusive_licence" || next === "sole_licence",
};

/** Whether a technology can still be given in this manner, beside the deals concluded on it whose term is not over. */
export const leavesOpen = (concluded: readonly ConcludedDeal[], next: TransferMode, now: Date): boolean =>
  concluded.every(({ mode, until }) => (until !== null && until <= now) || !ruledOut[mode](next));

/** A deal as it was made: when, null where the deal itself has fallen, and the states of the contracts that were begun of it. */
interface MadeDeal {
  mode: TransferMode;
  at: Date | null;
  contracts: readonly ContractState[];
}

/**
 * Whether a deal that was made still stands: its contract is in force or was carried out, or, while that can still come,
 * until the end of the `signingDays`-th day after it was made. A contract that was withdrawn or terminated frees the
 * technology at once. A contribution to equity has no contract here and stands.
 */
export function doesStand({ mode, at, contracts }: MadeDeal, signingDays: number, now: Date): boolean {
  if (contracts.some((state) => state === "in_force" || state === "completed")) return true;
  if (at === null) return false;
  if (mode === "equity") return true;
  const dead = contracts.every((state) => state === "withdrawn" || state === "terminated");
  if (contracts.length > 0 && dead) return false;
  return now < endOfDay(at, signingDays);
}

/** So many months later, on the same day of the month or on its last day where it has no such day. */
export const monthsAfter = (from: Date, months: number): Date =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(platformZone).add({ months })
      .epochMilliseconds,
  );
