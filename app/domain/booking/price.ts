import { localDate } from "./hours.ts";
import type { Span } from "./spans.ts";

/** A row of a price list. `amount` in fen per unit; valid on local days `[validFrom, validTo)`. */
export interface PriceRow {
  item: string;
  unit: string;
  userClass: string;
  amount: number;
  validFrom: string;
  validTo: string | null;
}

/** How a booking's price came about. `amount` in fen, `quantity` in minutes or days. */
export interface Quote {
  item: string;
  unit: "hour" | "day";
  rate: number;
  quantity: number;
  amount: number;
}

export interface Use extends Span {
  zone: string;
  userClass: string;
  stepMinutes: number;
}

/** `amount × numerator ÷ denominator`, half up, exact for any amount that PostgreSQL's bigint and JavaScript share. */
export function portion(amount: number, numerator: number, denominator: number): number {
  const doubled = 2n * BigInt(amount) * BigInt(numerator) + BigInt(denominator);
  return Number(doubled / (2n * BigInt(denominator)));
}

const isTimed = (unit: string): unit is "hour" | "day" => unit === "hour" || unit === "day";

function quote(row: PriceRow, use: Use): Quote[] {
  const { item, unit, amount: rate } = row;
  if (!isTimed(unit)) return [];
  const length = (use.end - use.start) / 60_000;
  if (unit === "day") {
    const days = Math.ceil(length / 1440);
    return [{ item, unit, rate, quantity: days, amount: rate * days }];
  }
  const billed = Math.ceil(length / use.stepMinutes) * use.stepMinutes;
  return [{ item, unit, rate, quantity: billed, amount: portion(rate, billed, 60) }];
}

/** The lines of a price list that are in force for the user class on the local `day`, in list order. */
export const pricesOn = (rows: readonly PriceRow[], userClass: string, day: string): PriceRow[] =>
  rows.filter(
    (row) =>
      row.userClass === userClass && row.validFrom <= day && (row.validTo === null || row.validTo > day),
  );

/**
 * What a use costs under each item of the price list that is charged by time and in force for the user class on the
 * local day it starts, in list order. An item charged by hour and by day gives the cheaper of the two: hours count
 * in whole steps, days in started 24 hours.
 */
export function quotesFor(rows: readonly PriceRow[], use: Use): Quote[] {
  const day = localDate(use.start, use.zone);
  const byItem = new Map<string, Quote>();
  for (const row of pricesOn(rows, use.userClass, day)) {
    for (const found of quote(row, use)) {
      const known = byItem.get(row.item);
      if (!known || found.amount < known.amount) byItem.set(row.item, found);
    }
  }
  return [...byItem.values()];
}

/** The price of a booking for `item`, else for the first item charged by time; null when only by quotation. */
export function priceOf(rows: readonly PriceRow[], use: Use, item?: string): Quote | null {
  const quotes = quotesFor(rows, use);
  return (item ? quotes.find((found) => found.item === item) : quotes[0]) ?? null;
}
