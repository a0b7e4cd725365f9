import type { Deadline } from "#app/domain/deadline.ts";
import { and, asc, count, desc, eq, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { placeName } from "#db/place-name.ts";
import { attachment } from "#db/schema/catalog.ts";
import { appUser, organization, verification } from "#db/schema/identity.ts";
import { auditEntry, region } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { inTerritory } from "./territory.server.ts";

export interface ProofFile {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  createdAt: Date;
}

/** Every verification of the actor's organisation, latest first, each with its proof. */
export async function ownVerifications(ctx: Context) {
  const id = ctx.actor.organization?.id;
  if (!id) return [];
  const rows = await ctx.db
    .select()
    .from(verification)
    .where(eq(verification.organizationId, id))
    .orderBy(desc(verification.id));
  return Promise.all(rows.map(async (row) => ({ ...row, proof: await proofOf(ctx, row.id) })));
}

export interface QueueRow {
  id: string;
  state: string;
  stateSince: Date;
  deadline: Deadline | null;
  createdAt: Date;
  organization: { nameZh: string; nameEn: string; uscc: string; kind: string };
  region: { nameZh: string; nameEn: string } | null;
}

export const queuePageSize = 50;

/** The verifications in the actor's territory, those waiting first by deadline; `state` narrows. One page and the total. */
export async function verificationQueue(
  ctx: Context,
  { state, page }: { state?: string; page: number },
): Promise<{ rows: QueueRow[]; total: number }> {
  const where = and(
    inTerritory(ctx.actor, organization.regionCode),
    state ? eq(verification.state, state) : undefined,
  );
  const order = state === "submitted" ? asc(verification.deadline) : desc(verification.stateSince);
  const [rows, [all]] = await Promise.all([
    queueSelect(ctx)
      .where(where)
      .orderBy(order, asc(verification.id))
      .limit(queuePageSize)
      .offset((page - 1) * queuePageSize),
    ctx.db
      .select({ n: count() })
      .from(verification)
      .innerJoin(organization, eq(organization.id, verification.organizationId))
      .where(where),
  ]);
  return { rows, total: all?.n ?? 0 };
}

const queueSelect = ({ db }: Context) =>
  db
    .select({
      id: verification.id,
      state: verification.state,
      stateSince: verification.stateSince,
      deadline: verification.deadline,
      createdAt: verification.createdAt,
      organization: {
        nameZh: organization.nameZh,
        nameEn: organization.nameEn,
        uscc: organization.uscc,
        kind: organization.kind,
      },
      region: placeName,
    })
    .from(verification)
    .innerJoin(organization, eq(organization.id, verification.organizationId))
    .leftJoin(region, eq(region.code, organization.regionCode))
    .$dynamic();

/** One verification in the actor's territory with everything its decision needs; undefined outside of it. */
export async function verificationToDecide(ctx: Context, id: string) {
  const decider = alias(appUser, "decider");
  const [found] = await ctx.db
    .select({
      verification,
      organization,
      region,
      requestedBy: { name: appUser.name, email: appUser.email },
      decidedBy: decider.name,
    })
    .from(verification)
    .innerJoin(organization, eq(organization.id, verification.organizationId))
    .innerJoin(appUser, eq(appUser.id, verification.requestedBy))
    .leftJoin(decider, eq(decider.id, verification.decidedBy))
    .leftJoin(region, eq(region.code, organization.regionCode))
    .where(and(eq(verification.id, id), inTerritory(ctx.actor, organization.regionCode)));
  if (!found) return undefined;
  return {
    ...found,
    proof: await proofOf(ctx, id),
    history: await historyOf(ctx, eq(auditEntry.entityId, id)),
  };
}

const proofOf = ({ db }: Context, ownerId: string): Promise<ProofFile[]> =>
  db
    .select({
      id: attachment.id,
      name: attachment.name,
      mediaType: attachment.mediaType,
      bytes: attachment.bytes,
      createdAt: attachment.createdAt,
    })
    .from(attachment)
    .where(and(eq(attachment.ownerType, "verification"), eq(attachment.ownerId, ownerId)))
    .orderBy(asc(attachment.id));

const historyOf = ({ db }: Context, where: SQL) =>
  db
    .select({
      seq: auditEntry.seq,
      at: auditEntry.at,
      actorName: auditEntry.actorName,
      transition: auditEntry.transition,
      toState: auditEntry.toState,
      reason: auditEntry.reason,
    })
    .from(auditEntry)
    .where(and(eq(auditEntry.entity, "verification"), where))
    .orderBy(asc(auditEntry.seq));
