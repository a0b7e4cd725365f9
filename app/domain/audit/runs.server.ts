import { and, arrayOverlaps, desc, eq, isNull } from "drizzle-orm";
import { auditVerification } from "#db/schema/audit.ts";
import { membership } from "#db/schema/identity.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import type { Database, Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { headsFileOf, writeHeads } from "./heads.server.ts";
import { sealAll } from "./seal.server.ts";
import { type Report, type VerifyOptions, verifyAudit } from "./verify.server.ts";

type Work = Pick<Context, "db" | "clock">;

/**
 * Job `seal-audit`: seals what was written since the last time, and writes the new heads outside. When the file of heads
 * and the database contradict each other, nothing is written there, and a verification says what is wrong.
 */
export async function sealAudit(ctx: Work, dataDir: string): Promise<void> {
  await sealAll(ctx);
  const agreed = await writeHeads(ctx, await headsFileOf(ctx.db, dataDir));
  if (agreed || (await lastRun(ctx.db))?.faults !== 0) return;
  await enqueue(ctx.db, "verify-audit", { full: true }, { key: "verify-audit" });
}

/**
 * Job `verify-audit`: seals what the ordinary search left out, verifies what is new since the last run that found nothing
 * (or everything), keeps the result, and tells the auditors: of faults at once, with the operators; of none after a full
 * run, with the last seal's hash, so that a copy of it is in their mailboxes.
 */
export async function runVerification(ctx: Work, dataDir: string, full: boolean): Promise<Report> {
  await sealAll(ctx, { thorough: true });
  const heads = await headsFileOf(ctx.db, dataDir);
  await writeHeads(ctx, heads);
  const startedAt = ctx.clock.now();
  const sound = full ? undefined : await lastRun(ctx.db, { sound: true });
  const after = sound && { number: sound.through, hash: sound.head };
  const report = await verifyAudit(ctx.db, { heads, after, now: startedAt });
  await ctx.db.transaction(async (tx) => {
    const id = await keepRun(tx, ctx, { startedAt, scope: full ? "full" : "recent" }, report);
    await tell(tx, id, report, full);
  });
  return report;
}

/** The command's verification: everything, with nothing sealed or written before, and kept like the job's. */
export async function verifyByHand(ctx: Work, options: Omit<VerifyOptions, "now">): Promise<Report> {
  const startedAt = ctx.clock.now();
  const report = await verifyAudit(ctx.db, { ...options, now: startedAt });
  await ctx.db.transaction((tx) => keepRun(tx, ctx, { startedAt, scope: "full" }, report));
  return report;
}

async function keepRun(
  tx: Tx,
  { clock }: Pick<Context, "clock">,
  run: { startedAt: Date; scope: "full" | "recent" },
  { through, head, checked, faults, findings }: Report,
): Promise<string> {
  const [row] = await tx
    .insert(auditVerification)
    .values({ ...run, finishedAt: clock.now(), through, head, checked, faults, findings })
    .returning({ id: auditVerification.id });
  if (!row) throw new Error("verification was not inserted");
  return row.id;
}

async function tell(tx: Tx, id: string, { faults, through }: Report, full: boolean): Promise<void> {
  if (faults === 0 && !(full && through > 0)) return;
  const people = await holders(tx, faults > 0 ? ["auditor", "operator"] : ["auditor"]);
  if (people.length === 0) return;
  await enqueue(tx, "notify", {
    template: faults > 0 ? "audit-broken" : "audit-verified",
    entity: "audit_verification",
    entityId: id,
    parties: [],
    reason: "",
    people,
  });
}

async function holders(tx: Tx, roles: Role[]): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: membership.userId })
    .from(membership)
    .where(and(isNull(membership.endedAt), arrayOverlaps(membership.roles, roles)));
  return rows.map(({ id }) => id);
}

/** The last verification; `sound`: the last that found nothing wrong. */
export async function lastRun(db: Database, { sound = false } = {}) {
  const [row] = await db
    .select()
    .from(auditVerification)
    .where(sound ? eq(auditVerification.faults, 0) : undefined)
    .orderBy(desc(auditVerification.startedAt), desc(auditVerification.id))
    .limit(1);
  return row;
}
