import type { Deadline } from "#app/domain/deadline.ts";
import type { Reason } from "#app/runtime/problem.ts";
import { reason } from "../rule-codes.ts";
import type { BlockLevel, ViolationCode } from "#db/schema/vocabulary.ts";

/** The columns of a version of `booking_policy` that say what violations lead to. */
export interface ConductRules {
  /** A check-in so long after the start, or a check-out so long after the end, is recorded. */
  lateAfterMinutes: number;
  countingDays: number;
  warnAfter: number;
  /** Null: there is no such consequence. */
  shortBlockAfter: number | null;
  shortBlockDays: number;
  longBlockAfter: number | null;
  longBlockDays: number;
  automaticShortBlock: boolean;
}

const dayMs = 86_400_000;

const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);

/** Whether `at` is later than `due` by more than the rules forgive. */
export const isLate = (
  at: Date,
  due: Deadline,
  { lateAfterMinutes }: Pick<ConductRules, "lateAfterMinutes">,
) => at.getTime() > due.getTime() + lateAfterMinutes * 60_000;

/** From when on a violation no longer counts. */
export const countsUntil = (at: Date, { countingDays }: Pick<ConductRules, "countingDays">): Date =>
  daysAfter(at, countingDays);

export interface Counted {
  state: string;
  at: Date;
  until: Deadline;
  /** By when the provider has to answer a contest. */
  deadline: Deadline | null;
}

/**
 * Whether a violation counts at `now`. A waived one never does, and one that its subject has contested no longer does
 * once the provider has let the time to answer pass: silence is not held against anybody.
 */
export function doesCount({ state, at, until, deadline }: Counted, now: Date): boolean {
  if (state === "waived" || at > now || until <= now) return false;
  return state !== "contested" || deadline === null || now < deadline;
}

/**
 * Whether a violation counted at `at` by what is known at `now`: one that was contested and that nobody has answered in
 * time since did not, while one that has run out since did.
 */
export const didCount = (row: Counted, at: Date, now: Date): boolean =>
  doesCount({ ...row, deadline: row.deadline === null || now < row.deadline ? null : at }, at);

/** What the rules make of so many counting violations; null = nothing yet. */
export function consequenceOf(count: number, rules: ConductRules): BlockLevel | null {
  const { warnAfter, shortBlockAfter, longBlockAfter } = rules;
  if (longBlockAfter !== null && count >= longBlockAfter) return "long";
  if (shortBlockAfter !== null && count >= shortBlockAfter) return "short";
  return count >= warnAfter ? "warning" : null;
}

const ranks: Record<BlockLevel, number> = { warning: 0, short: 1, long: 2 };

/** Whether one consequence is as heavy as another, or heavier. */
export const covers = (level: BlockLevel, other: BlockLevel): boolean => ranks[level] >= ranks[other];

/** Warnings and the short block may come by themselves where that is published; the long block never does. */
export const comesByItself = (level: BlockLevel, { automaticShortBlock }: ConductRules): boolean =>
  automaticShortBlock && level !== "long";

/** When a consequence that begins at `from` ends; a warning stands as long as a violation counts. */
export function consequenceEnds(level: BlockLevel, from: Date, rules: ConductRules): Date {
  const days = { warning: rules.countingDays, short: rules.shortBlockDays, long: rules.longBlockDays };
  return daysAfter(from, days[level]);
}

export interface Block {
  level: BlockLevel;
  state: string;
  from: Date;
  until: Deadline;
}

/** Whether a consequence keeps its subject from booking at `now`; a warning never does. */
export const forbidsBooking = ({ level, state, from, until }: Block, now: Date): boolean =>
  level !== "warning" && state === "in_force" && from <= now && now < until;

/** Why somebody may not book where a block stands against them. */
export const blockReasons = (block: Pick<Block, "level" | "until"> | null): Reason[] =>
  block ? [reason("facility_block", { level: block.level, until: block.until.toISOString() })] : [];

/** Violations that are charged for and, between organisations, weigh on the usage credit. */
export const creditCodes = ["no_show", "late_cancel", "overrun"] as const satisfies readonly ViolationCode[];

/** Violations for which the booking itself carries a charge. */
export const chargedCodes: readonly ViolationCode[] = ["no_show", "late_cancel"];
