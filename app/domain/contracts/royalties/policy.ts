import type { Deadline } from "#app/domain/deadline.ts";
import { Temporal } from "temporal-polyfill";
import type { RoyaltyTurn } from "#db/schema/vocabulary.ts";
import { platformZone } from "../../working-days.ts";
import type { RoyaltyTerms } from "./terms.ts";

/** Days that a royalty is reckoned for together, ISO dates, both included. */
export interface Period {
  startsOn: string;
  endsOn: string;
}

const months: Record<RoyaltyTurn, number> = { quarter: 3, half_year: 6, year: 12 };

/** The whole quarter, half-year or year of the calendar that a day lies in. */
export function wholePeriod(turn: RoyaltyTurn, day: string): Period {
  const length = months[turn];
  const { year, month } = Temporal.PlainDate.from(day);
  const first = Temporal.PlainDate.from({
    ...{ year, day: 1 },
    month: Math.floor((month - 1) / length) * length + 1,
  });
  return {
    startsOn: first.toString(),
    endsOn: first.add({ months: length }).subtract({ days: 1 }).toString(),
  };
}

/**
 * The periods from a day to another, one after the other without a gap: those of the calendar, the first and the last cut to
 * what lies between. None where the end comes before the start.
 */
export function periodsOf(turn: RoyaltyTurn, from: string, until: string): Period[] {
  const periods: Period[] = [];
  for (let startsOn = from; startsOn <= until; ) {
    const { endsOn: whole } = wholePeriod(turn, startsOn);
    const endsOn = whole < until ? whole : until;
    periods.push({ startsOn, endsOn });
    startsOn = dayAfter(endsOn, 1);
  }
  return periods;
}

/** What lies between two days, both included, and in none of the periods that are kept, in order. */
export function gapsBetween(kept: readonly Period[], from: string, until: string): Period[] {
  const gaps: Period[] = [];
  let startsOn = from;
  for (const one of kept.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))) {
    if (startsOn < one.startsOn) gaps.push({ startsOn, endsOn: dayAfter(one.startsOn, -1) });
    if (one.endsOn >= startsOn) startsOn = dayAfter(one.endsOn, 1);
  }
  return [...gaps, { startsOn, endsOn: until }].map((gap) => ({
    startsOn: gap.startsOn,
    endsOn: gap.endsOn < until ? gap.endsOn : until,
  }));
}

/** What the licensee says of a period: fen, or for units their number in thousandths and, by a rate, the price of one. */
export interface Figures {
  base: number | null;
  quantity: number | null;
  unitPrice: number | null;
}

export const nothingSold: Figures = { base: null, quantity: null, unitPrice: null };

export type FigureName = keyof Figures;

type Reckoned = Pick<
  RoyaltyTerms,
  "royaltyBasis" | "royaltyRate" | "royaltyPerUnit" | "royaltyTurn" | "royaltyLeast" | "royaltyMost"
>;

/** The figures that a report has to give by these terms. */
export function figuresOf({ royaltyBasis, royaltyPerUnit }: Reckoned): FigureName[] {
  if (royaltyBasis !== "units") return ["base"];
  return royaltyPerUnit === null ? ["quantity", "unitPrice"] : ["quantity"];
}

/**
 * What is owed for a period, fen: the rate of the basis, or so much a unit, rounded once to the fen, half a fen up; then at
 * least and at most what was agreed for a whole period, of which a cut one has its share by days, fractions falling away.
 * Nothing sold is no basis, but the least is owed all the same.
 */
export function royaltyOf(terms: Reckoned, period: Period, figures: Figures): number {
  const [least, most] = [terms.royaltyLeast, terms.royaltyMost].map((sum) => shareOf(terms, period, sum));
  const earned = earnedOf(terms, figures);
  const atLeast = earned < (least ?? 0n) ? (least ?? 0n) : earned;
  return Number(most !== null && most !== undefined && atLeast > most ? most : atLeast);
}

function earnedOf({ royaltyRate, royaltyPerUnit }: Reckoned, figures: Figures): bigint {
  const quantity = BigInt(figures.quantity ?? 0);
  if (royaltyPerUnit !== null) return rounded(BigInt(royaltyPerUnit) * quantity, 1_000n);
  const rate = BigInt(royaltyRate ?? 0);
  if (figures.unitPrice !== null) return rounded(BigInt(figures.unitPrice) * quantity * rate, 10_000_000n);
  return rounded(BigInt(figures.base ?? 0) * rate, 10_000n);
}

const rounded = (sum: bigint, parts: bigint): bigint => (2n * sum + parts) / (2n * parts);

/** A sum for a whole period, for as many days of it as `period` has. */
function shareOf({ royaltyTurn }: Reckoned, period: Period, sum: number | null): bigint | null {
  if (sum === null || royaltyTurn === null) return null;
  const whole = wholePeriod(royaltyTurn, period.startsOn);
  return (BigInt(sum) * BigInt(daysIn(period))) / BigInt(daysIn(whole));
}

const daysIn = ({ startsOn, endsOn }: Period): number =>
  Temporal.PlainDate.from(startsOn).until(Temporal.PlainDate.from(endsOn)).days + 1;

/** The day so many days after another, ISO dates. */
export const dayAfter = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();

/** Until when a report can be questioned: so many years after it, to the end of that day in the platform's zone. */
export const booksOpenUntil = (reportedAt: Date, years: number): Date =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(reportedAt.getTime())
      .toZonedDateTimeISO(platformZone)
      .toPlainDate()
      .add({ years, days: 1 })
      .toZonedDateTime(platformZone).epochMilliseconds,
  );

/** Whether somebody has let their time pass: read, never written. */
export const isOverdue = (
  { state, deadline }: { state: string; deadline: Deadline | null },
  now: Date,
): boolean => state !== "settled" && state !== "ended" && deadline !== null && deadline <= now;
