import type { Problem, Reason } from "#app/runtime/problem.ts";

/** A free slot as the outside interface shows it. */
export interface Alternative {
  facilityId: string;
  start: string;
  end: string;
  unit: number;
}

/** The wanted time has another owner. */
export const slotTaken = (alternatives: Alternative[] = []): Problem => ({
  code: "slot_taken",
  status: 409,
  details: { alternatives },
});

/** The facility's rules refuse; all reasons at once. */
export const againstPolicy = (reasons: Reason[]): Problem => ({ code: "policy", status: 422, reasons });

/** Its user may not begin the use themselves: what the facility asks for has lapsed or was never shown. */
export const unqualified = (reasons: Reason[]): Problem => ({ code: "unqualified", status: 422, reasons });

/** The act makes sense only from `at` on. */
export const tooEarly = (at: Date): Problem => ({
  code: "too_early",
  status: 409,
  params: { at: at.toISOString() },
});

/**
 * The reasons that still stand when staff of the provider set the overridable ones aside with `overrideReason`; the
 * rules set aside are kept in the audit log.
 */
export function applyOverride(
  reasons: Reason[],
  overrideReason: string | undefined,
  mayOverride: boolean,
): { standing: Reason[]; overridden: string[] } {
  if (!overrideReason || !mayOverride) return { standing: reasons, overridden: [] };
  const overridden = reasons.filter(({ overridable }) => overridable).map(({ rule }) => rule);
  return { standing: reasons.filter(({ overridable }) => !overridable), overridden };
}
