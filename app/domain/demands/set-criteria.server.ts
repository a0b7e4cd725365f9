import { and, eq } from "drizzle-orm";
import { type Criterion, demandCall, proposal } from "#db/schema/demands.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { criteriaUntil } from "./criteria-until.server.ts";
import { directing, type MovedCall } from "./direct-call.server.ts";

/**
 * Says what proposals are scored by. Whoever has proposed before is told and may change the proposal or take it back: the
 * client is answered the same whether anybody has. Refuses `criteria_fixed` too near to the day it is due.
 */
export function setCriteria(
  ctx: Context,
  id: string,
  { criteria }: { criteria: Criterion[] },
): Promise<Result<MovedCall>> {
  return directing(ctx, id, async (tx, call) => {
    if (call.state !== "receiving") refuse(problems.notAllowedNow("set_criteria", call.state));
    const { until, days } = await criteriaUntil(tx, call, ctx.clock.now());
    if (until <= ctx.clock.now())
      refuse({ code: "criteria_fixed", status: 409, params: { at: until.toISOString(), days } });
    await tx.update(demandCall).set({ criteria }).where(eq(demandCall.id, id));
    const entity = { entity: "demand_call", entityId: id };
    await recordAudit(tx, ctx, { ...entity, transition: "set_criteria", detail: { criteria } });
    await tellProposers(tx, id);
    return { id, state: call.state };
  });
}

async function tellProposers(tx: Tx, demandId: string): Promise<void> {
  const sealed = await tx
    .select({ id: proposal.id })
    .from(proposal)
    .where(and(eq(proposal.demandId, demandId), eq(proposal.state, "sealed")));
  for (const { id } of sealed)
    await enqueue(tx, "notify", {
      ...{ template: "proposal-criteria-changed", entity: "proposal", entityId: id },
      ...{ parties: ["proposer"], reason: "" },
    });
}
