import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { type ChargeRow, lockChargesOf } from "../../money/charges/find-charge.server.ts";
import { isOpenCharge } from "../../money/charges/level-charges.server.ts";
import { readHeld, returnHeld } from "../../money/holds/release-held.server.ts";
import { makeRefunds } from "../../money/refunds/make-refunds.server.ts";
import { endCharge, undoCharge } from "../../money/refunds/refund-charge.server.ts";
import type { Settlement } from "../../money/settlement.server.ts";
import type { Context } from "../../context.ts";
import { asPlatform } from "../scene.server.ts";
import {
  acceptedBy,
  causeOf,
  chargeMilestone,
  chargeMissing,
  fundingEnd,
  lockedMilestone,
  releasePart,
  startWork,
} from "./money.server.ts";
import { ended, owing } from "./states.ts";
import { lockMilestone, type MilestoneRow, stepMilestone, writeSettled } from "./step.server.ts";

type Actorly = Pick<Context, "actor" | "clock">;

const isOwing = ({ state }: MilestoneRow): boolean => owing.some((one) => one === state);
const hasEnded = ({ state }: MilestoneRow): boolean => ended.some((one) => one === state);

/** The reason of what goes back because the payer's bank took something back. */
const reason = "chargeback";

/**
 * Nobody works for money that is no longer held in full: the milestone waits for it again, and the developer's time does
 * not run. Call after every step that may lead to work. Nothing to do in other states.
 */
export async function stopUnfundedWork(
  tx: Tx,
  ctx: Actorly,
  { contractId, n }: Pick<MilestoneRow, "contractId" | "n">,
): Promise<void> {
  const milestone = await lockMilestone(tx, contractId, n);
  if (!isOwing(milestone) || (await readHeld(tx, causeOf(milestone))) >= milestone.funded) return;
  const platform = asPlatform(ctx);
  const now = ctx.clock.now();
  await returnHeld(tx, platform, causeOf(milestone), { reason });
  const deadline = await fundingEnd(tx, milestone, now);
  await stepMilestone(
    tx,
    platform,
    milestone,
    { transition: "lose-funding", deadline },
    { funded: 0, lateFrom: null, workUntil: milestone.lateFrom, unpaidFrom: now },
  );
  await chargeMilestone(tx, platform, milestone, deadline);
}

/** The money of a milestone has come. A part that the payer's bank took back before the rest came is asked for again. */
async function paid(tx: Tx, ctx: Actorly, { held, causeId }: ChargeRow): Promise<void> {
  if (!held) return;
  const milestone = await lockedMilestone(tx, causeId);
  await startWork(tx, ctx, milestone);
  await stopUnfundedWork(tx, ctx, milestone);
}

/** Money came after its charge had ended: it is wanted while the milestone still waits for it. */
const late = async (tx: Tx, _ctx: Actorly, { held, causeId }: ChargeRow): Promise<boolean> =>
  held && (await lockedMilestone(tx, causeId)).state === "awaiting_payment";

/**
 * The payer's bank has taken held money back. Work stops until it comes again; a delivery can still be accepted, a dispute
 * resolved and a failure confirmed, by what is held then. Money that has been released is the developer's own affair.
 */
async function disputed(tx: Tx, ctx: Actorly, { held, releasedAt, causeId }: ChargeRow): Promise<void> {
  if (!held || releasedAt !== null) return;
  const milestone = await lockedMilestone(tx, causeId);
  if (isOwing(milestone)) await stopUnfundedWork(tx, ctx, milestone);
  else if (milestone.funded > 0)
    await enqueue(tx, "notify", {
      ...{ template: "milestone-short", entity: "contract_milestone", entityId: milestone.id, reason: "" },
      parties: ["client", "developer"],
    });
}

/**
 * Money that the bank had taken is there again: the milestone that still waits for it goes on, what the developer was still
 * entitled to is released to it and asked for no more, and the rest goes back to the client. Also when somebody asks again
 * for a charge that was withdrawn.
 */
async function reckon(tx: Tx, ctx: Actorly, row: ChargeRow): Promise<void> {
  const platform = asPlatform(ctx);
  const milestone = await lockedMilestone(tx, row.causeId);
  if (row.state === "cancelled") return askAgain(tx, platform, milestone, row);
  if (!row.held) return;
  const charges = await lockChargesOf(tx, causeOf(milestone));
  if (milestone.state === "awaiting_payment") return resumeOrReturn(tx, platform, milestone, row, charges);
  const latest = charges.filter(({ held }) => held).at(-1);
  if (latest?.id !== row.id) await undoCharge(tx, platform, row, reason);
  else if (hasEnded(milestone)) await settleReturned(tx, platform, milestone, row, charges);
}

async function askAgain(tx: Tx, ctx: Actorly, milestone: MilestoneRow, row: ChargeRow): Promise<void> {
  if (!row.held) await chargeMissing(tx, ctx, milestone, row.amount);
  else if (milestone.state === "awaiting_payment")
    await chargeMilestone(tx, ctx, milestone, milestone.deadline ?? ctx.clock.now());
}

async function resumeOrReturn(
  tx: Tx,
  ctx: Actorly,
  milestone: MilestoneRow,
  row: ChargeRow,
  charges: readonly ChargeRow[],
): Promise<void> {
  const asked = charges.filter((one) => one.held && one.id !== row.id && isOpenCharge(one));
  const isWhole = row.paid - row.refunded === milestone.amount;
  if (!isWhole || asked.some((one) => one.paid > 0)) {
    await undoCharge(tx, ctx, row, reason);
    return;
  }
  for (const { id } of asked) await endCharge(tx, ctx, id, { transition: "drop", reason: "" });
  await startWork(tx, ctx, milestone);
}

/** Of what came back after a milestone was settled, the developer keeps what it is still owed. */
async function settleReturned(
  tx: Tx,
  ctx: Actorly,
  milestone: MilestoneRow,
  row: ChargeRow,
  charges: readonly ChargeRow[],
): Promise<void> {
  const beyond = row.paid - row.refunded - milestone.released;
  if (beyond <= 0) return;
  const missing = charges.find((one) => !one.held && isOpenCharge(one));
  const gain = Math.min(beyond, missing?.amount ?? 0);
  if (gain > 0 && row.releasedAt === null) await releasePart(tx, ctx, milestone, gain, reason);
  else if (beyond > gain) await makeRefunds(tx, ctx, row, { kind: "return", amount: beyond - gain, reason });
  if (!missing || gain === 0) return;
  await endCharge(tx, ctx, missing.id, { transition: "drop", reason: "" });
  if (missing.amount > gain) await chargeMissing(tx, ctx, milestone, missing.amount - gain);
  await writeSettled(tx, milestone, {
    released: milestone.released + gain,
    returned: milestone.returned - gain,
  });
}

/** What becomes of a milestone when its money comes, is taken back, or is there again. */
export const milestoneSettlement: Settlement = { paid, late, heldUntil: acceptedBy, disputed, reckon };
