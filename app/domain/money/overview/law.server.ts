import { type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { organization } from "#db/schema/identity.ts";
import { charge } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { platformZone } from "#app/domain/working-days.ts";
import type { PaymentLawNumbers } from "../transfer/payment-law.ts";

export const payer = alias(organization, "payer");
export const payee = alias(organization, "payee");

/** The law's numbers on a day; they hold for the whole country. */
export async function paymentLawNumbers(tx: Tx, day: string): Promise<PaymentLawNumbers> {
  const read = (name: Parameters<typeof readParameter>[1]) => readParameter(tx, name, "33", day);
  const [publicDays, publicMaxDays, largeDays, dailyInterestMillionths] = await Promise.all([
    read("payment_days_public"),
    read("payment_days_public_most"),
    read("payment_days_large"),
    read("late_interest_daily_millionths"),
  ]);
  return { publicDays, publicMaxDays, largeDays, dailyInterestMillionths };
}

const dayOf = (instant: SQL) => sql`(${instant} at time zone ${platformZone})::date`;

/** `boundBy` of the payment law as a column, of `charge` joined with `payer` and `payee`. */
export const boundBySql: SQL<"public_body" | "large_company" | null> = sql`
  case when ${payee.kind} = 'enterprise' and ${payee.smeSize} in ('micro', 'small', 'medium') then
    case when ${payer.kind} = 'government' or ${payer.publicInstitution} then 'public_body'
         when ${payer.kind} = 'enterprise' and ${payer.smeSize} = 'large' then 'large_company' end end`;

/**
 * The last day to pay as a column, ISO date: `paymentTerm` of the payment law, so that lists can be narrowed and ordered
 * by it. A test compares the two.
 */
export const dueOnSql = ({ publicDays, publicMaxDays, largeDays }: PaymentLawNumbers): SQL<string> => {
  const made = dayOf(sql`${charge.createdAt}`);
  const agreed = sql`last_day(${charge.dueAt})`;
  return sql`(case ${boundBySql}
    when 'public_body' then least(coalesce(${agreed}, ${made} + ${publicDays}::int), ${made} + ${publicMaxDays}::int)
    when 'large_company' then coalesce(${agreed}, ${made} + ${largeDays}::int)
    else coalesce(${agreed}, ${made}) end)`;
};

/** Fen that a charge still lacks, as a column. */
export const outstandingSql: SQL<string> = sql`
  (case when ${charge.state} in ('open', 'partly_paid') then ${charge.amount} - ${charge.paid} else 0 end)`;
