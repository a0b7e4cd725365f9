import { objection } from "#db/schema/cases.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { limitFrom } from "../../credit/rule-book/limits.server.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import type { ObjectInput } from "./inputs.ts";
import { findTarget } from "./target.server.ts";

/**
 * The subject objects to something in its record, to those who are responsible for the case behind it, else for itself. From this moment it is marked wherever it shows; the answer is due in
 * the working days that the rule book gives (Zhejiang public credit ordinance, Art. 30). Refuses with `objection_open`
 * while an earlier one waits.
 */
export async function fileObjection(ctx: Context, input: ObjectInput): Promise<Result<{ id: string }>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "case.answer", { organizationId: organization.id }))
    return fail(problems.forbidden("case.answer"));
  const { about, aboutId, grounds } = input;
  return transact(ctx.db, async (tx) => {
    const target = await findTarget(tx, about, aboutId);
    if (!target || target.subjectId !== organization.id) return refuse(problems.notFound(about));
    const now = ctx.clock.now();
    const [filed] = await tx
      .insert(objection)
      .values({
        ...{ about, aboutId, grounds, caseId: target.caseId },
        subjectId: organization.id,
        regionCode: target.regionCode ?? organization.regionCode,
        filedById: user.id,
        filedAt: now,
        deadline: await limitFrom(tx, "objection", now),
        stateSince: now,
      })
      .onConflictDoNothing()
      .returning({ id: objection.id });
    if (!filed) return refuse({ code: "objection_open", status: 409 });
    await recordAudit(tx, ctx, {
      entity: "objection",
      entityId: filed.id,
      transition: "object",
      toState: "filed",
    });
    const told = { entity: "objection", entityId: filed.id, parties: ["adjudicator"], reason: "" };
    await enqueue(tx, "notify", { template: "case-objected", ...told, by: user.id });
    return filed;
  });
}
