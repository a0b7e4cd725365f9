import { instrumentProblem } from "#db/schema/instrument.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { findUnit } from "./find-unit.server.ts";
import type { ReportInput } from "./inputs.ts";

/**
 * Reports that something is wrong with a unit; the provider's staff are told at once. Anybody who may use facilities may
 * report. Refuses with `forbidden`, `not_found` or `rate_limited`.
 */
export async function reportProblem(
  ctx: Context,
  unitId: string,
  input: ReportInput,
): Promise<Result<{ id: string }>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "booking.use"))
    return fail(problems.forbidden("booking.use"));
  const counted = await countAttempt(ctx.db, ctx.clock.now(), [[limits.problemByAccount, user.id]]);
  if (!counted.ok) return counted;
  return transact(ctx.db, async (tx) => {
    const unit = await findUnit(ctx, tx, unitId);
    if (!unit) return refuse(problems.notFound("unit"));
    const now = ctx.clock.now();
    const [row] = await tx
      .insert(instrumentProblem)
      .values({
        ...input,
        createdAt: now,
        stateSince: now,
        facilityId: unit.facilityId,
        unitId,
        providerId: unit.providerId,
        userId: user.id,
        organizationId: organization.id,
      })
      .returning({ id: instrumentProblem.id });
    if (!row) throw new Error("a problem was not returned by its insert");
    const entity = { entity: "instrument_problem", entityId: row.id };
    await recordAudit(tx, ctx, { ...entity, transition: "report", toState: "reported" });
    await enqueue(tx, "notify", { template: "problem-reported", ...entity, parties: ["staff"], reason: "" });
    return row;
  });
}
