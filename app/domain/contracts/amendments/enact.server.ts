import { and, asc, eq } from "drizzle-orm";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import { refuse } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { endOf } from "../milestones/policy.ts";
import type { MilestoneRow } from "../milestones/step.server.ts";
import { contractProblems } from "../problems.ts";
import type { MilestoneTerms, Terms } from "../terms.ts";

const read = (tx: Tx, id: string): Promise<MilestoneRow[]> =>
  tx
    .select()
    .from(contractMilestone)
    .where(eq(contractMilestone.contractId, id))
    .orderBy(asc(contractMilestone.n));

const untouched = ({ state, lateFrom }: MilestoneRow): boolean => state === "planned" && lateFrom === null;

/** A milestone that is being worked on may get another day and other words, but keeps its money. */
const working = ({ state }: MilestoneRow): boolean => ["awaiting_payment", "funded"].includes(state);

/**
 * Refuses with `contract_settled_changed` terms that leave out a milestone, or change the money of one that has been
 * charged, or anything of one that has been delivered.
 */
export async function demandAmendable(tx: Tx, id: string, terms: Terms): Promise<void> {
  for (const milestone of await read(tx, id)) {
    const then = terms.milestones[milestone.n - 1];
    if (!then) refuse(contractProblems.settledChanged(milestone.n));
    else if (untouched(milestone)) continue;
    else if (then.amount !== milestone.amount) refuse(contractProblems.settledChanged(milestone.n));
    else if (!working(milestone) && !same(milestone, then))
      refuse(contractProblems.settledChanged(milestone.n));
  }
}

const same = (milestone: MilestoneRow, then: MilestoneTerms): boolean =>
  (["title", "deliverable", "standard", "method", "dueOn"] as const).every(
    (name) => milestone[name] === then[name],
  );

/** Both have signed another day: that is the day, whatever the one before had been moved by. */
const onAnotherDay = ({ state }: MilestoneRow, dueOn: string): Partial<MilestoneRow> =>
  state === "funded" ? { deadline: endOf(dueOn), lateFrom: endOf(dueOn) } : { workUntil: null };

/** Makes the milestones what the amended text says; added ones begin as planned. */
export async function enact(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  id: string,
  terms: Terms,
): Promise<void> {
  await demandAmendable(tx, id, terms);
  const now = ctx.clock.now();
  const known = await read(tx, id);
  const [row] = await tx.select().from(contract).where(eq(contract.id, id));
  const first = known[0];
  if (!row || !first) throw new Error(`contract ${id} has no milestones`);
  for (const [index, then] of terms.milestones.entries()) {
    const milestone = known[index];
    if (!milestone) {
      await tx.insert(contractMilestone).values({
        ...{ contractId: id, clientId: row.clientId, developerId: row.developerId },
        ...{ regionCode: first.regionCode, n: index + 1, createdAt: now, stateSince: now },
        ...then,
      });
      continue;
    }
    if (!untouched(milestone) && !working(milestone)) continue;
    const due = then.dueOn === milestone.dueOn ? {} : onAnotherDay(milestone, then.dueOn);
    await tx
      .update(contractMilestone)
      .set({ ...then, ...due })
      .where(and(eq(contractMilestone.id, milestone.id), eq(contractMilestone.version, milestone.version)));
  }
}
