import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { contract, contractAmendment, contractMilestone } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { settleDue } from "../due.server.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { amendmentProcess } from "./amendments/states.ts";
import { closeIfDone } from "./close.server.ts";
import { escalateDispute } from "./disputes/raise.server.ts";
import { moveContract, reopenRow } from "./draft.server.ts";
import { acceptRow } from "./milestones/accept.server.ts";
import { escalateFailure } from "./milestones/failure.server.ts";
import { lockMilestone } from "./milestones/step.server.ts";

const batch = 200;

/**
 * What the clock does to contracts, and all that it does: silence accepts, an unanswered failure goes to mediation,
 * an unresolved dispute to the region above, an
 * unanswered amendment and an unsigned text lapse. Returns how many of each; run again it does nothing.
 */
export const settleContracts = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "settle-contracts", [
    {
      entity: "contract_milestone",
      find: (isReady) =>
        ctx.db
          .select({ id: contractMilestone.id })
          .from(contractMilestone)
          .where(
            and(
              inArray(contractMilestone.state, ["delivered", "failure_declared", "disputed"]),
              lte(contractMilestone.deadline, ctx.clock.now()),
              isReady(contractMilestone.id),
            ),
          )
          .orderBy(asc(contractMilestone.deadline))
          .limit(batch),
      work: (id) => settleMilestone(ctx, id),
    },
    {
      entity: "contract",
      find: (isReady) =>
        ctx.db
          .select({ id: contract.id })
          .from(contract)
          .where(
            and(eq(contract.state, "signing"), lte(contract.deadline, ctx.clock.now()), isReady(contract.id)),
          )
          .orderBy(asc(contract.deadline))
          .limit(batch),
      work: (id) => lapseSigning(ctx, id),
    },
    {
      entity: "contract_amendment",
      find: (isReady) =>
        ctx.db
          .select({ id: contractAmendment.id })
          .from(contractAmendment)
          .where(
            and(
              eq(contractAmendment.state, "proposed"),
              lte(contractAmendment.deadline, ctx.clock.now()),
              isReady(contractAmendment.id),
            ),
          )
          .orderBy(asc(contractAmendment.deadline))
          .limit(batch),
      work: (id) => lapseAmendment(ctx, id),
    },
  ]);

/** The contract's row, locked: what orders all acts on it. */
const lock = (tx: Tx, id: string) => tx.select().from(contract).where(eq(contract.id, id)).for("update");

function settleMilestone(ctx: Context, id: string) {
  return transact(ctx.db, async (tx) => {
    const [found] = await tx.select().from(contractMilestone).where(eq(contractMilestone.id, id));
    if (!found) return;
    const { contractId } = found;
    await lock(tx, contractId);
    const milestone = await lockMilestone(tx, contractId, found.n);
    if (milestone.deadline === null || milestone.deadline > ctx.clock.now()) return;
    if (milestone.state === "delivered") {
      await acceptRow(tx, ctx, milestone, { transition: "accept-by-silence" }, { bySilence: true });
      await closeIfDone(tx, ctx, contractId);
    }
    if (milestone.state === "disputed") await escalateDispute(tx, ctx, milestone);
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

function lapseAmendment(ctx: Context, id: string) {
  return transact(ctx.db, async (tx) => {
    const [found] = await tx.select().from(contractAmendment).where(eq(contractAmendment.id, id));
    if (!found) return;
    await lock(tx, found.contractId);
    const [row] = await tx.select().from(contractAmendment).where(eq(contractAmendment.id, id)).for("update");
    if (row?.state !== "proposed" || row.deadline === null || row.deadline > ctx.clock.now()) return;
    await move(tx, ctx, amendmentProcess, contractAmendment, row, {
      ...{ transition: "lapse-amendment", deadline: null },
    });
  });
}
