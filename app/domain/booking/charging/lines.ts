import type { Line } from "../../money/charges/charge.server.ts";
import { type PriceRow, priceOf, type Quote, type Use } from "../price.ts";

interface Booked {
  price: number | null;
  priceItem: string;
  userClass: string;
}

/**
 * The lines of what was booked: its price by the list of that day. Where the list has a higher price for enterprises, that
 * one and the discount of the payer's class are said.
 */
export function bookedLines(booked: Booked, rows: readonly PriceRow[], use: Use): Line[] {
  const { price, priceItem: item, userClass } = booked;
  if (price === null || price === 0) return [];
  const own = priceOf(rows, use, item);
  const standard = priceOf(rows, { ...use, userClass: "enterprise" }, item);
  const known = own?.amount === price ? own : null;
  const words = wordsOf(known, item);
  if (!known || !standard || standard.amount <= price || standard.unit !== known.unit)
    return [{ ...words, amount: price }];
  return [
    { ...words, amount: standard.amount },
    { reason: "class_discount", params: { class: userClass }, amount: price - standard.amount },
  ];
}

function wordsOf(known: Quote | null, item: string): Pick<Line, "reason" | "params"> {
  if (!known) return { reason: "booked", params: { item } };
  const { unit, quantity } = known;
  return unit === "day"
    ? { reason: "booked_days", params: { days: quantity, item } }
    : { reason: "booked_time", params: { minutes: quantity, item } };
}

interface Used {
  /** Fen that the record of the use says. */
  amount: number;
  bookedMinutes: number;
  usedMinutes: number;
}

/** The lines of a use: what was booked, and the difference to what its record says, with its reason. */
export function usedLines(booked: readonly Line[], { amount, bookedMinutes, usedMinutes }: Used): Line[] {
  const before = booked.reduce((sum, line) => sum + line.amount, 0);
  const difference = amount - before;
  if (difference === 0) return [...booked];
  if (booked.length === 0) return [{ reason: "agreed", amount }];
  const minutes = Math.round(usedMinutes - bookedMinutes);
  if (minutes > 0 && difference > 0)
    return [...booked, { reason: "more_used", params: { minutes }, amount: difference }];
  if (minutes < 0 && difference < 0)
    return [...booked, { reason: "less_used", params: { minutes: -minutes }, amount: difference }];
  return [...booked, { reason: "corrected", amount: difference }];
}

/** The difference that is still to be charged: the lines, less what has been charged, and what was and is no longer asked for. */
export const lessCharged = (
  lines: readonly Line[],
  { charged, waived }: { charged: number; waived: number },
): Line[] => [
  ...lines,
  ...(charged === 0 ? [] : [{ reason: "already_charged", amount: -charged }]),
  ...(waived === 0 ? [] : [{ reason: "withdrawn", amount: -waived }]),
];

/** What a use costs that really took so long, by the price of the booking; as booked where the list no longer says. */
export function actualPrice(
  booked: Booked,
  rows: readonly PriceRow[],
  use: Use,
  usedMs: number,
): number | null {
  const { price, priceItem } = booked;
  if (price === null || priceOf(rows, use, priceItem)?.amount !== price) return price;
  return priceOf(rows, { ...use, end: use.start + usedMs }, priceItem)?.amount ?? price;
}
