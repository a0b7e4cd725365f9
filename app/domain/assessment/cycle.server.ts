import { eq } from "drizzle-orm";
import { assessmentCycle, assessmentSubject } from "#db/schema/assessment.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { addDays } from "../booking/hours.ts";
import type { Context } from "../context.ts";
import { type Action, may } from "../identity/permissions.ts";
import { move } from "../move.server.ts";
import { type ParameterName, readParameter } from "../parameters.server.ts";
import { transact } from "../transact.server.ts";
import { workingDeadline } from "../working-days.server.ts";
import { today } from "../working-days.ts";
import { assessmentProblems, endOfDay } from "./policy.ts";
import { assessmentProcess } from "./states.ts";

export type Cycle = typeof assessmentCycle.$inferSelect;

/** Locks a cycle for the rest of the transaction: whatever changes a result does so one after another. */
export async function lockCycle(tx: Tx, id: string): Promise<Cycle> {
  const [cycle] = await tx.select().from(assessmentCycle).where(eq(assessmentCycle.id, id)).for("update");
  return cycle ?? refuse(problems.notFound("assessment_cycle"));
}

type Step = { transition: string; reason?: string; detail?: Record<string, unknown> };

/** What a step does beside moving the cycle; answers the new deadline. */
type Work = (tx: Tx, cycle: Cycle) => Promise<Date | null | undefined>;

/** Takes a cycle of the actor's territory through one step. To others it is not there; without the role it is forbidden. */
export async function stepCycle(
  ctx: Context,
  id: string,
  action: Action,
  step: Step,
  work: Work,
): Promise<Result<void>> {
  if (ctx.actor.via !== "system" && !may(ctx.actor, action)) return fail(problems.forbidden(action));
  return transact(ctx.db, async (tx) => {
    const cycle = await lockCycle(tx, id);
    if (ctx.actor.via !== "system" && !may(ctx.actor, action, cycle))
      return refuse(problems.notFound("assessment_cycle"));
    const from = assessmentProcess.transitions.find(({ name }) => name === step.transition)?.from ?? [];
    if (!from.some((state) => state === cycle.state))
      return refuse(problems.notAllowedNow(step.transition, cycle.state));
    const deadline = await work(tx, cycle);
    await move(tx, ctx, assessmentProcess, assessmentCycle, cycle, {
      ...step,
      ...(deadline !== undefined && { deadline }),
    });
  });
}

/** The person who acts, if they did not score the cycle. */
export function notTheScorer({ actor }: Context, { scoredBy }: Cycle): string {
  const id = actor.user?.id;
  if (!id) return refuse(problems.signInRequired());
  return id === scoredBy ? refuse(assessmentProblems.ownScoring()) : id;
}

const numberOf = (tx: Tx, { clock }: Context, name: ParameterName, regionCode: string): Promise<number> =>
  readParameter(tx, name, regionCode, today(clock.now()));

/** The end of so many working days from now, by a dated number of the rules. */
export async function workingDaysFrom(
  tx: Tx,
  ctx: Context,
  name: ParameterName,
  { regionCode }: Pick<Cycle, "regionCode">,
): Promise<Date> {
  return workingDeadline(tx, ctx.clock.now(), await numberOf(tx, ctx, name, regionCode));
}

/** The end of so many days after `day`, by a dated number of the rules. */
export async function daysAfter(
  tx: Tx,
  ctx: Context,
  name: ParameterName,
  { regionCode }: Pick<Cycle, "regionCode">,
  day: string,
): Promise<Date> {
  return endOfDay(addDays(day, await numberOf(tx, ctx, name, regionCode)));
}

/** Tells everybody who is assessed; `transition` names the template. */
export async function tellSubjects(tx: Tx, cycleId: string, template: string): Promise<void> {
  const subjects = await tx
    .select({ id: assessmentSubject.id })
    .from(assessmentSubject)
    .where(eq(assessmentSubject.cycleId, cycleId));
  for (const { id } of subjects) {
    const entity = { entity: "assessment_subject", entityId: id };
    await enqueue(tx, "notify", { template, ...entity, parties: ["assessed"], reason: "" });
  }
}
