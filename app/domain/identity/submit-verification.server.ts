import type { Deadline } from "#app/domain/deadline.ts";
import { and, count, desc, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { attachment } from "#db/schema/catalog.ts";
import { organization, verification } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { move, recordAudit } from "#app/domain/move.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { workingDeadline } from "#app/domain/working-days.server.ts";
import { attachFile, type InspectedFile } from "#app/runtime/files.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { may } from "./permissions.ts";
import { identityProblems, mayAskVerification } from "./policy.ts";
import { verificationProcess } from "./states.ts";

type Organization = typeof organization.$inferSelect;

/**
 * Asks the regulator of the region to verify the actor's organisation, or asks again after it was returned. Some proof
 * must be there, now or from before. Returns the verification's id. Refuses `verification_open`, `verified_already` and
 * `invalid` (no proof).
 */
export async function submitVerification(
  ctx: Context,
  { statement, proof }: { statement: string; proof: InspectedFile[] },
): Promise<Result<string>> {
  const organizationId = ctx.actor.organization?.id ?? "";
  if (!may(ctx.actor, "organization.edit", { organizationId }))
    return fail(problems.forbidden("organization.edit"));
  return transact(ctx.db, async (tx) => {
    // The lock makes two who submit at once queue up, so that the second sees the first one's request.
    const [own] = await tx
      .select()
      .from(organization)
      .where(eq(organization.id, organizationId))
      .for("no key update");
    if (!own) return refuse(problems.notFound("organization"));
    const [latest] = await tx
      .select()
      .from(verification)
      .where(eq(verification.organizationId, organizationId))
      .orderBy(desc(verification.id))
      .limit(1);
    if (latest?.state === "submitted") return refuse(identityProblems.verificationOpen());
    const deadline = await deadlineFor(tx, ctx, own);
    const id =
      latest?.state === "returned"
        ? await resubmit(tx, ctx, { ...latest, regionCode: own.regionCode }, statement, deadline)
        : await open(tx, ctx, own, statement, deadline);
    await addProof(tx, ctx, id, organizationId, proof);
    return id;
  });
}

async function open(
  tx: Tx,
  ctx: Context,
  own: Organization,
  statement: string,
  deadline: Deadline,
): Promise<string> {
  const now = ctx.clock.now();
  if (!mayAskVerification(own, now)) return refuse(identityProblems.verifiedAlready());
  const requestedBy = ctx.actor.user?.id ?? refuse(problems.signInRequired());
  const [row] = await tx
    .insert(verification)
    .values({ organizationId: own.id, requestedBy, statement, deadline, createdAt: now, stateSince: now })
    .returning();
  if (!row) throw new Error("verification was not inserted");
  await recordAudit(tx, ctx, {
    entity: "verification",
    entityId: row.id,
    transition: "submit",
    toState: "submitted",
  });
  await enqueue(tx, "notify", {
    template: "verification-submitted",
    entity: "verification",
    entityId: row.id,
    parties: ["officer"],
    reason: "",
  });
  return row.id;
}

async function resubmit(
  tx: Tx,
  ctx: Context,
  row: typeof verification.$inferSelect & { regionCode: string },
  statement: string,
  deadline: Deadline,
): Promise<string> {
  await move(tx, ctx, verificationProcess, verification, row, { transition: "resubmit", deadline });
  await tx.update(verification).set({ statement }).where(eq(verification.id, row.id));
  return row.id;
}

async function deadlineFor(tx: Tx, ctx: Context, own: Organization): Promise<Date> {
  const now = ctx.clock.now();
  const days = await readParameter(
    tx,
    "verification_working_days",
    own.regionCode,
    now.toISOString().slice(0, 10),
  );
  return workingDeadline(tx, now, days);
}

async function addProof(
  tx: Tx,
  ctx: Context,
  ownerId: string,
  organizationId: string,
  proof: InspectedFile[],
): Promise<void> {
  for (const file of proof) {
    await attachFile(tx, file, {
      ownerType: "verification",
      ownerId,
      organizationId,
      role: "proof",
      visibility: "reviewer",
      uploadedBy: ctx.actor.user?.id ?? null,
    });
  }
  const [found] = await tx
    .select({ n: count() })
    .from(attachment)
    .where(and(eq(attachment.ownerType, "verification"), eq(attachment.ownerId, ownerId)));
  if (!found?.n) refuse(identityProblems.proofMissing());
}
