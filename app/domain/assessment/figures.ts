/**
 * Everything that a formula may speak of: a subject's figures in the period, and where each comes from. Hours are machine
 * hours, money is yuan, evaluations go from 1 (worst) to 5 (best).
 */
export const figureSources = {
  open_hours: "calendar",
  usage_hours: "usage_record",
  external_hours: "usage_record",
  uses: "usage_record",
  external_uses: "usage_record",
  users: "usage_record",
  external_users: "usage_record",
  external_organizations: "usage_record",
  companies: "usage_record",
  technology_companies: "technology_company",
  samples: "usage_record",
  income: "usage_record",
  external_income: "usage_record",
  evaluations: "usage_record",
  satisfied: "usage_record",
  evaluation_average: "usage_record",
  no_shows: "booking",
  facilities: "listing",
  open_facilities: "listing",
  metered_facilities: "meter_reading",
  services: "listing",
  technologies: "listing",
  complaints_upheld: "credit_event",
  reported: "report",
} as const;

export type FigureName = keyof typeof figureSources;
export type FigureSource = (typeof figureSources)[FigureName];

export const isFigure = (name: string): name is FigureName => Object.hasOwn(figureSources, name);

export const figureNames: readonly FigureName[] = Object.keys(figureSources).filter(isFigure);

/** A figure with how many rows it was computed from; null where there was nothing to compute it from. */
export interface Figure {
  value: number | null;
  rows: number;
}

/** Figures are kept to six decimals, so that what is stored and what is computed from it agree. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
