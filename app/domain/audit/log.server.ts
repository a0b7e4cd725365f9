import { and, desc, eq, gte, ilike, lt, or, type SQL, sql } from "drizzle-orm";
import { auditDigest, auditSeal } from "#db/schema/audit.ts";
import { organization } from "#db/schema/identity.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import type { AuditFilter } from "./log-filter.ts";
import { recordConfidential } from "./record-view.server.ts";
import { visible } from "./visible.server.ts";

export interface AuditRow {
  seq: number;
  at: Date;
  actorName: string;
  via: string;
  entity: string;
  entityId: string;
  transition: string;
  fromState: string | null;
  toState: string | null;
  reason: string;
  organization: { nameZh: string; nameEn: string } | null;
  /** The seal that holds it; null until the next one is made. */
  seal: number | null;
}

const pageSize = 50;

const columns = {
  seq: auditEntry.seq,
  at: auditEntry.at,
  actorName: auditEntry.actorName,
  via: auditEntry.via,
  entity: auditEntry.entity,
  entityId: auditEntry.entityId,
  transition: auditEntry.transition,
  fromState: auditEntry.fromState,
  toState: auditEntry.toState,
  reason: auditEntry.reason,
  organization: { nameZh: organization.nameZh, nameEn: organization.nameEn },
  seal: auditDigest.seal,
};

const ofEntry = and(eq(auditDigest.kind, "audit_entry"), eq(auditDigest.key, sql`${auditEntry.seq}::text`));

/**
 * The audit log as the actor may see it, latest first: all of it for auditors and the operator; for a regulator what
 * organisations seated in its territory did, and what was done to their organisations, verifications and listings by
 * anybody. That it shows a confidential case is written down.
 */
export async function readAuditLog(
  ctx: Context,
  filter: AuditFilter,
  limit = pageSize,
): Promise<{ rows: AuditRow[]; next: number | null }> {
  const rows = await ctx.db
    .select(columns)
    .from(auditEntry)
    .leftJoin(organization, eq(organization.id, auditEntry.organizationId))
    .leftJoin(auditDigest, ofEntry)
    .where(and(visible(ctx), ...conditions(ctx, filter)))
    .orderBy(desc(auditEntry.seq))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  await recordConfidential(ctx, shown);
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null };
}

/** One entry with everything that it says and how it is sealed; undefined where the actor may not see it. */
export async function readAuditEntry(ctx: Context, seq: number) {
  const [found] = await ctx.db
    .select({
      ...columns,
      requestId: auditEntry.requestId,
      actorId: auditEntry.actorId,
      detail: auditEntry.detail,
      sha256: sql<string | null>`encode(${auditDigest.sha256}, 'hex')`,
      sealedAt: auditSeal.sealedAt,
    })
    .from(auditEntry)
    .leftJoin(organization, eq(organization.id, auditEntry.organizationId))
    .leftJoin(auditDigest, ofEntry)
    .leftJoin(auditSeal, eq(auditSeal.number, auditDigest.seal))
    .where(and(visible(ctx), eq(auditEntry.seq, seq)));
  if (found) await recordConfidential(ctx, [found]);
  return found;
}

function conditions(
  { db }: Context,
  { entity, transition, who, organization: acting, entityId, from, until, before }: AuditFilter,
): (SQL | undefined)[] {
  return [
    entity ? eq(auditEntry.entity, entity) : undefined,
    transition ? eq(auditEntry.transition, transition) : undefined,
    who ? ilike(auditEntry.actorName, containing(who)) : undefined,
    acting
      ? sql`${auditEntry.organizationId} in (${db.select({ id: organization.id }).from(organization).where(named(acting))})`
      : undefined,
    entityId ? eq(auditEntry.entityId, entityId) : undefined,
    from && gte(auditEntry.at, from),
    until && lt(auditEntry.at, until),
    before === undefined ? undefined : lt(auditEntry.seq, before),
  ];
}

const containing = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

const named = (text: string): SQL | undefined =>
  or(
    ilike(organization.nameZh, containing(text)),
    ilike(organization.nameEn, containing(text)),
    eq(organization.uscc, text.toUpperCase()),
  );
