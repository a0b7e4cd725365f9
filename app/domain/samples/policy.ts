import type { Reason } from "#app/runtime/problem.ts";
import { type PriceRow, pricesOn } from "../booking/price.ts";
import { shortCode } from "../short-code.ts";

/** What deciding about an order needs to know. */
export interface OrderSituation {
  listingState: string;
  ways: readonly string[];
  bookableBy: readonly string[];
  termsVersion: number;
  terms: string;
  userClass: string;
  organizationVerified: boolean;
  acceptedTerms: number;
}

const against = (rule: string, params?: Reason["params"]): Reason =>
  params ? { rule, overridable: false, params } : { rule, overridable: false };

/** Every reason against an order for work on samples; empty when it may be made. */
export function reviewOrder(at: OrderSituation): Reason[] {
  const { userClass, terms, termsVersion } = at;
  const found: (Reason | false)[] = [
    at.listingState !== "published" && against("not_published"),
    !at.ways.includes("commissioned") && against("way_not_offered", { way: "commissioned" }),
    !at.organizationVerified && userClass !== "internal" && against("organization_unverified"),
    !at.bookableBy.includes(userClass) && against("user_class", { userClass }),
    terms !== "" && at.acceptedTerms !== termsVersion && against("terms", { version: termsVersion }),
  ];
  return found.filter((one) => one !== false);
}

/** What samples cost under one item of the price list, in fen. */
export interface SampleQuote {
  item: string;
  rate: number;
  count: number;
  amount: number;
}

/** The items of the price list that are charged by sample, in force for the user class on local `day`, in list order. */
export function sampleQuotes(
  rows: readonly PriceRow[],
  { userClass, day, count }: { userClass: string; day: string; count: number },
): SampleQuote[] {
  const inForce = pricesOn(rows, userClass, day).filter(({ unit }) => unit === "sample");
  const items = new Map(
    inForce.map(({ item, amount }) => [item, { item, rate: amount, count, amount: amount * count }]),
  );
  return [...items.values()];
}

/** The quote for `item`; null without one, or when the list no longer has it: then the provider quotes. */
export const quoteFor = (quotes: readonly SampleQuote[], item: string | undefined): SampleQuote | null =>
  quotes.find((quote) => quote.item === item) ?? null;

/** Whole days that an order is overdue on local `today`; 0 when it is not. */
export function daysOverdue(order: { state: string; dueOn: string | null }, today: string): number {
  const working = order.state === "accepted" || order.state === "in_progress";
  if (!working || order.dueOn === null || order.dueOn >= today) return 0;
  return Math.round((Date.parse(today) - Date.parse(order.dueOn)) / 86_400_000);
}

/** What is written on a sample's container: a part of the order's number and the sample's own, easy to read out. */
export const sampleCode = (orderId: string, number: number): string =>
  `${shortCode(orderId)}-${String(number).padStart(3, "0")}`;
