import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { contract, contractDispute } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { openClue } from "../../cases/open-clue.server.ts";
import type { Actor, Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { move } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { today } from "../../working-days.ts";
import { closeIfDone } from "../close.server.ts";
import type { ResolveInput } from "../inputs.ts";
import { acceptRow } from "../milestones/accept.server.ts";
import { settleHeld, termsInForce } from "../milestones/money.server.ts";
import { daysAfter, daysLate } from "../milestones/policy.ts";
import { stopUnfundedWork } from "../milestones/shortage.server.ts";
import {
  lockMilestone,
  type MilestoneRow,
  notDisputed,
  stepMilestone,
  writeSettled,
} from "../milestones/step.server.ts";
import { asPlatform } from "../scene.server.ts";
import { type DisputeRow, lockDispute } from "./raise.server.ts";
import { disputeProcess } from "./states.ts";

/**
 * The mediator's result, which binds the milestone: accepted as it is, done again, or its money divided (`return`: all of
 * it back). Nobody mediates for their own organisation. A breach that is found is put before those who handle cases.
 */
export function resolveDispute(
  ctx: Context,
  id: string,
  n: number,
  input: ResolveInput,
): Promise<Result<void>> {
  const { user, organization } = ctx.actor;
  if (!user || !may(ctx.actor, "contract.mediate"))
    return Promise.resolve(fail(problems.forbidden("contract.mediate")));
  if (!validate(id)) return Promise.resolve(fail(problems.notFound("contract")));
  return transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(contract).where(eq(contract.id, id)).for("update");
    if (!row) return refuse(problems.notFound("contract"));
    const milestone = await lockMilestone(tx, id, n);
    if (!may(ctx.actor, "contract.mediate", milestone)) return refuse(problems.notFound("contract"));
    if ([row.clientId, row.developerId].includes(organization?.id ?? ""))
      return refuse({ code: "own_organization", status: 403 });
    const dispute = await lockDispute(tx, milestone.id);
    const toDeveloper = await bind(tx, ctx, withDelay(milestone, dispute), input);
    // The result before the state: a resolved dispute has one (constraint).
    await writeResult(tx, ctx, user, dispute, milestone, { ...input, toDeveloper });
    await move(tx, ctx, disputeProcess, contractDispute, dispute, {
      ...{ transition: "resolve", reason: input.reasons, deadline: null, detail: { outcome: input.outcome } },
    });
    await closeIfDone(tx, asPlatform(ctx), id);
  });
}

/** Work that was late when it was disputed is late by the days until then; the time of the mediation counts for nobody. */
const withDelay = (milestone: MilestoneRow, { createdAt }: DisputeRow): MilestoneRow => ({
  ...milestone,
  lateDays: milestone.lateDays + daysLate(milestone.lateFrom, createdAt),
});

/** Does to the milestone what was found; returns what of its money went to the developer, null when it stays held. */
async function bind(
  tx: Tx,
  ctx: Context,
  milestone: MilestoneRow,
  { outcome, toDeveloper, reasons }: ResolveInput,
): Promise<number | null> {
  const cleared = { ...notDisputed, lateDays: milestone.lateDays };
  if (outcome === "accept") {
    await acceptRow(tx, ctx, milestone, { transition: "resolve-accept", reason: reasons }, cleared);
    return null;
  }
  if (outcome === "redo") {
    const { redoDays } = await termsInForce(tx, milestone);
    const deadline = daysAfter(ctx.clock.now(), redoDays);
    await stepMilestone(
      tx,
      ctx,
      milestone,
      { transition: "resolve-redo", reason: reasons, deadline },
      { ...cleared, lateFrom: deadline },
    );
    await stopUnfundedWork(tx, ctx, milestone);
    return null;
  }
  const share = outcome === "return" ? 0 : toDeveloper;
  if (share === undefined || share > milestone.funded)
    return refuse(
      problems.invalid([
        {
          path: "toDeveloper",
          code: share === undefined ? "required" : "too_big",
          params: { maximum: milestone.funded / 100 },
        },
      ]),
    );
  await stepMilestone(tx, ctx, milestone, { transition: "resolve-divide", reason: reasons, deadline: null });
  const settled = await settleHeld(tx, asPlatform(ctx), milestone, {
    toDeveloper: share,
    reason: "mediation",
  });
  await writeSettled(tx, milestone, { ...cleared, ...settled });
  return share;
}

async function writeResult(
  tx: Tx,
  ctx: Context,
  user: NonNullable<Actor["user"]>,
  dispute: DisputeRow,
  milestone: MilestoneRow,
  {
    outcome,
    toDeveloper,
    breachBy,
    reasons,
  }: Omit<ResolveInput, "toDeveloper"> & { toDeveloper: number | null },
): Promise<void> {
  const now = ctx.clock.now();
  const breachById = breachBy ? (breachBy === "client" ? milestone.clientId : milestone.developerId) : null;
  await tx
    .update(contractDispute)
    .set({ outcome, toDeveloper, breachById, reasons, mediatorId: user.id, resolvedAt: now })
    .where(eq(contractDispute.id, dispute.id));
  if (!breachById) return;
  await openClue(tx, asPlatform(ctx), {
    ...{
      kind: "breached_milestone",
      causeType: "contract_dispute",
      causeId: dispute.id,
      subjectId: breachById,
    },
    ...{ title: milestone.title, account: reasons, offenceCode: breachOffence },
    ...{ actFrom: today(dispute.createdAt), actUntil: today(now) },
  });
}

/** The rule book's offence that a breach of contract falls under. */
const breachOffence = "MC04";
