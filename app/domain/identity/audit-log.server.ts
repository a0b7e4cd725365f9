import { and, desc, eq, gte, ilike, lt, or, type SQL, sql } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { organization, verification } from "#db/schema/identity.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import type { AuditFilter } from "./audit-filter.ts";
import { inTerritory } from "./territory.server.ts";

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
}

const pageSize = 50;

/**
 * The audit log of the actor's territory, latest first: what organisations seated there did, and what was done to their
 * organisations, verifications and listings by anybody.
 */
export async function readAuditLog(
  ctx: Context,
  filter: AuditFilter,
): Promise<{ rows: AuditRow[]; next: number | null }> {
  const rows = await ctx.db
    .select({
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
    })
    .from(auditEntry)
    .leftJoin(organization, eq(organization.id, auditEntry.organizationId))
    .where(and(visible(ctx), ...conditions(filter)))
    .orderBy(desc(auditEntry.seq))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize);
  return { rows: shown, next: rows.length > pageSize ? (shown.at(-1)?.seq ?? null) : null };
}

function conditions({
  entity,
  transition,
  who,
  entityId,
  from,
  until,
  before,
}: AuditFilter): (SQL | undefined)[] {
  return [
    entity ? eq(auditEntry.entity, entity) : undefined,
    transition ? eq(auditEntry.transition, transition) : undefined,
    who ? ilike(auditEntry.actorName, `%${who.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
    entityId ? eq(auditEntry.entityId, entityId) : undefined,
    from && gte(auditEntry.at, from),
    until && lt(auditEntry.at, until),
    before === undefined ? undefined : lt(auditEntry.seq, before),
  ];
}

function visible({ db, actor }: Context): SQL | undefined {
  if (actor.roles.includes("operator")) return undefined;
  const subjects = [
    db.select({ id: organization.id }).from(organization).where(inTerritory(actor, organization.regionCode)),
    db
      .select({ id: verification.id })
      .from(verification)
      .innerJoin(organization, eq(organization.id, verification.organizationId))
      .where(inTerritory(actor, organization.regionCode)),
    db.select({ id: listing.id }).from(listing).where(inTerritory(actor, listing.regionCode)),
  ];
  return or(
    inTerritory(actor, organization.regionCode),
    ...subjects.map((subject) => sql`${auditEntry.entityId} in (${subject})`),
  );
}
