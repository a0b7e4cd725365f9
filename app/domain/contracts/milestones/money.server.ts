import type { Deadline } from "#app/domain/deadline.ts";
import { eq } from "drizzle-orm";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import { charge } from "../../money/charges/charge.server.ts";
import { type ChargeRow, lockChargesOf } from "../../money/charges/find-charge.server.ts";
import { readHeld, releaseHeld, returnHeld } from "../../money/holds/release-held.server.ts";
import type { Context } from "../../context.ts";
import { readParameter } from "../../parameters.server.ts";
import { today } from "../../working-days.ts";
import { asPlatform, termsOf, textOf } from "../scene.server.ts";
import { daysAfter, daysLate, workEnd } from "./policy.ts";
import { type MilestoneRow, stepMilestone } from "./step.server.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** How money knows a milestone. */
export const causeOf = ({ id }: Pick<MilestoneRow, "id">) => ({ type: "milestone", id });

/**
 * Asks the client for a milestone's money, which is held until its fate is settled. Again, it is the same charge; after one
 * whose money the payer's bank took back, another.
 */
export async function chargeMilestone(
  tx: Tx,
  ctx: Actorly,
  milestone: MilestoneRow,
  dueAt: Deadline,
): Promise<ChargeRow> {
  const known = await lockChargesOf(tx, causeOf(milestone));
  const lost = known.filter(({ held, state }) => held && state === "refunded").length;
  return charge(tx, ctx, {
    ...sidesOf(milestone),
    purpose: lost === 0 ? "milestone" : `milestone${lost + 1}`,
    held: true,
    dueAt,
    lines: [lineOf("milestone", milestone, milestone.amount)],
  });
}

/** Asks the client for what the developer is entitled to and was not held any more. */
export async function chargeMissing(
  tx: Tx,
  ctx: Actorly,
  milestone: MilestoneRow,
  amount: number,
): Promise<void> {
  await charge(tx, ctx, {
    ...sidesOf(milestone),
    purpose: "milestone_missing",
    dueAt: await fundingEnd(tx, milestone, ctx.clock.now()),
    lines: [lineOf("milestone_missing", milestone, amount)],
  });
}

const sidesOf = (milestone: MilestoneRow) => ({
  payerId: milestone.clientId,
  payeeId: milestone.developerId,
  cause: causeOf(milestone),
});

const lineOf = (reason: string, { title, n }: MilestoneRow, amount: number) => ({
  ...{ reason, text: title, params: { n }, amount },
});

/** Until when a milestone's money has to come that is asked for at `now`. */
export const fundingEnd = async (
  tx: Tx,
  { regionCode }: Pick<MilestoneRow, "regionCode">,
  now: Date,
): Promise<Date> => daysAfter(now, await readParameter(tx, "contract_funding_days", regionCode, today(now)));

/** All of a milestone's money is held: the work begins, or goes on with the time that was left. */
export async function startWork(tx: Tx, ctx: Actorly, milestone: MilestoneRow): Promise<void> {
  const days = daysLate(milestone.unpaidFrom, ctx.clock.now());
  const end = workEnd(milestone, days);
  await stepMilestone(
    tx,
    asPlatform(ctx),
    milestone,
    { transition: "confirm-funding", deadline: end },
    {
      ...{ funded: milestone.amount, lateFrom: end, workUntil: null, unpaidFrom: null },
      paidLateDays: milestone.paidLateDays + days,
    },
  );
}

/** When a milestone that is funded now and delivered on its last day is accepted at the latest, by silence or in so many days. */
export async function acceptedBy(tx: Tx, { causeId }: ChargeRow, now: Date): Promise<Date> {
  const [milestone] = await tx.select().from(contractMilestone).where(eq(contractMilestone.id, causeId));
  if (!milestone) throw new Error(`milestone ${causeId} is gone`);
  const { acceptanceDays } = await termsInForce(tx, milestone);
  const delivered = workEnd(milestone, daysLate(milestone.unpaidFrom, now));
  return daysAfter(delivered, acceptanceDays ?? 0);
}

/** Locks the contract first, as all acts on its milestones do. */
export async function lockedMilestone(tx: Tx, id: string): Promise<MilestoneRow> {
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
 * What is held for a milestone leaves: `toDeveloper` fen to the developer, the rest back to the client. Where the payer's
 * bank has taken so much back that less is held, the client is asked for what is missing. Returns the columns that say what
 * was really released; what the bank took counts as returned.
 */
export async function settleHeld(
  tx: Tx,
  ctx: Actorly,
  milestone: MilestoneRow,
  { toDeveloper, reason }: { toDeveloper: number; reason: string },
): Promise<Pick<MilestoneRow, "released" | "returned" | "settledAt">> {
  const released = Math.min(toDeveloper, await readHeld(tx, causeOf(milestone)));
  if (released === 0) await returnHeld(tx, ctx, causeOf(milestone), { reason });
  else await releasePart(tx, ctx, milestone, released, reason);
  if (released < toDeveloper) await chargeMissing(tx, ctx, milestone, toDeveloper - released);
  return { released, returned: milestone.funded - released, settledAt: ctx.clock.now() };
}

/** Of what is held `released` fen go to the developer, the rest back to the client. */
export async function releasePart(
  tx: Tx,
  ctx: Actorly,
  milestone: MilestoneRow,
  released: number,
  reason: string,
): Promise<void> {
  const back = (await readHeld(tx, causeOf(milestone))) - released;
  await releaseHeld(tx, ctx, causeOf(milestone), back > 0 ? { setOff: { amount: back, reason } } : {});
}

/** The terms that a milestone is worked under: those of the text in force now. */
export async function termsInForce(tx: Tx, { contractId }: Pick<MilestoneRow, "contractId">) {
  const [row] = await tx.select().from(contract).where(eq(contract.id, contractId));
  if (!row) throw new Error(`contract ${contractId} is gone`);
  return termsOf(await textOf(tx, row));
}
