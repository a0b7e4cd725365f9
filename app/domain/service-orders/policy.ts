import { type Deadline, lastDay } from "#app/domain/deadline.ts";
import type { PriceUnit } from "#db/schema/vocabulary.ts";
import { priceUnits } from "#db/schema/vocabulary.ts";
import type { Reason } from "#app/runtime/problem.ts";
import { type PriceRow, pricesOn } from "../booking/price.ts";

/** Working days that the provider has to answer an order; then it lapses. */
export const answerWorkingDays = 5;

/** Days after which a delivery that nobody objects to is accepted. */
export const silenceDays = 14;

/** Working days for what has to be changed. */
export const changeWorkingDays = 10;

/** Working days that a client who reminds of a late delivery gives the provider before it may end the order. */
export const reminderWorkingDays = 10;

/** An order that the provider works on: the day that was promised, and until when it has time now. */
interface Owed {
  state: string;
  dueOn: string | null;
  deadline: Deadline | null;
}

const isLate = ({ state, deadline }: Owed, now: Date): boolean =>
  state === "accepted" && deadline !== null && deadline <= now;

/** A reminder gives a term beyond the day that was promised; there is one for each promise. */
const isReminded = ({ dueOn, deadline }: Owed): boolean =>
  dueOn !== null && deadline !== null && lastDay(deadline) > dueOn;

/** Whether the client may remind the provider of a delivery that is late. */
export const mayRemind = (order: Owed, now: Date): boolean => isLate(order, now) && !isReminded(order);

/** Whether the client may end an order that is still not delivered after it has reminded. */
export const mayEnd = (order: Owed, now: Date): boolean => isLate(order, now) && isReminded(order);

/** A line of the price list that can be ordered; `rate` in fen per unit. */
export interface ServiceQuote {
  item: string;
  unit: PriceUnit;
  rate: number;
}

/** The lines of the price list in force for the user class on the local `day`, in list order; a later line replaces an earlier one. */
export function serviceQuotes(rows: readonly PriceRow[], userClass: string, day: string): ServiceQuote[] {
  const quotes = new Map<string, ServiceQuote>();
  for (const { item, unit: name, amount } of pricesOn(rows, userClass, day)) {
    const unit = priceUnits.find((known) => known === name);
    if (unit) quotes.set(`${unit} ${item}`, { item, unit, rate: amount });
  }
  return [...quotes.values()];
}

/** The quote that an order names; undefined when the list has no such line, or has it at another rate than was seen. */
export const quoteFor = (
  quotes: readonly ServiceQuote[],
  wish: { item: string; unit: string; rate?: number },
): ServiceQuote | undefined =>
  quotes.find(
    ({ item, unit, rate }) =>
      item === wish.item && unit === wish.unit && (wish.rate === undefined || wish.rate === rate),
  );

const against = (rule: string): Reason => ({ rule, overridable: false });

/** Every reason against ordering a service; empty when it may be ordered. */
export function reviewServiceOrder(at: {
  userClass: string;
  organizationVerified: boolean;
  quotes: readonly ServiceQuote[];
}): Reason[] {
  const found: (Reason | false)[] = [
    !at.organizationVerified && at.userClass !== "internal" && against("orderer_unverified"),
    at.quotes.length === 0 && against("no_listed_price"),
  ];
  return found.filter((one) => one !== false);
}

/** Whole days that an order is overdue on local `today`; 0 when it is not. */
export function daysOverdue(order: { state: string; dueOn: string | null }, today: string): number {
  if (order.state !== "accepted" || order.dueOn === null || order.dueOn >= today) return 0;
  return Math.round((Date.parse(today) - Date.parse(order.dueOn)) / 86_400_000);
}
