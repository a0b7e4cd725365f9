import { Temporal } from "temporal-polyfill";
import type { OrganizationKind, smeSizes } from "#db/schema/vocabulary.ts";

/** What the law on payments to small companies asks about an organisation. */
export interface PaymentParty {
  kind: OrganizationKind;
  smeSize: (typeof smeSizes)[number] | null;
  publicInstitution: boolean;
}

/** The dated numbers of the law: days from delivery, and interest for each day late in millionths of what is owed. */
export interface PaymentLawNumbers {
  publicDays: number;
  publicMaxDays: number;
  largeDays: number;
  dailyInterestMillionths: number;
}

/** Whom the law binds: state organs and public institutions, and large companies. */
export type BoundPayer = "public_body" | "large_company";

/**
 * By which rule of the Regulation on Ensuring Payments to Small and Medium-sized Enterprises (in force 1 June 2025) the
 * payer owes in time; null where it does not protect the payee or bind the payer. A company of unknown size is taken for
 * neither: the law goes by what is declared.
 */
export function boundBy(payer: PaymentParty, payee: PaymentParty): BoundPayer | null {
  const small = payee.smeSize !== null && payee.smeSize !== "large";
  if (payee.kind !== "enterprise" || !small) return null;
  if (payer.kind === "government" || payer.publicInstitution) return "public_body";
  return payer.kind === "enterprise" && payer.smeSize === "large" ? "large_company" : null;
}

export interface PaymentTerm {
  law: BoundPayer | null;
  /** The last day to pay, ISO date in the platform's zone. */
  dueOn: string;
  /** What was agreed lies beyond what the law lets public bodies agree: the law's last day holds. */
  cut: boolean;
  /** A large company agreed on longer than the usual days: allowed, but has to be reasonable; the regulator sees it. */
  long: boolean;
}

/**
 * When a charge has to be paid, from the day of delivery (or of acceptance, where that was agreed) and what was agreed.
 * Public bodies: 30 days, by contract 60 at most. Large companies: 60 days unless agreed otherwise.
 */
export function paymentTerm(
  law: BoundPayer | null,
  deliveredOn: string,
  agreedOn: string | null,
  numbers: PaymentLawNumbers,
): PaymentTerm {
  if (law === null) return { law, dueOn: agreedOn ?? deliveredOn, cut: false, long: false };
  const usual = addDays(deliveredOn, law === "public_body" ? numbers.publicDays : numbers.largeDays);
  if (agreedOn === null) return { law, dueOn: usual, cut: false, long: false };
  if (law === "large_company") return { law, dueOn: agreedOn, cut: false, long: agreedOn > usual };
  const last = addDays(deliveredOn, numbers.publicMaxDays);
  return { law, dueOn: agreedOn > last ? last : agreedOn, cut: agreedOn > last, long: false };
}

/** Whole days that `day` lies after the last day to pay; 0 while there is time. */
export const daysLate = (dueOn: string, day: string): number => Math.max(0, daysBetween(dueOn, day));

/**
 * The law's interest on `fen` for so many days late, in fen, rounded down: the debtor is not charged a fen that has not
 * fallen due. Only the law gives it; between others it is what their contract says.
 */
export function lateInterest(
  fen: number,
  days: number,
  { dailyInterestMillionths }: PaymentLawNumbers,
): number {
  return Number((BigInt(fen) * BigInt(days) * BigInt(dailyInterestMillionths)) / 1_000_000n);
}

const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "day" }).days;

const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

export const reminders = ["due_soon", "overdue", "still_overdue"] as const;

export type Reminder = (typeof reminders)[number];

/**
 * Which reminder is due on `day`: some days ahead, on the first day late, and again in every later month. `round` counts
 * the last kind, so that each is sent once.
 */
export function reminderOn(
  dueOn: string,
  day: string,
  numbers: { aheadDays: number; againDays: number },
): { kind: Reminder; round: number } | null {
  const left = daysBetween(day, dueOn);
  if (left > numbers.aheadDays) return null;
  if (left >= 0) return { kind: "due_soon", round: 0 };
  const round = Math.floor((-left - 1) / numbers.againDays);
  return round === 0 ? { kind: "overdue", round } : { kind: "still_overdue", round };
}
