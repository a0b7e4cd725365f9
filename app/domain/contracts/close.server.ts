import { and, asc, eq, notInArray } from "drizzle-orm";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import { royaltyPeriod } from "#db/schema/royalties.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { recordContractEvent } from "../credit/record-contract.server.ts";
import { readParameter } from "../parameters.server.ts";
import { today } from "../working-days.ts";
import { moveContract } from "./draft.server.ts";
import { fundingEnd } from "./milestones/money.server.ts";
import { daysAfter } from "./milestones/policy.ts";
import { ended } from "./milestones/states.ts";
import { stepMilestone } from "./milestones/step.server.ts";

type Platform = Pick<Context, "actor" | "clock">;

/**
 * After a milestone or a period of a royalty has come to rest: the next milestone's time for funding begins, or, when
 * nothing is left of either, the contract is complete and what it says of both goes into their records. `ctx` acts as the platform.
 */
export async function closeIfDone(tx: Tx, ctx: Platform, id: string): Promise<void> {
  const now = ctx.clock.now();
  const milestones = await tx
    .select()
    .from(contractMilestone)
    .where(eq(contractMilestone.contractId, id))
    .orderBy(asc(contractMilestone.n));
  const open = milestones.filter(({ state }) => !ended.some((end) => end === state));
  const next = open.find(({ state, deadline }) => state === "planned" && deadline === null);
  if (next && open.every(({ n }) => n >= next.n)) {
    const fundBy = await fundingEnd(tx, next, now);
    await tx
      .update(contractMilestone)
      .set({ deadline: fundBy, unpaidFrom: fundBy })
      .where(eq(contractMilestone.id, next.id));
  }
  if (open.length > 0 || (await owesRoyalties(tx, id))) return;
  const [row] = await tx.select().from(contract).where(eq(contract.id, id));
  if (row?.state !== "in_force") return;
  await moveContract(
    ctx,
    { tx, row },
    { transition: "complete-contract", deadline: await evaluationEnd(tx, now) },
  );
  await tx.update(contract).set({ closedAt: now, terminationById: null }).where(eq(contract.id, id));
  await recordKept(tx, now, row, milestones);
}

/** Whether a royalty runs or is still to be reported, answered or paid: the contract goes on. */
const owesRoyalties = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.$count(
    royaltyPeriod,
    and(eq(royaltyPeriod.contractId, id), notInArray(royaltyPeriod.state, ["settled", "ended"])),
  )) > 0;

/** Until when the sides evaluate each other. */
export const evaluationEnd = async (tx: Tx, now: Date): Promise<Date> =>
  daysAfter(now, await readParameter(tx, "contract_evaluation_days", "", today(now)));

/** Whoever kept what was promised gets that on record; either side's delays stand there too, as facts without a class. */
async function recordKept(
  tx: Tx,
  now: Date,
  row: typeof contract.$inferSelect,
  milestones: readonly (typeof contractMilestone.$inferSelect)[],
): Promise<void> {
  const cause = { type: "contract", id: row.id };
  const paidLate = milestones.some(({ paidLateDays }) => paidLateDays > 0);
  await recordContractEvent(tx, now, paidLate ? "contract_late" : "contract_kept", row.clientId, cause);
  const late = milestones.some(({ lateDays }) => lateDays > 0);
  const done = milestones.every(({ state }) => state === "accepted");
  if (late) await recordContractEvent(tx, now, "contract_late", row.developerId, cause);
  else if (done) await recordContractEvent(tx, now, "contract_kept", row.developerId, cause);
}

/** Ends what is not finished with its contract: held money goes back, charges are no longer owed. `ctx` acts as the platform. */
export async function endOpen(
  tx: Tx,
  ctx: Platform,
  milestones: readonly (typeof contractMilestone.$inferSelect)[],
  settle: (
    milestone: typeof contractMilestone.$inferSelect,
  ) => Promise<Partial<typeof contractMilestone.$inferSelect>>,
): Promise<void> {
  for (const milestone of milestones) {
    const settled = await settle(milestone);
    await stepMilestone(tx, ctx, milestone, { transition: "end-with-contract", deadline: null }, settled);
  }
}
