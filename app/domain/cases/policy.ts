import type { Deadline } from "#app/domain/deadline.ts";
import {
  type MeasureKind,
  type MisconductClass,
  misconductClasses,
  type PaperSeries,
} from "#db/schema/vocabulary.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { caseProblems } from "./problems.ts";

/** A measure with its term in calendar days; null for those without one. */
export interface Term {
  kind: MeasureKind;
  days: number | null;
}

/** What a rule book allows for an offence. */
export interface AllowedTerm {
  kind: MeasureKind;
  minDays: number | null;
  maxDays: number | null;
}

/** What a rule book says of a kind of measure. */
export interface MeasureRule {
  kind: MeasureKind;
  hearing: boolean;
  decidedBy: number;
  rectifyDays: number | null;
  repairAfterDays: number | null;
}

const dayMs = 86_400_000;

/** So many calendar days later, at the same time of day. */
export const daysLater = (from: Date, days: number): Date => new Date(from.getTime() + days * dayMs);

const rank = (known: MisconductClass): number => misconductClasses.indexOf(known);

/** Why a finding goes beyond the rule book: a class that the offence cannot have, a measure or term it does not allow. */
export function beyondBook(
  found: { class: MisconductClass; measures: readonly Term[] },
  gravest: MisconductClass,
  allowed: readonly AllowedTerm[],
): Problem | undefined {
  if (rank(found.class) > rank(gravest)) return caseProblems.classTooGrave(gravest);
  const kinds = new Set(found.measures.map(({ kind }) => kind));
  const odd = found.measures.find((term) => !allowed.some((rule) => allows(rule, term)));
  if (odd) return caseProblems.measureNotAllowed(odd.kind);
  const [first] = found.measures;
  return kinds.size < found.measures.length && first ? caseProblems.measureNotAllowed(first.kind) : undefined;
}

function allows({ kind, minDays, maxDays }: AllowedTerm, term: Term): boolean {
  if (kind !== term.kind) return false;
  if (minDays === null || maxDays === null) return term.days === null;
  return term.days !== null && minDays <= term.days && term.days <= maxDays;
}

interface Finding {
  class: MisconductClass;
  measures: readonly Term[];
}

/** Whether `later` lays nothing that `earlier` did not, nothing longer, in no graver class (Administrative Penalty Law, Art. 45). */
export const isWithin = (later: Finding, earlier: Finding): boolean =>
  rank(later.class) <= rank(earlier.class) &&
  later.measures.every(({ kind, days }) =>
    earlier.measures.some((term) => term.kind === kind && (days ?? 0) <= (term.days ?? 0)),
  );

/** Whether `later` is within `earlier` and lays less in something. */
export const isMilder = (later: Finding, earlier: Finding): boolean =>
  isWithin(later, earlier) && !isWithin(earlier, later);

/** Whether the accused may ask for a hearing before these are decided (Administrative Penalty Law, Art. 63). */
export const hearingRight = (measures: readonly Term[], rules: readonly MeasureRule[]): boolean =>
  measures.some(({ kind }) => rules.some((rule) => rule.kind === kind && rule.hearing));

/** The measure that has to be decided higher up; `level`: length of the region prefix, 2 province, 4 city, 6 county. */
export const aboveLevel = (
  level: number,
  measures: readonly Term[],
  rules: readonly MeasureRule[],
): MeasureKind | undefined =>
  measures.find(({ kind }) => rules.some((rule) => rule.kind === kind && rule.decidedBy < level))?.kind;

/** The highest level at which somebody with these prefixes is responsible for a region; undefined where not at all. */
export const levelIn = (prefixes: readonly string[], regionCode: string): number | undefined =>
  prefixes
    .filter((prefix) => regionCode.startsWith(prefix))
    .map(({ length }) => length)
    .toSorted((a, b) => a - b)[0];

interface Windows {
  statementDueAt: Deadline | null;
  hearingRequestDueAt: Deadline | null;
  hearingRequestedAt: Date | null;
  heardAt: Date | null;
}

/** When the accused can say and ask for nothing more. */
export const windowsClose = ({ statementDueAt, hearingRequestDueAt }: Windows): Date | null =>
  statementDueAt === null
    ? null
    : new Date(Math.max(statementDueAt.getTime(), hearingRequestDueAt?.getTime() ?? 0));

/** Why a sanction may not yet be proposed or decided: rights still run, or the hearing that was asked for is outstanding. */
export function rightsRunning(windows: Windows, now: Date): Problem | undefined {
  const closes = windowsClose(windows);
  if (closes === null || closes > now) return caseProblems.windowOpen(closes ?? now);
  return windows.hearingRequestedAt !== null && windows.heardAt === null
    ? caseProblems.notHeard()
    : undefined;
}

const signs: Record<PaperSeries, string> = { case: "查", decision: "决" };

/** A number as Chinese papers have it: 浙科信决〔2026〕3号. */
export const paperNumber = (abbreviation: string, series: PaperSeries, year: number, n: number): string =>
  `${abbreviation}${signs[series]}〔${year}〕${n}号`;
