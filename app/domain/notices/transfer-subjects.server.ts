import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "#db/client.ts";
import { organization } from "#db/schema/identity.ts";
import { invoice } from "#db/schema/invoices.ts";
import { charge } from "#db/schema/money.ts";
import { bankAccount, transferClaim } from "#db/schema/transfer.ts";
import { invoiceProcess } from "#app/domain/money/invoices/states.ts";
import { transferClaimProcess } from "#app/domain/money/transfer/states.ts";
import { platformZone } from "#app/domain/working-days.ts";
import { say } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { dayText, inLocale, lastDayText } from "./subject-words.ts";
import type { Subject } from "./subject.ts";

const payer = alias(organization, "payer");
const payee = alias(organization, "payee");
const sides = {
  payer: { zh: payer.nameZh, en: payer.nameEn },
  payee: { zh: payee.nameZh, en: payee.nameEn },
};

const yuanText = (fen: number, locale: Locale): string =>
  new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, {
    style: "currency",
    currency: "CNY",
    currencyDisplay: "narrowSymbol",
  }).format(fen / 100);

const noon = (day: string): Date => new Date(`${day}T12:00:00+08:00`);

/** Where an organisation takes transfers: only the end of the number is mailed. */
export async function loadBankAccount(tx: Tx, id: string): Promise<Subject | undefined> {
  const [row] = await tx.select().from(bankAccount).where(eq(bankAccount.id, id));
  if (!row) return undefined;
  return {
    parties: { owner: { action: "bank_account.edit", organization: "organizationId" } },
    row,
    words: () => ({ bank: row.bank, tail: row.number.slice(-4) }),
    href: () => "/organization/bank-account",
  };
}

/** A transfer that a payer has announced, on the page of its charge. */
export async function loadTransferClaim(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: transferClaim, reference: charge.reference, ...sides })
    .from(transferClaim)
    .innerJoin(charge, eq(charge.id, transferClaim.chargeId))
    .innerJoin(payer, eq(payer.id, transferClaim.payerId))
    .innerJoin(payee, eq(payee.id, transferClaim.payeeId))
    .where(eq(transferClaim.id, id));
  if (!found) return undefined;
  const { row } = found;
  return {
    parties: transferClaimProcess.parties,
    row,
    words: (locale) => ({
      payer: inLocale(found.payer, locale),
      payee: inLocale(found.payee, locale),
      amount: yuanText(row.amount, locale),
      day: dayText(noon(row.sentOn), platformZone, locale),
      reference: found.reference,
    }),
    href: () => `/organization/charges/${row.chargeId}/transfer`,
  };
}

/** An invoice. */
export async function loadInvoice(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: invoice, ...sides })
    .from(invoice)
    .innerJoin(payer, eq(payer.id, invoice.payerId))
    .innerJoin(payee, eq(payee.id, invoice.payeeId))
    .where(eq(invoice.id, id));
  if (!found) return undefined;
  const { row } = found;
  return {
    parties: invoiceProcess.parties,
    row,
    words: (locale) => ({
      payer: inLocale(found.payer, locale),
      payee: inLocale(found.payee, locale),
      amount: yuanText(row.amount, locale),
      kind: say(translatorFor(locale).t, `billing:invoice.kind.${row.kind}`),
      number: row.number,
      due: row.deadline ? lastDayText(row.deadline, platformZone, locale) : "",
    }),
    href: () => `/organization/invoices/${id}`,
  };
}
