import { and, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { technologyCompany } from "#db/schema/assessment.ts";
import { organization } from "#db/schema/identity.ts";
import { voucher } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Applicant } from "./application-policy.ts";

/** What the rules ask of an organisation that applies to a programme, on a day. */
export async function applicantOf(
  tx: Tx,
  organizationId: string,
  programId: string,
  day: string,
): Promise<Applicant> {
  const [org] = await tx.select().from(organization).where(eq(organization.id, organizationId));
  if (!org) return refuse(problems.forbidden("voucher.use"));
  const entered = await tx
    .select({ id: technologyCompany.id })
    .from(technologyCompany)
    .where(
      and(
        eq(technologyCompany.organizationId, organizationId),
        lte(technologyCompany.validFrom, day),
        gte(technologyCompany.validUntil, day),
      ),
    );
  return {
    kind: org.kind,
    verified: org.verifiedAt !== null,
    regionCode: org.regionCode,
    size: org.smeSize,
    technology: entered.length > 0,
    takenThisYear: await takenIn(tx, organizationId, programId, Number(day.slice(0, 4))),
  };
}

/**
 * Fen of a programme's vouchers that count against an organisation's cap of a year: what is asked for and waits, what is
 * granted, and of those that have ended the part that was used.
 */
async function takenIn(tx: Tx, organizationId: string, programId: string, year: number): Promise<number> {
  const [row] = await tx
    .select({
      fen: sql<number>`coalesce(sum(case ${voucher.state}
        when 'applied' then ${voucher.requested}
        when 'granted' then ${voucher.amount}
        else ${voucher.reserved} + ${voucher.captured} end), 0)`.mapWith(Number),
    })
    .from(voucher)
    .where(
      and(
        eq(voucher.organizationId, organizationId),
        eq(voucher.programId, programId),
        eq(voucher.year, year),
        inArray(voucher.state, ["applied", "granted", "given_back", "expired"]),
      ),
    );
  return row?.fen ?? 0;
}
