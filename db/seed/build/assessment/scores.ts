import type { AssessmentGrade } from "../../../schema/vocabulary.ts";
import type { Figures } from "../../assessment/rules.ts";
import { finishedYear, type YearSeed } from "../../assessment/years.ts";
import { seedId } from "../../ids.ts";
import { firstOrder, numbers } from "./common.ts";
import type { SetSeed } from "./rule-rows.ts";

/** Figures of a finished year as its strength makes them; calibrated on what provinces publish of theirs. */
function figuresOf({
  strength: s,
  facilities,
  technology,
  services,
  complaints = 0,
  silent,
}: YearSeed): Figures {
  const open = Math.min(facilities, Math.round(facilities * (0.8 + 0.2 * s)));
  const usage = Math.round(open * (450 + 900 * s));
  const external = Math.round(usage * (0.08 + 0.22 * s));
  const uses = Math.round(usage / 6);
  const externalUses = Math.round(external / 5);
  const companies = Math.round(4 + 17 * s);
  const evaluations = Math.round(uses * 0.6);
  return {
    open_hours: open * 2000,
    usage_hours: usage,
    external_hours: external,
    uses,
    external_uses: externalUses,
    users: Math.round(uses / 9),
    external_users: Math.round(externalUses / 4),
    external_organizations: companies + 3,
    companies,
    technology_companies: Math.round(companies * technology),
    samples: uses * 3,
    income: usage * 60,
    external_income: external * 180,
    evaluations,
    satisfied: Math.round(evaluations * (0.78 + 0.2 * s)),
    evaluation_average: Math.round((3.9 + s) * 100) / 100,
    no_shows: Math.round(uses * 0.02),
    facilities,
    open_facilities: open,
    metered_facilities: Math.round(facilities * 0.75 * s),
    services,
    technologies: 2,
    complaints_upheld: complaints,
    reported: silent ? 0 : 1,
  };
}

export interface Scored {
  seed: YearSeed;
  subjectId: string;
  figures: Figures;
  points: { code: string; value: number; points: number }[];
  score: number;
  sharing: number;
}

export function scoredOf(set: SetSeed, year: number): Scored[] {
  return finishedYear.map((seed) => {
    const figures = figuresOf(seed);
    const points = set.indicators.map(({ code, kind, of, floor, ceiling, points: most }) => {
      const value = Math.round(of(figures) * 1e6) / 1e6;
      const part = Math.min(1, Math.max(0, (value - floor) / (ceiling - floor)));
      const got = kind === "threshold" ? 0 : Math.round(most * part);
      return { code, value, points: kind === "deduction" ? 0 - got : got };
    });
    const sumOf = (only: boolean) =>
      points.reduce((sum, one, at) => (!only || set.indicators[at]?.sharing ? sum + one.points : sum), 0);
    const subjectId = seedId(`assessment subject ${year} ${seed.org}`, firstOrder + 10);
    return { seed, subjectId, figures, points, score: sumOf(false), sharing: sumOf(true) };
  });
}

export const gradeOf = (score: number): AssessmentGrade =>
  score >= numbers.excellentFrom
    ? "excellent"
    : score >= numbers.goodFrom
      ? "good"
      : score >= numbers.qualifiedFrom
        ? "qualified"
        : "poor";
