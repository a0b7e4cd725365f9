import type { DifferenceKind } from "#db/schema/vocabulary.ts";

/** A difference that a look at both sides has found. */
export interface Difference {
  kind: DifferenceKind;
  /** The same in every run: what it is about. */
  key: string;
  /** ISO date: when it arose. */
  day: string;
  /** Fen; null: that side has nothing. */
  booked: number | null;
  found: number | null;
  what?: string;
  href?: string;
}

export interface BankCredit {
  id: string;
  statementId: string;
  date: string;
  /** Fen; only what came in. */
  amount: number;
  serial: string;
  payer: string;
  state: string;
}

export interface Receipt {
  id: string;
  valueOn: string;
  amount: number;
  bankReference: string;
  lineId: string | null;
  /** Fen of the payments that were booked for it. */
  booked: number;
}

export interface Covered {
  from: string;
  to: string;
}

export interface Gap {
  statementId: string;
  name: string;
  day: string;
  after: number;
  missing: number;
}

/** How the bank's statements and our receipts differ; `since` is the day before which a credit has waited too long. */
export function compareBank(
  credits: readonly BankCredit[],
  receipts: readonly Receipt[],
  covered: readonly Covered[],
  gaps: readonly Gap[],
  since: string,
): Difference[] {
  const byReference = new Map(receipts.map((receipt) => [bankNumber(receipt.bankReference), receipt]));
  return [
    ...credits.flatMap((credit) =>
      creditDifference(credit, byReference.get(bankNumber(credit.serial)), since),
    ),
    ...receipts.flatMap((receipt) => receiptDifference(receipt, credits, covered)),
    ...gaps.map(({ statementId, name, day, after, missing }) => ({
      ...{
        kind: "statement_gap" as const,
        key: `gap ${statementId} ${after}`,
        day,
        booked: null,
        found: missing,
      },
      ...{ what: name, href: `/organization/statements/${statementId}` },
    })),
  ];
}

/** A bank's number of a movement, however its letters are written. */
const bankNumber = (written: string): string => written.toUpperCase();

function creditDifference(credit: BankCredit, receipt: Receipt | undefined, since: string): Difference[] {
  if (credit.state !== "unmatched") return [];
  const href = `/organization/statements/${credit.statementId}`;
  const what = [credit.serial, credit.payer].filter(Boolean).join(" · ");
  const common = { day: credit.date, found: credit.amount, what, href };
  if (credit.serial !== "" && receipt && receipt.amount !== credit.amount)
    return [{ ...common, kind: "other_amount", key: `amount ${credit.id}`, booked: receipt.amount }];
  if (credit.date >= since) return [];
  return [{ ...common, kind: "unmatched_credit", key: `credit ${credit.id}`, booked: null }];
}

function receiptDifference(
  receipt: Receipt,
  credits: readonly BankCredit[],
  covered: readonly Covered[],
): Difference[] {
  const { id, valueOn, amount, bankReference, lineId, booked } = receipt;
  const common = { day: valueOn, what: bankReference };
  const sums: Difference[] =
    booked === amount ? [] : [{ ...common, kind: "payment_sum", key: `sum ${id}`, booked, found: amount }];
  if (lineId !== null) return sums;
  const seen = covered.some(({ from, to }) => from <= valueOn && valueOn <= to);
  // With another sum it is named as such, by the line.
  const other = credits.some(
    ({ serial, state }) => state === "unmatched" && bankNumber(serial) === bankNumber(bankReference),
  );
  if (!seen || other) return sums;
  return [...sums, { ...common, kind: "missing_receipt", key: `receipt ${id}`, booked: amount, found: null }];
}
