import { and, eq, inArray, lte } from "drizzle-orm";
import { contract, contractAmendment, contractMilestone } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { amendmentProcess } from "./amendments/states.ts";
import { closeIfDone } from "./close.server.ts";
import { moveContract, reopenRow } from "./draft.server.ts";
import { acceptRow } from "./milestones/accept.server.ts";
import { escalateFailure } from "./milestones/failure.server.ts";
import { tellRoyalties } from "./royalties/tell.server.ts";
import { lockMilestone } from "./milestones/step.server.ts";

const mostAtOnce = 200;

/**
 * What the clock does to contracts, and all that it does: silence accepts, an unanswered failure goes to mediation, an
 * unanswered amendment and an unsigned text lapse. Royalties it only reminds of. Run again it does nothing.
 */
export async function settleContracts(ctx: Context): Promise<{ milestones: number; lapsed: number }> {
  const now = ctx.clock.now();
  const milestones = await ctx.db
    .select({ contractId: contractMilestone.contractId, n: contractMilestone.n })
    .from(contractMilestone)
    .where(
      and(
        inArray(contractMilestone.state, ["delivered", "failure_declared"]),
        lte(contractMilestone.deadline, now),
      ),
    )
    .limit(mostAtOnce);
  for (const { contractId, n } of milestones) await settleMilestone(ctx, contractId, n);
  const unsigned = await ctx.db
    .select({ id: contract.id })
    .from(contract)
    .where(and(eq(contract.state, "signing"), lte(contract.deadline, now)))
    .limit(mostAtOnce);
  for (const { id } of unsigned) await lapseSigning(ctx, id);
  const unanswered = await ctx.db
    .select({ id: contractAmendment.id, contractId: contractAmendment.contractId })
    .from(contractAmendment)
    .where(and(eq(contractAmendment.state, "proposed"), lte(contractAmendment.deadline, now)))
    .limit(mostAtOnce);
  for (const { id, contractId } of unanswered) await lapseAmendment(ctx, id, contractId);
  await tellRoyalties(ctx);
  return { milestones: milestones.length, lapsed: unsigned.length + unanswered.length };
}

/** The contract's row, locked: what orders all acts on it. */
const lock = (tx: Tx, id: string) => tx.select().from(contract).where(eq(contract.id, id)).for("update");

function settleMilestone(ctx: Context, contractId: string, n: number) {
  return transact(ctx.db, async (tx) => {
    await lock(tx, contractId);
    const milestone = await lockMilestone(tx, contractId, n);
    if (milestone.deadline === null || milestone.deadline > ctx.clock.now()) return;
    if (milestone.state === "delivered") {
      await acceptRow(tx, ctx, milestone, { transition: "accept-by-silence" }, { bySilence: true });
      await closeIfDone(tx, ctx, contractId);
    }
    if (milestone.state === "failure_declared") await escalateFailure(tx, ctx, milestone);
  });
}

function lapseSigning(ctx: Context, id: string) {
  return transact(ctx.db, async (tx) => {
    const [row] = await lock(tx, id);
    if (row?.state !== "signing" || row.deadline === null || row.deadline > ctx.clock.now()) return;
    await moveContract(ctx, { tx, row }, { transition: "lapse-signing", deadline: null });
    await reopenRow({ tx, row }, row.turnId);
  });
}

function lapseAmendment(ctx: Context, id: string, contractId: string) {
  return transact(ctx.db, async (tx) => {
    await lock(tx, contractId);
    const [row] = await tx.select().from(contractAmendment).where(eq(contractAmendment.id, id)).for("update");
    if (row?.state !== "proposed" || row.deadline === null || row.deadline > ctx.clock.now()) return;
    await move(tx, ctx, amendmentProcess, contractAmendment, row, {
      ...{ transition: "lapse-amendment", deadline: null },
    });
  });
}
