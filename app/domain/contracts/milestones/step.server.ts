import { and, asc, eq, notInArray } from "drizzle-orm";
import { contractMilestone } from "#db/schema/contracts.ts";
import { milestoneStates } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { type Move, move } from "../../move.server.ts";
import { onContract, type Scene } from "../scene.server.ts";
import { ended, milestoneProcess } from "./states.ts";

export type MilestoneRow = typeof contractMilestone.$inferSelect;
type Step = Pick<Move, "transition" | "reason" | "deadline" | "detail">;

/** What a milestone keeps of where it stands while its clock is stopped. */
export const placeOf = ({ state, deadline }: MilestoneRow) => ({
  disputedFrom: milestoneStates.find((one) => one === state) ?? null,
  pausedDeadline: deadline,
});

/** What a milestone keeps of where it stood goes once it stands somewhere again. */
export const notDisputed = { disputedFrom: null, pausedDeadline: null };

/** A milestone that somebody of one of the sides acts on. Its contract's row is locked, which orders all acts on it. */
export interface MilestoneScene extends Scene {
  milestone: MilestoneRow;
}

/** Runs `work` on the `n`-th milestone of a contract in force. Refuses with `not_found`, `not_allowed_now` like the table. */
export function onMilestone<T>(
  ctx: Context,
  id: string,
  n: number,
  work: (scene: MilestoneScene) => Promise<T>,
): Promise<Result<T>> {
  return onContract(ctx, id, async (scene) => {
    const milestone = await lockMilestone(scene.tx, id, n);
    return work({ ...scene, milestone });
  });
}

export async function lockMilestone(tx: Tx, contractId: string, n: number): Promise<MilestoneRow> {
  const [milestone] = await tx
    .select()
    .from(contractMilestone)
    .where(and(eq(contractMilestone.contractId, contractId), eq(contractMilestone.n, n)))
    .for("update");
  return milestone ?? refuse(problems.notFound("contract_milestone"));
}

/** Takes a milestone through one transition and writes what belongs to it. */
export async function stepMilestone(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  milestone: MilestoneRow,
  step: Step,
  set: Partial<MilestoneRow> = {},
): Promise<void> {
  await move(tx, ctx, milestoneProcess, contractMilestone, milestone, step);
  if (Object.keys(set).length > 0)
    await tx.update(contractMilestone).set(set).where(eq(contractMilestone.id, milestone.id));
}

/** The milestones of a contract that have not come to rest, in their order. */
export const openMilestones = (tx: Tx, contractId: string): Promise<MilestoneRow[]> =>
  tx
    .select()
    .from(contractMilestone)
    .where(and(eq(contractMilestone.contractId, contractId), notInArray(contractMilestone.state, [...ended])))
    .orderBy(asc(contractMilestone.n))
    .for("update");

/** Writes how a milestone's money was settled, in the transaction that moved it. */
export async function writeSettled(tx: Tx, { id }: MilestoneRow, set: Partial<MilestoneRow>): Promise<void> {
  await tx.update(contractMilestone).set(set).where(eq(contractMilestone.id, id));
}
