import { and, desc, eq, ilike, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import { auditSeal, auditVerification, viewLog } from "#db/schema/audit.ts";
import { organization } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { findingSchema } from "./findings.ts";
import { sealedKinds } from "./kinds.server.ts";
import { lastRun } from "./runs.server.ts";
import { floorAt } from "./seal.server.ts";
import { countUnsealed } from "./sealed-rows.server.ts";

const pageSize = 50;

/** How the audit log stands: what waits to be sealed, the seals latest first, and what the verifications found. */
export async function readIntegrity(ctx: Context, before?: number) {
  const floor = await floorAt(ctx.db, ctx.clock.now());
  const [waiting, seals, runs, last, sound] = await Promise.all([
    Promise.all(sealedKinds.map((kind) => countUnsealed(ctx.db, kind, floor))),
    ctx.db
      .select()
      .from(auditSeal)
      .where(before === undefined ? undefined : lt(auditSeal.number, before))
      .orderBy(desc(auditSeal.number))
      .limit(pageSize + 1),
    ctx.db.select(runColumns).from(auditVerification).orderBy(desc(auditVerification.startedAt)).limit(10),
    lastRun(ctx.db),
    lastRun(ctx.db, { sound: true }),
  ]);
  const shown = seals.slice(0, pageSize);
  return {
    waiting: waiting.reduce((sum, count) => sum + count, 0),
    seals: shown,
    next: seals.length > pageSize ? (shown.at(-1)?.number ?? null) : null,
    runs,
    last: last && { ...last, findings: z.array(findingSchema).catch([]).parse(last.findings) },
    soundAt: sound?.finishedAt ?? null,
  };
}

const runColumns = {
  id: auditVerification.id,
  startedAt: auditVerification.startedAt,
  scope: auditVerification.scope,
  through: auditVerification.through,
  checked: auditVerification.checked,
  faults: auditVerification.faults,
};

/** The last verification in short, for whoever reads the log. */
export async function lastVerification({ db }: Pick<Context, "db">) {
  const run = await lastRun(db);
  return run && { at: run.finishedAt, faults: run.faults, through: run.through };
}

export interface ViewFilter {
  who?: string;
  entityId?: string;
  before?: number;
}

export interface ViewRow {
  seq: number;
  at: Date;
  actorName: string;
  entity: string;
  entityId: string;
  organization: { nameZh: string; nameEn: string } | null;
}

/** Who looked at what is confidential, latest first. */
export async function readViews(
  { db }: Pick<Context, "db">,
  { who, entityId, before }: ViewFilter,
): Promise<{ rows: ViewRow[]; next: number | null }> {
  const where: (SQL | undefined)[] = [
    who ? ilike(viewLog.actorName, `%${who.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
    entityId ? eq(viewLog.entityId, entityId) : undefined,
    before === undefined ? undefined : lt(viewLog.seq, before),
  ];
  const rows = await db
    .select({
      seq: viewLog.seq,
      at: viewLog.at,
      actorName: viewLog.actorName,
      entity: viewLog.entity,
      entityId: viewLog.entityId,
      organization: { nameZh: organization.nameZh, nameEn: organization.nameEn },
    })
    .from(viewLog)
    .leftJoin(organization, eq(organization.id, viewLog.organizationId))
    .where(and(...where))
    .orderBy(desc(viewLog.seq))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize);
  return { rows: shown, next: rows.length > pageSize ? (shown.at(-1)?.seq ?? null) : null };
}
