import type { Reason } from "#app/runtime/problem.ts";
import { reason } from "../rule-codes.ts";

/** What a person has shown to be able to do, and when that ends. */
export interface Holding {
  grantedAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  /** Days without use after which it lapses, by its type; null = never. */
  unusedDays: number | null;
}

export type HoldingState = "in_force" | "expired" | "unused" | "revoked";

const dayMs = 86_400_000;

export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);

/** When it lapses unless it is used before: the days without use count from the last check-in, else from the grant. */
export const unusedUntil = ({ grantedAt, lastUsedAt, unusedDays }: Holding): Date | null =>
  unusedDays === null ? null : daysAfter(lastUsedAt ?? grantedAt, unusedDays);

/** When it ends by itself, by its date or by disuse, whichever comes first; null = never. */
export function endOf(held: Holding): Date | null {
  const ends = [held.expiresAt, unusedUntil(held)].filter((end) => end !== null);
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime())));
}

/** How a qualification stands at an instant; computed, so that no job has to be punctual. */
export function holdingState(held: Holding, at: Date): HoldingState {
  if (held.revokedAt !== null && held.revokedAt <= at) return "revoked";
  if (held.expiresAt !== null && held.expiresAt <= at) return "expired";
  const unused = unusedUntil(held);
  return unused !== null && unused <= at ? "unused" : "in_force";
}

/** When a qualification of a type that is valid for so many days ends. */
export const expiryOf = (validDays: number | null, grantedAt: Date): Date | null =>
  validDays === null ? null : daysAfter(grantedAt, validDays);

/** A type that a facility asks for, with what its user holds of it or of the types that count as it. */
export interface Requirement {
  typeId: string;
  nameZh: string;
  nameEn: string;
  held: readonly Holding[];
}

/** A requirement that is not met: `had` says why an earlier qualification does not count, null = there was none. */
export interface Missing {
  typeId: string;
  nameZh: string;
  nameEn: string;
  had: Exclude<HoldingState, "in_force"> | null;
}

/** The requirements that nothing meets which is in force at `at`, the beginning of the use. */
export const missingOf = (required: readonly Requirement[], at: Date): Missing[] =>
  required.flatMap(({ held, typeId, nameZh, nameEn }) => {
    const states = held.map((one) => holdingState(one, at));
    if (states.includes("in_force")) return [];
    const had = (["unused", "expired", "revoked"] as const).find((state) => states.includes(state)) ?? null;
    return [{ typeId, nameZh, nameEn, had }];
  });

/**
 * Ways of use in which the booker operates the instrument, so that its qualifications are asked for: on the spot or from
 * afar. In assisted and commissioned use the facility's staff operate it.
 */
export const operatesThemselves = (way: string): boolean => way === "self_use" || way === "remote";

/** Every missing qualification by name; staff may set one aside, say for supervised use. */
export const qualificationReasons = (way: string, missing: readonly Missing[]): Reason[] =>
  operatesThemselves(way)
    ? missing.map(({ typeId, nameZh, nameEn, had }) =>
        reason(had === null ? "qualification" : `qualification_${had}`, {
          typeId,
          nameZh,
          nameEn: nameEn || nameZh,
        }),
      )
    : [];

/** Whether its holder should now hear that it ends: once, within `days` before its end. */
export function isReminderDue(held: Holding & { remindedAt: Date | null }, now: Date, days: number): boolean {
  const end = endOf(held);
  return (
    held.remindedAt === null &&
    end !== null &&
    holdingState(held, now) === "in_force" &&
    end <= daysAfter(now, days)
  );
}
