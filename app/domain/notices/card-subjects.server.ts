import { eq } from "drizzle-orm";
import { payout, stripeEvent } from "#db/schema/stripe.ts";
import type { Tx } from "#db/client.ts";
import { payoutProcess } from "#app/domain/money/stripe/payouts/states.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { yuanText } from "./money-subjects.server.ts";
import type { Subject } from "./subject.ts";

/** A notice of the payment service that a person has to look at; its readers are named by the job. */
export async function loadPaymentNotice(tx: Tx, id: string): Promise<Subject | undefined> {
  const [row] = await tx.select().from(stripeEvent).where(eq(stripeEvent.id, id));
  if (!row) return undefined;
  return {
    parties: {},
    row,
    words: (locale) => ({
      type: row.type,
      why: say(translatorFor(locale).t, `cards:inbox.reason.${row.reason}`),
    }),
    href: () => "/oversight/payments/events",
  };
}

/** Money on its way to a provider. */
export async function loadPayout(tx: Tx, id: string): Promise<Subject | undefined> {
  const [row] = await tx.select().from(payout).where(eq(payout.id, id));
  if (!row) return undefined;
  return {
    parties: payoutProcess.parties,
    row,
    words: (locale) => ({ amount: yuanText(row.amount, locale), code: row.failure }),
    href: () => "/organization/payouts",
  };
}
