import { asc, eq } from "drizzle-orm";
import { assessmentFigure, assessmentPoints, indicator } from "#db/schema/assessment.ts";
import type { Tx } from "#db/client.ts";
import { type FigureSource, figureSources, isFigure } from "./figures.ts";
import { readFormula } from "./formula.ts";
import type { IndicatorRow } from "./set-queries.server.ts";

/** A figure that a formula used, as it counted, as it was frozen, and where it comes from. */
export interface UsedFigure {
  name: string;
  value: number | null;
  frozen: number | null;
  corrected: boolean;
  rows: number;
  source: FigureSource;
}

/** Why a subject got what it got for one indicator. */
export interface Explained extends IndicatorRow {
  value: number | null;
  got: number;
  figures: UsedFigure[];
}

/** Every indicator with its formula, the figures in it, what it came to and the points for that. */
export async function explain(tx: Tx, subjectId: string): Promise<Explained[]> {
  const [lines, rows] = await Promise.all([
    tx
      .select({ indicator, value: assessmentPoints.value, got: assessmentPoints.points })
      .from(assessmentPoints)
      .innerJoin(indicator, eq(indicator.id, assessmentPoints.indicatorId))
      .where(eq(assessmentPoints.subjectId, subjectId))
      .orderBy(asc(indicator.position), asc(indicator.code)),
    figuresOfSubject(tx, subjectId),
  ]);
  const figures = new Map(rows.map((row) => [row.name, row]));
  return lines.map(({ indicator: one, value, got }) => ({
    ...one,
    value,
    got,
    figures: namesIn(one.formula).flatMap((name) => figures.get(name) ?? []),
  }));
}

const namesIn = (formula: string): string[] => {
  const read = readFormula(formula);
  return read.ok ? read.names : [];
};

/** The frozen figures of a subject with their corrections. */
export async function figuresOfSubject(tx: Tx, subjectId: string): Promise<UsedFigure[]> {
  const rows = await tx.select().from(assessmentFigure).where(eq(assessmentFigure.subjectId, subjectId));
  return rows.flatMap(({ name, value, corrected, rows: count }) =>
    isFigure(name)
      ? [
          {
            name,
            value: corrected ?? value,
            frozen: value,
            corrected: corrected !== null,
            rows: count,
            source: figureSources[name],
          },
        ]
      : [],
  );
}
