import type { IndicatorKind } from "#db/schema/vocabulary.ts";
import { evaluate, readFormula } from "./formula.ts";
import { rounded } from "./figures.ts";

/** An indicator as far as scoring goes; points are hundredths of a point. */
export interface Indicator {
  id: string;
  code: string;
  kind: IndicatorKind;
  formula: string;
  floor: number;
  ceiling: number;
  points: number;
  sharing: boolean;
}

export interface Line {
  indicatorId: string;
  /** What the formula comes to; null without anything to compute it from. */
  value: number | null;
  /** Hundredths of a point; negative for a deduction. */
  points: number;
}

export interface Scored {
  lines: Line[];
  /** Hundredths of a point, never below zero. */
  score: number;
  /** The part of it that breaks ties. */
  sharing: number;
  /** Thresholds that were not reached. A figure that cannot be computed misses none. */
  missed: { code: string; value: number; floor: number }[];
}

/** A value's share of an indicator's points: none at the floor, all at the ceiling, nothing beyond either. */
export function normalise(value: number, { floor, ceiling }: Pick<Indicator, "floor" | "ceiling">): number {
  return Math.min(1, Math.max(0, (value - floor) / (ceiling - floor)));
}

/** What one subject's figures give by a version's indicators. */
export function scoreSubject(
  indicators: readonly Indicator[],
  figures: ReadonlyMap<string, number | null>,
): Scored {
  const lines = indicators.map((indicator) => lineOf(indicator, figures));
  const sumOf = (kept: (indicator: Indicator) => boolean) =>
    lines.reduce((sum, { points }, at) => {
      const indicator = indicators[at];
      return indicator && kept(indicator) ? sum + points : sum;
    }, 0);
  return {
    lines,
    score: Math.max(
      0,
      sumOf(() => true),
    ),
    sharing: Math.max(
      0,
      sumOf(({ sharing }) => sharing),
    ),
    missed: indicators.flatMap(({ kind, code, floor }, at) => {
      const value = lines[at]?.value ?? null;
      return kind === "threshold" && value !== null && value < floor ? [{ code, value, floor }] : [];
    }),
  };
}

function lineOf(indicator: Indicator, figures: ReadonlyMap<string, number | null>): Line {
  const read = readFormula(indicator.formula);
  if (!read.ok) throw new Error(`indicator ${indicator.code} cannot be read`);
  const found = evaluate(read.formula, figures);
  const value = found === null ? null : rounded(found);
  const none = value === null || indicator.kind === "threshold";
  const points = none ? 0 : Math.round(indicator.points * normalise(value, indicator));
  return { indicatorId: indicator.id, value, points: indicator.kind === "deduction" ? 0 - points : points };
}
