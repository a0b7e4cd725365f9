import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "#db/client.ts";
import { organization } from "#db/schema/identity.ts";
import { charge, refund } from "#db/schema/money.ts";
import { chargeProcess } from "#app/domain/money/charges/states.ts";
import { refundProcess } from "#app/domain/money/refunds/states.ts";
import { platformZone } from "#app/domain/working-days.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { refundFailure } from "#app/i18n/refund-failure.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { inLocale, lastDayText } from "./subject-words.ts";
import type { Subject } from "./subject.ts";

const payer = alias(organization, "payer");
const payee = alias(organization, "payee");

const sides = {
  payer: { zh: payer.nameZh, en: payer.nameEn },
  payee: { zh: payee.nameZh, en: payee.nameEn },
};

/** A charge: what for, between whom, how much. */
export async function loadCharge(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: charge, ...sides })
    .from(charge)
    .innerJoin(payer, eq(payer.id, charge.payerId))
    .innerJoin(payee, eq(payee.id, charge.payeeId))
    .where(eq(charge.id, id));
  if (!found) return undefined;
  const { row } = found;
  return {
    parties: chargeProcess.parties,
    row,
    words: (locale) => ({
      payer: inLocale(found.payer, locale),
      payee: inLocale(found.payee, locale),
      purpose: purposeText(row.purpose, locale),
      amount: yuanText(row.amount, locale),
      reference: row.reference,
      until: row.holdUntil ? lastDayText(row.holdUntil, platformZone, locale) : "",
    }),
    // Operators, who are no party of it, have it in a list.
    href: (party) => (party === "" ? "/oversight/payments/holds" : `/organization/charges/${id}`),
  };
}

/** A refund, on the page of its charge. Its payer only hears of it. */
export async function loadRefund(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: refund, purpose: charge.purpose, reference: charge.reference, ...sides })
    .from(refund)
    .innerJoin(charge, eq(charge.id, refund.chargeId))
    .innerJoin(payer, eq(payer.id, refund.payerId))
    .innerJoin(payee, eq(payee.id, refund.payeeId))
    .where(eq(refund.id, id));
  if (!found) return undefined;
  const { row } = found;
  return {
    parties: { ...refundProcess.parties, payer: chargeProcess.parties.payer },
    row,
    words: (locale) => ({
      payer: inLocale(found.payer, locale),
      payee: inLocale(found.payee, locale),
      purpose: purposeText(found.purpose, locale),
      amount: yuanText(row.amount, locale),
      reference: found.reference,
      why: refundFailure(translatorFor(locale).getFixedT(locale, "charges"), row.failure),
    }),
    href: () => `/organization/charges/${row.chargeId}`,
  };
}

const purposeText = (purpose: string, locale: Locale): string =>
  translatorFor(locale).getFixedT(locale, "charges")(`purpose.${purpose}`, { defaultValue: purpose });

export const yuanText = (fen: number, locale: Locale): string =>
  new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, {
    style: "currency",
    currency: "CNY",
    currencyDisplay: "narrowSymbol",
  }).format(fen / 100);
