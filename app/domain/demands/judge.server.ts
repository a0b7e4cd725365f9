import { and, eq, inArray, isNull } from "drizzle-orm";
import { validate } from "uuid";
import { listing } from "#db/schema/catalog.ts";
import { demandAward, demandCall, proposal, proposalScore } from "#db/schema/demands.ts";
import { membership } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { calendarDay } from "../catalog/days.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { may } from "../identity/permissions.ts";
import { move } from "../move.server.ts";
import { readParameter } from "../parameters.server.ts";
import { transact } from "../transact.server.ts";
import { workingDeadline } from "../working-days.server.ts";
import { type CallRow, lockCall, type ProposalRow } from "./call.server.ts";
import { scoresOf } from "./find-proposal.server.ts";
import type { ScoresInput } from "./inputs.ts";
import { awardReasons, totalOf } from "./policy.ts";
import type { MovedProposal } from "./propose.server.ts";
import { demandCallProcess, researchProposalProcess } from "./states.ts";

/** Writes points and reasons of the scoring sheet for one opened proposal; what is not named stays. */
export function scoreProposal(
  ctx: Context,
  id: string,
  { scores }: ScoresInput,
): Promise<Result<MovedProposal>> {
  return judge(ctx, id, async (tx, call, row) => {
    const unknown = scores.findIndex(({ criterion }) => criterion > call.criteria.length);
    if (unknown >= 0)
      return refuse(problems.invalid([{ path: `scores.${unknown}.criterion`, code: "not_an_option" }]));
    const [by, at] = [ctx.actor.user?.id ?? null, ctx.clock.now()];
    for (const { criterion, points, reason } of scores)
      await tx
        .insert(proposalScore)
        .values({ proposalId: id, criterion, points, reason, by, at })
        .onConflictDoUpdate({
          target: [proposalScore.proposalId, proposalScore.criterion],
          set: { points, reason, by, at },
        });
    const detail = { scores: scores.map(({ criterion, points }) => ({ criterion, points })) };
    return step(tx, ctx, row, { transition: "score", detail });
  });
}

/**
 * Awards the demand to an opened proposal, with reasons that all who proposed read. All are scored first (`policy`). The
 * award is final when the standstill, in working days, has passed. `standing` gates both sides.
 */
export function awardProposal(
  ctx: Context,
  id: string,
  { reasons }: { reasons: string },
): Promise<Result<MovedProposal>> {
  return judge(ctx, id, async (tx, call, row) => {
    const now = ctx.clock.now();
    await demandStanding(tx, call.organizationId, "list", now);
    await demandStanding(tx, row.organizationId, "propose", now);
    const opened = await openedOf(tx, call);
    const missing = awardReasons(opened);
    if (missing.length > 0) return refuse({ code: "award_policy", status: 422, reasons: missing });
    const until = await standstillEnd(tx, call, now);
    const by = ctx.actor.user?.id ?? null;
    await tx.insert(demandAward).values({
      ...{ demandId: call.id, proposalId: id, reasons, by },
      ...{ awardedAt: now, createdAt: now, standstillUntil: until },
    });
    for (const other of opened)
      if (other.row.id !== id) await step(tx, ctx, other.row, { transition: "pass_over", reason: reasons });
    const award = { transition: "award", reason: reasons };
    await move(tx, ctx, demandCallProcess, demandCall, call, { ...award, deadline: until });
    return step(tx, ctx, row, award);
  });
}

/** Takes the award back during the standstill, because an objection holds or the winner steps back; all are told why. */
export function revokeAward(
  ctx: Context,
  demandId: string,
  { reason }: { reason: string },
): Promise<Result<{ id: string }>> {
  return transact(ctx.db, async (tx) => {
    const call = await lockCall(tx, ctx, demandId);
    if (!call || !may(ctx.actor, "demand.edit", call)) return refuse(problems.notFound("demand_call"));
    if (call.state !== "awarded") return refuse(problems.notAllowedNow("revoke_award", call.state));
    await tx
      .update(demandAward)
      .set({ revokedAt: ctx.clock.now(), revokedReason: reason })
      .where(and(eq(demandAward.demandId, call.id), isNull(demandAward.revokedAt)));
    const judged = await tx
      .select()
      .from(proposal)
      .where(and(eq(proposal.demandId, call.id), inArray(proposal.state, ["awarded", "not_awarded"])))
      .orderBy(proposal.id)
      .for("update");
    for (const row of judged) await step(tx, ctx, row, { transition: "reconsider", reason });
    await move(tx, ctx, demandCallProcess, demandCall, call, { transition: "revoke_award", reason });
    return { id: call.id };
  });
}

/**
 * Runs `work` on an opened proposal of the actor's own demand, both locked and brought up to the clock. A sealed one does
 * not exist for the client. Refuses `conflict_of_interest` to a person who also belongs to an organisation that proposed.
 */
async function judge(
  ctx: Context,
  id: string,
  work: (tx: Tx, call: CallRow, row: ProposalRow) => Promise<MovedProposal>,
): Promise<Result<MovedProposal>> {
  if (!validate(id)) return fail(problems.notFound("proposal"));
  return transact(ctx.db, async (tx) => {
    const [known] = await tx
      .select({ demandId: proposal.demandId, clientId: proposal.clientId })
      .from(proposal)
      .where(eq(proposal.id, id));
    if (!known || !may(ctx.actor, "demand.edit", { organizationId: known.clientId }))
      return refuse(problems.notFound("proposal"));
    const call = await lockCall(tx, ctx, known.demandId);
    const [row] = await tx.select().from(proposal).where(eq(proposal.id, id)).for("update");
    if (!call || !row?.openedAt) return refuse(problems.notFound("proposal"));
    if (call.state !== "scoring") return refuse(problems.notAllowedNow("score", call.state));
    await demandImpartial(tx, ctx, call.id);
    return work(tx, call, row);
  });
}

async function demandImpartial(tx: Tx, { actor }: Context, demandId: string): Promise<void> {
  const [both] = await tx
    .select({ id: membership.id })
    .from(membership)
    .innerJoin(proposal, eq(proposal.organizationId, membership.organizationId))
    .where(
      and(
        eq(proposal.demandId, demandId),
        inArray(proposal.state, ["opened", "awarded", "not_awarded"]),
        eq(membership.userId, actor.user?.id ?? ""),
        isNull(membership.endedAt),
      ),
    )
    .limit(1);
  if (both) refuse({ code: "conflict_of_interest", status: 403 });
}

async function openedOf(tx: Tx, call: CallRow) {
  const rows = await tx
    .select()
    .from(proposal)
    .where(and(eq(proposal.demandId, call.id), eq(proposal.state, "opened")))
    .orderBy(proposal.id)
    .for("update");
  const scored = [];
  for (const row of rows)
    scored.push({ id: row.id, row, total: totalOf(call.criteria, await scoresOf(tx, row.id)) });
  return scored;
}

async function standstillEnd(tx: Tx, call: CallRow, now: Date): Promise<Date> {
  const [place] = await tx
    .select({ regionCode: listing.regionCode })
    .from(listing)
    .where(eq(listing.id, call.id));
  const name = "award_standstill_working_days";
  const days = await readParameter(tx, name, place?.regionCode ?? "", calendarDay(now));
  return workingDeadline(tx, now, days);
}

async function step(
  tx: Tx,
  ctx: Context,
  row: ProposalRow,
  change: { transition: string; reason?: string; detail?: Record<string, unknown> },
): Promise<MovedProposal> {
  const state = await move(tx, ctx, researchProposalProcess, proposal, row, change);
  return { id: row.id, state, version: row.version + 1 };
}
