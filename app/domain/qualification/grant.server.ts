import { eq } from "drizzle-orm";
import { appUser } from "#db/schema/identity.ts";
import { qualification } from "#db/schema/qualification.ts";
import type { Tx } from "#db/client.ts";
import { inspectUpload, proofRules } from "#app/runtime/files.server.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { ok, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { keepEvidence } from "./evidence.server.ts";
import type { GrantInput } from "./inputs.ts";
import { lockOwnType, type TypeRow } from "./own-type.server.ts";
import { expiryOf } from "./policy.ts";

/**
 * Grants a qualification to the person behind an address, with what it rests on, in words and as a file if there is one.
 * Granting again renews it: the earlier one stays on record. Refuses with `invalid` when nobody has that address, the day
 * is to come or the file is not taken.
 */
export async function grantQualification(
  ctx: Context,
  typeId: string,
  { email, grantedOn, evidence, file }: GrantInput,
): Promise<Result<string>> {
  const inspected = file ? await inspectUpload(file, proofRules) : ok(undefined);
  if (!inspected.ok) return inspected;
  return transact(ctx.db, async (tx) => {
    const type = await lockOwnType(tx, ctx, typeId);
    if (type.retiredAt) return refuse(problems.notFound("qualification_type"));
    if (grantedOn > ctx.clock.now())
      return refuse(problems.invalid([{ path: "grantedOn", code: "in_future" }]));
    const [person] = await tx.select({ id: appUser.id }).from(appUser).where(eq(appUser.email, email));
    if (!person) return refuse(problems.invalid([{ path: "email", code: "email_unknown" }]));
    const id = await grantTo(tx, ctx, type, { userId: person.id, grantedAt: grantedOn, evidence });
    if (inspected.value) await keepEvidence(tx, ctx, { id, issuer: type.organizationId }, inspected.value);
    return id;
  });
}

/** Writes a qualification, its audit entry and the notice to its holder. Whether it is deserved, the caller knows. */
export async function grantTo(
  tx: Tx,
  ctx: Context,
  type: Pick<TypeRow, "id" | "validDays">,
  { userId, grantedAt, evidence }: { userId: string; grantedAt: Date; evidence: string },
): Promise<string> {
  const expiresAt = expiryOf(type.validDays, grantedAt);
  const [row] = await tx
    .insert(qualification)
    .values({
      userId,
      typeId: type.id,
      grantedAt,
      grantedBy: ctx.actor.user?.id,
      expiresAt,
      evidence,
      createdAt: ctx.clock.now(),
    })
    .returning({ id: qualification.id });
  if (!row) throw new Error("a qualification was not returned by its insert");
  const about = { entity: "qualification", entityId: row.id };
  await recordAudit(tx, ctx, { ...about, transition: "grant", detail: { typeId: type.id, expiresAt } });
  await enqueue(tx, "notify", {
    ...about,
    template: "qualification-granted",
    parties: ["holder"],
    reason: "",
  });
  return row.id;
}
