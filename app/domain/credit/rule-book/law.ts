import type { MisconductClass, ProcedureLimitCode } from "#db/schema/vocabulary.ts";

/** What a law leaves to a rule book: not fewer, or not more, days than these, counted as the law counts them. */
interface Bound {
  days: number;
  working: boolean;
  /** `least`: a right that may be longer; `most`: a duty that may be quicker. */
  side: "least" | "most";
}

const least = (days: number): Bound => ({ days, working: true, side: "least" });
const most = (days: number, working = true): Bound => ({ days, working, side: "most" });

/** The bounds of the clocks, by the law in force in 2026. A rule book that crosses one is not published. */
export const lawfulLimits: Partial<Record<ProcedureLimitCode, Bound>> = {
  // Rules on research misconduct (2022): whether a complaint is taken on; time to state and defend, as long as for a hearing.
  acceptance: most(15),
  statement: least(5),
  // Administrative Penalty Law, Art. 64: asking for a hearing, its notice; Art. 60 and 61: deciding, serving; Art. 48.
  hearing_request: least(5),
  hearing_notice: least(7),
  investigation: most(90, false),
  service: most(7),
  withdrawal: most(3),
  // Zhejiang public credit ordinance, Art. 30 and 31.
  objection: most(5),
  objection_complex: most(20),
};

/** Days of publication by class: credit-repair rules of 2026 (NDRC Order 36). The record: five years, Art. 16 of the ordinance. */
export const lawfulPublication: Record<MisconductClass, { least: number; most: number }> = {
  minor: { least: 0, most: 92 },
  general: { least: 90, most: 366 },
  serious: { least: 365, most: 1096 },
};

export const longestRecordDays = 1827;
