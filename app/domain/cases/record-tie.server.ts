import { and, eq, or } from "drizzle-orm";
import type { z } from "zod";
import { organizationTie } from "#db/schema/credit.ts";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import type { tieInput, withdrawTieInput } from "./inputs.ts";
import { demandDeclared, stepCase } from "./step-case.server.ts";

/**
 * The investigator writes down that another organisation hangs together with the accused, and where that is known from;
 * the evidence stands in the file. From then on members of either have a conflict in cases of the other. Never published.
 * Refuses `accused_unknown`, and `tie_known` when it is on record.
 */
export const recordTie = (
  ctx: Context,
  id: string,
  { uscc, tie, source }: z.output<typeof tieInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "record_tie", async (scene) => {
    await demandDeclared(scene);
    const { tx, row } = scene;
    const relatedId = await relatedOf(tx, row.subjectId, uscc);
    const [made] = await tx
      .insert(organizationTie)
      .values({ organizationId: row.subjectId, relatedId, kind: tie, note: source })
      .onConflictDoNothing()
      .returning({ id: organizationTie.id });
    if (!made) return refuse({ code: "tie_known", status: 409 });
    const detail = { caseId: id, organizationId: row.subjectId, relatedId, kind: tie };
    await recordAudit(tx, ctx, {
      ...{ entity: "organization_tie", entityId: made.id, transition: "record_tie", reason: source, detail },
    });
    return { entry: { kind: "investigation", text: `${uscc} ${source}`, detail: { tie: made.id } } };
  });

/** Takes back what proved wrong, for a reason: the log keeps it, nobody has a conflict by it any more. */
export const withdrawTie = (
  ctx: Context,
  id: string,
  { tieId, reason }: z.output<typeof withdrawTieInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "withdraw_tie", async (scene) => {
    await demandDeclared(scene);
    const { tx, row } = scene;
    const ofSubject = or(
      eq(organizationTie.organizationId, row.subjectId),
      eq(organizationTie.relatedId, row.subjectId),
    );
    const [gone] = await tx
      .delete(organizationTie)
      .where(and(eq(organizationTie.id, tieId), ofSubject))
      .returning();
    if (!gone) return refuse(problems.invalid([{ path: "tieId", code: "required" }]));
    const { organizationId, relatedId, kind } = gone;
    await recordAudit(tx, ctx, {
      ...{ entity: "organization_tie", entityId: tieId, transition: "withdraw_tie", reason },
      detail: { caseId: id, organizationId, relatedId, kind },
    });
    return { entry: { kind: "investigation", text: reason, detail: { tieWithdrawn: tieId } } };
  });

async function relatedOf(tx: Tx, subjectId: string, uscc: string): Promise<string> {
  const [found] = await tx
    .select({ id: organization.id })
    .from(organization)
    .where(eq(organization.uscc, uscc));
  if (!found || found.id === subjectId)
    return refuse(problems.invalid([{ path: "uscc", code: "accused_unknown" }]));
  return found.id;
}
