import { and, desc, eq } from "drizzle-orm";
import { transferClaim } from "#db/schema/transfer.ts";
import { attachFile, inspectUpload, proofRules } from "#app/runtime/files.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { ok, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { move, recordAudit } from "#app/domain/move.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { today } from "#app/domain/working-days.ts";
import { workingDeadline } from "#app/domain/working-days.server.ts";
import { type ChargeRow, lockCharge } from "../charges/find-charge.server.ts";
import { outstanding } from "../charges/policy.ts";
import type { DeclareInput } from "./inputs.ts";
import { transferClaimProcess } from "./states.ts";

export type ClaimRow = typeof transferClaim.$inferSelect;

/**
 * The payer says that it has transferred money for a charge, with the bank's receipt as proof if it likes. It pays
 * nothing: the payee is asked to look, within some working days. One such word at a time; refuses `transfer_declared`,
 * and `charge_settled` where nothing is owed.
 */
export async function declareTransfer(
  ctx: Context,
  chargeId: string,
  input: DeclareInput,
  proof?: File,
): Promise<Result<ClaimRow>> {
  const inspected = proof && proof.size > 0 ? await inspectUpload(proof, proofRules, "proof") : ok(undefined);
  if (!inspected.ok) return inspected;
  return transact(ctx.db, async (tx) => {
    const row = await payersCharge(tx, ctx, chargeId);
    const now = ctx.clock.now();
    if (input.sentOn > today(now)) return refuse(problems.invalid([{ path: "sentOn", code: "day_ahead" }]));
    const days = await readParameter(tx, "transfer_answer_working_days", "33", today(now));
    const [made] = await tx
      .insert(transferClaim)
      .values({
        ...input,
        ...{ chargeId, payerId: row.payerId, payeeId: row.payeeId, declaredBy: ctx.actor.user?.id },
        ...{ createdAt: now, stateSince: now, deadline: await workingDeadline(tx, now, days) },
      })
      .onConflictDoNothing()
      .returning();
    if (!made) return refuse({ code: "transfer_declared", status: 409 });
    if (inspected.value)
      await attachFile(tx, inspected.value, {
        ...{ ownerType: "transfer_claim", ownerId: made.id, organizationId: row.payerId },
        ...{ role: "proof", visibility: "organization", uploadedBy: ctx.actor.user?.id ?? null },
      });
    const entity = { entity: "transfer_claim", entityId: made.id };
    await recordAudit(tx, ctx, {
      ...{ ...entity, transition: "declare-transfer", toState: "declared" },
      detail: { charge: row.reference, amount: input.amount },
    });
    await enqueue(tx, "notify", {
      ...{ template: "transfer-declared", ...entity, parties: ["payee"], reason: "" },
      by: ctx.actor.user?.id,
    });
    return made;
  });
}

/** A charge that the actor's organisation has to pay and that still lacks something, locked. */
async function payersCharge(tx: Tx, ctx: Context, chargeId: string): Promise<ChargeRow> {
  const row = await lockCharge(tx, chargeId);
  if (!may(ctx.actor, "charge.pay", { organizationId: row.payerId })) {
    const sees = may(ctx.actor, "charge.manage", { organizationId: row.payeeId });
    return refuse(sees ? problems.forbidden("charge.pay") : problems.notFound("charge"));
  }
  if (outstanding(row) === 0) return refuse({ code: "charge_settled", status: 409 });
  return row;
}

/** The payee has looked and found nothing; the payer reads why. */
export const missTransfer = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<ClaimRow>> => moveClaim(ctx, id, "miss-transfer", reason);

/** The payer takes its word back: it was sent elsewhere, or not at all. */
export const recallTransfer = (ctx: Context, id: string): Promise<Result<ClaimRow>> =>
  moveClaim(ctx, id, "recall-transfer");

const moveClaim = (ctx: Context, id: string, transition: string, reason = ""): Promise<Result<ClaimRow>> =>
  transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(transferClaim).where(eq(transferClaim.id, id)).for("update");
    const own =
      row &&
      (may(ctx.actor, "charge.pay", { organizationId: row.payerId }) ||
        may(ctx.actor, "charge.manage", { organizationId: row.payeeId }));
    if (!own) return refuse(problems.notFound("transfer_claim"));
    const state = await move(tx, ctx, transferClaimProcess, transferClaim, row, { transition, reason });
    if (reason) await tx.update(transferClaim).set({ reason }).where(eq(transferClaim.id, id));
    return { ...row, state, reason };
  });

/** What its receipt ends: the payer's open word about this charge, in the payee's own transaction. */
export async function settleClaims(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  chargeId: string,
): Promise<void> {
  const rows = await tx
    .select()
    .from(transferClaim)
    .where(and(eq(transferClaim.chargeId, chargeId), eq(transferClaim.state, "declared")))
    .for("update");
  for (const row of rows)
    await move(tx, ctx, transferClaimProcess, transferClaim, row, { transition: "arrive-transfer" });
}

/** What a charge's payer has said of transfers, the latest first. */
export const claimsOf = (tx: Tx, chargeId: string): Promise<ClaimRow[]> =>
  tx
    .select()
    .from(transferClaim)
    .where(eq(transferClaim.chargeId, chargeId))
    .orderBy(desc(transferClaim.createdAt))
    .limit(50);
