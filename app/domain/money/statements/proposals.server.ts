import { and, asc, eq, gt, inArray, or } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import { charge } from "#db/schema/money.ts";
import { bankLine } from "#db/schema/transfer.ts";
import type { Tx } from "#db/client.ts";
import { findReferences } from "#db/payment-reference.ts";
import { outstanding } from "../charges/policy.ts";
import type { Arrival, Payable } from "./match.ts";

/** At most so many credits are looked at together; the oldest first, as they came. */
const most = 2_000;

/** Credits that still wait for a person, in the order in which they came. */
export async function unmatchedLines(tx: Tx, organizationId: string): Promise<Arrival[]> {
  return tx
    .select({ id: bankLine.id, amount: bankLine.amount, payer: bankLine.payer, remark: bankLine.remark })
    .from(bankLine)
    .where(
      and(
        eq(bankLine.organizationId, organizationId),
        eq(bankLine.state, "unmatched"),
        gt(bankLine.amount, 0),
      ),
    )
    .orderBy(asc(bankLine.date), asc(bankLine.id))
    .limit(most);
}

/** What these arrivals can be for: the payee's open charges, and settled ones that a remark names. */
export async function payablesFor(
  tx: Tx,
  organizationId: string,
  lines: readonly Pick<Arrival, "remark">[],
): Promise<Payable[]> {
  const named = [...new Set(lines.flatMap(({ remark }) => findReferences(remark)))].slice(0, most);
  const rows = await tx
    .select({
      id: charge.id,
      reference: charge.reference,
      state: charge.state,
      amount: charge.amount,
      paid: charge.paid,
      zh: organization.nameZh,
      en: organization.nameEn,
    })
    .from(charge)
    .innerJoin(organization, eq(organization.id, charge.payerId))
    .where(
      and(
        eq(charge.payeeId, organizationId),
        or(
          inArray(charge.state, ["open", "partly_paid"]),
          named.length > 0 ? inArray(charge.reference, named) : undefined,
        ),
      ),
    )
    .orderBy(asc(charge.createdAt), asc(charge.id))
    .limit(5 * most);
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    payerNames: [row.zh, row.en].filter(Boolean),
    outstanding: outstanding(row),
  }));
}
