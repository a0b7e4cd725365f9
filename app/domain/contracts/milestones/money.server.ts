import { eq } from "drizzle-orm";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import { charge } from "../../money/charges/charge.server.ts";
import type { ChargeRow } from "../../money/charges/find-charge.server.ts";
import { releaseHeld, returnHeld } from "../../money/holds/release-held.server.ts";
import type { Context } from "../../context.ts";
import { asPlatform, termsOf, textOf } from "../scene.server.ts";
import { daysAfter, endOf } from "./policy.ts";
import { type MilestoneRow, stepMilestone } from "./step.server.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** How money knows a milestone. */
export const causeOf = ({ id }: Pick<MilestoneRow, "id">) => ({ type: "milestone", id });

/** Asks the client for a milestone's money, which is held until its fate is settled. Again, it is the same charge. */
export const chargeMilestone = (
  tx: Tx,
  ctx: Actorly,
  milestone: MilestoneRow,
  dueAt: Date,
): Promise<ChargeRow> =>
  charge(tx, ctx, {
    payerId: milestone.clientId,
    payeeId: milestone.developerId,
    cause: causeOf(milestone),
    purpose: "milestone",
    held: true,
    dueAt,
    lines: [
      {
        reason: "milestone",
        text: milestone.title,
        params: { n: milestone.n },
        amount: milestone.amount,
      },
    ],
  });

/** The money of a milestone has come: the work begins. Called by money in the transaction that books the payment. */
export async function milestoneFunded(tx: Tx, ctx: Actorly, { causeId, amount }: ChargeRow): Promise<void> {
  const milestone = await readLocked(tx, causeId);
  const late = endOf(milestone.dueOn);
  await stepMilestone(
    tx,
    asPlatform(ctx),
    milestone,
    { transition: "confirm-funding", deadline: late },
    { funded: amount, lateFrom: late },
  );
}

/** Money came after its charge had ended: it is wanted while the milestone still waits for it. */
export async function stillWaits(tx: Tx, _ctx: Actorly, { causeId }: ChargeRow): Promise<boolean> {
  return (await readLocked(tx, causeId)).state === "awaiting_payment";
}

/** When a milestone that is delivered on its last day is accepted at the latest, by silence or in so many days. */
export async function acceptedBy(tx: Tx, { causeId }: ChargeRow): Promise<Date> {
  const [milestone] = await tx.select().from(contractMilestone).where(eq(contractMilestone.id, causeId));
  if (!milestone) throw new Error(`milestone ${causeId} is gone`);
  const { acceptanceDays } = await termsInForce(tx, milestone);
  return daysAfter(endOf(milestone.dueOn), acceptanceDays ?? 0);
}

/** Locks the contract first, as all acts on its milestones do. */
async function readLocked(tx: Tx, id: string): Promise<MilestoneRow> {
  const [known] = await tx
    .select({ contractId: contractMilestone.contractId })
    .from(contractMilestone)
    .where(eq(contractMilestone.id, id));
  if (known)
    await tx
      .select({ id: contract.id })
      .from(contract)
      .where(eq(contract.id, known.contractId))
      .for("update");
  const [milestone] = await tx
    .select()
    .from(contractMilestone)
    .where(eq(contractMilestone.id, id))
    .for("update");
  if (!milestone) throw new Error(`milestone ${id} is gone`);
  return milestone;
}

/**
 * What was held for a milestone leaves: `toDeveloper` fen to the developer, the rest back to the client. Returns the columns
 * that say so.
 */
export async function settleHeld(
  tx: Tx,
  ctx: Actorly,
  milestone: MilestoneRow,
  { toDeveloper, reason }: { toDeveloper: number; reason: string },
): Promise<Pick<MilestoneRow, "released" | "returned" | "settledAt">> {
  const back = milestone.funded - toDeveloper;
  if (toDeveloper === 0) await returnHeld(tx, ctx, causeOf(milestone), { reason });
  else await releaseHeld(tx, ctx, causeOf(milestone), back > 0 ? { setOff: { amount: back, reason } } : {});
  return { released: toDeveloper, returned: back, settledAt: ctx.clock.now() };
}

/** The terms that a milestone is worked under: those of the text in force now. */
export async function termsInForce(tx: Tx, { contractId }: Pick<MilestoneRow, "contractId">) {
  const [row] = await tx.select().from(contract).where(eq(contract.id, contractId));
  if (!row) throw new Error(`contract ${contractId} is gone`);
  return termsOf(await textOf(tx, row));
}
