import type { Deadline } from "#app/domain/deadline.ts";
import type { MeasureKind, MisconductClass } from "#db/schema/vocabulary.ts";
import type { Problem } from "#app/runtime/problem.ts";

/** Why somebody may not work on a case. */
export const conflicts = [
  "complainant",
  "member",
  "tied",
  "recused",
  "investigated",
  "decided",
  "chaired",
] as const;

export type Conflict = (typeof conflicts)[number];

const at = (when: Date) => ({ at: when.toISOString() });

/** What the rules of procedure refuse. */
export const caseProblems = {
  /** The caller may not work on this case in this part. */
  conflictOfInterest: (conflict: Conflict): Problem => ({
    code: `conflict_${conflict}`,
    status: 403,
    details: { conflict },
  }),
  /** The person named for a part of the case may not have it. */
  personUnfit: (field: string, conflict: Conflict | "not_competent"): Problem => ({
    code: "invalid",
    status: 422,
    errors: [{ path: field, code: `person_${conflict}` }],
  }),
  notDeclared: (): Problem => ({ code: "conflict_undeclared", status: 409 }),
  /** Somebody complained, or an authority handed it over: it is answered one by one. */
  notAClue: (): Problem => ({ code: "not_a_clue", status: 409 }),
  extendedAlready: (): Problem => ({ code: "extended_already", status: 409 }),
  actBeforeRules: (): Problem => ({
    code: "invalid",
    status: 422,
    errors: [{ path: "actUntil", code: "act_before_rules" }],
  }),
  offenceUnknown: (): Problem => ({
    code: "invalid",
    status: 422,
    errors: [{ path: "offenceCode", code: "offence_unknown" }],
  }),
  measureNotAllowed: (measure: MeasureKind): Problem => ({
    code: "measure_not_allowed",
    status: 422,
    params: { measure },
  }),
  classTooGrave: (gravest: MisconductClass): Problem => ({
    code: "class_too_grave",
    status: 422,
    params: { gravest },
  }),
  /** What the authority's papers must say of it and of the remedies was not entered. */
  authorityIncomplete: (): Problem => ({ code: "authority_incomplete", status: 409 }),
  harderThanNotice: (): Problem => ({ code: "harder_than_notice", status: 422 }),
  notMilder: (): Problem => ({ code: "not_milder", status: 422 }),
  levelTooLow: (measure: MeasureKind): Problem => ({
    code: "level_too_low",
    status: 403,
    params: { measure },
  }),
  windowOpen: (until: Deadline): Problem => ({ code: "window_open", status: 409, params: at(until) }),
  windowClosed: (since: Date): Problem => ({ code: "window_closed", status: 409, params: at(since) }),
  noHearing: (): Problem => ({ code: "no_hearing_right", status: 409 }),
  hearingTooSoon: (earliest: Date): Problem => ({
    code: "hearing_too_soon",
    status: 422,
    params: at(earliest),
  }),
  hearingAhead: (when: Date): Problem => ({ code: "hearing_ahead", status: 409, params: at(when) }),
  notHeard: (): Problem => ({ code: "not_heard", status: 409 }),
  nothingInForce: (): Problem => ({ code: "nothing_in_force", status: 409 }),
  notRepairable: (): Problem => ({ code: "not_repairable", status: 409 }),
  repairTooEarly: (from: Date): Problem => ({ code: "repair_too_early", status: 409, params: at(from) }),
  repairOpen: (): Problem => ({ code: "repair_open", status: 409 }),
  rectificationOpen: (): Problem => ({ code: "rectification_open", status: 409 }),
} as const;
