import { lastDay } from "#app/domain/deadline.ts";
import { and, asc, eq, inArray } from "drizzle-orm";
import { attachment } from "#db/schema/catalog.ts";
import { charge, chargeLine, payment } from "#db/schema/money.ts";
import { receiptPart, transferReceipt } from "#db/schema/transfer.ts";
import { isUuid } from "#app/runtime/id.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { allowedTransitions } from "#app/domain/process.ts";
import { today } from "#app/domain/working-days.ts";
import type { ChargeRow } from "../charges/find-charge.server.ts";
import { outstanding } from "../charges/policy.ts";
import { lateness } from "../overview/list-owed.server.ts";
import { payee, payer, paymentLawNumbers } from "../overview/law.server.ts";
import { type BankAccount, currentBankAccount } from "./bank-account.server.ts";
import { type ClaimRow, claimsOf } from "./declare.server.ts";
import { boundBy, paymentTerm, type PaymentTerm } from "./payment-law.ts";
import { transferClaimProcess } from "./states.ts";

export interface TransferPage {
  charge: ChargeRow;
  lines: { reason: string; text: string; params: Record<string, string | number>; amount: number }[];
  payer: { id: string; nameZh: string; nameEn: string; uscc: string };
  payee: { id: string; nameZh: string; nameEn: string; uscc: string };
  /** Where to send it; undefined until the payee has said. */
  account: BankAccount | undefined;
  term: PaymentTerm;
  outstanding: number;
  daysLate: number;
  interest: number;
  claims: (ClaimRow & { allowed: string[]; proof: { id: string; name: string } | null })[];
  receipts: { valueOn: string; bankReference: string; amount: number; accepted: number }[];
  side: "payer" | "payee";
}

const nameOf = (side: typeof payer | typeof payee) => ({
  id: side.id,
  nameZh: side.nameZh,
  nameEn: side.nameEn,
  uscc: side.uscc,
  kind: side.kind,
  smeSize: side.smeSize,
  publicInstitution: side.publicInstitution,
});

/** How a charge is paid by transfer: the notice with its reference, what the payer says and what the payee found. */
export async function transferPage(ctx: Context, id: string): Promise<Result<TransferPage>> {
  const [found] = isUuid(id)
    ? await ctx.db
        .select({ row: charge, payer: nameOf(payer), payee: nameOf(payee) })
        .from(charge)
        .innerJoin(payer, eq(payer.id, charge.payerId))
        .innerJoin(payee, eq(payee.id, charge.payeeId))
        .where(eq(charge.id, id))
    : [];
  if (!found) return fail(problems.notFound("charge"));
  const { row } = found;
  const pays = may(ctx.actor, "charge.pay", { organizationId: row.payerId });
  if (!pays && !may(ctx.actor, "charge.manage", { organizationId: row.payeeId }))
    return fail(problems.notFound("charge"));
  const day = today(ctx.clock.now());
  const [numbers, account, lines, claims, receipts] = await Promise.all([
    paymentLawNumbers(ctx.db, day),
    currentBankAccount(ctx.db, row.payeeId),
    ctx.db.select().from(chargeLine).where(eq(chargeLine.chargeId, id)).orderBy(asc(chargeLine.n)),
    claimsWithProof(ctx, id),
    receiptsOf(ctx, id),
  ]);
  const law = boundBy(found.payer, found.payee);
  const term = paymentTerm(law, today(row.createdAt), row.dueAt ? lastDay(row.dueAt) : null, numbers);
  return ok({
    ...{ charge: row, lines, payer: found.payer, payee: found.payee, account, term, claims, receipts },
    ...lateness(outstanding(row), term.dueOn, day, law, numbers),
    side: pays ? "payer" : "payee",
  });
}

async function claimsWithProof(ctx: Context, chargeId: string): Promise<TransferPage["claims"]> {
  const claims = await claimsOf(ctx.db, chargeId);
  if (claims.length === 0) return [];
  const files = await ctx.db
    .select({ id: attachment.id, name: attachment.name, ownerId: attachment.ownerId })
    .from(attachment)
    .where(
      and(
        eq(attachment.ownerType, "transfer_claim"),
        inArray(
          attachment.ownerId,
          claims.map(({ id }) => id),
        ),
      ),
    );
  return claims.map((claim) => {
    const file = files.find(({ ownerId }) => ownerId === claim.id);
    return {
      ...claim,
      allowed: allowedTransitions(transferClaimProcess, ctx.actor, claim).map(({ name }) => name),
      proof: file ? { id: file.id, name: file.name } : null,
    };
  });
}

const receiptsOf = ({ db }: Context, chargeId: string): Promise<TransferPage["receipts"]> =>
  db
    .select({
      valueOn: transferReceipt.valueOn,
      bankReference: transferReceipt.bankReference,
      amount: receiptPart.amount,
      accepted: payment.accepted,
    })
    .from(receiptPart)
    .innerJoin(transferReceipt, eq(transferReceipt.id, receiptPart.receiptId))
    .innerJoin(payment, eq(payment.id, receiptPart.paymentId))
    .where(eq(receiptPart.chargeId, chargeId))
    .orderBy(asc(transferReceipt.valueOn), asc(transferReceipt.id));
