import { and, desc, eq, lt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { appUser, organization } from "#db/schema/identity.ts";
import { qualification, qualificationType } from "#db/schema/qualification.ts";
import type { Context } from "../context.ts";
import { type EvidenceFile, evidenceOf } from "./evidence.server.ts";
import { endOf, holdingState } from "./policy.ts";

const pageSize = 25;
const examiner = alias(appUser, "examiner");

const selectHeld = ({ db }: Context) =>
  db
    .select({
      id: qualification.id,
      typeId: qualificationType.id,
      nameZh: qualificationType.nameZh,
      nameEn: qualificationType.nameEn,
      description: qualificationType.description,
      unusedDays: qualificationType.unusedDays,
      issuerZh: organization.nameZh,
      issuerEn: organization.nameEn,
      holder: appUser.name,
      examiner: examiner.name,
      grantedAt: qualification.grantedAt,
      expiresAt: qualification.expiresAt,
      lastUsedAt: qualification.lastUsedAt,
      revokedAt: qualification.revokedAt,
      revokedReason: qualification.revokedReason,
      evidence: qualification.evidence,
    })
    .from(qualification)
    .innerJoin(qualificationType, eq(qualificationType.id, qualification.typeId))
    .innerJoin(organization, eq(organization.id, qualificationType.organizationId))
    .innerJoin(appUser, eq(appUser.id, qualification.userId))
    .leftJoin(examiner, eq(examiner.id, qualification.grantedBy))
    .$dynamic();

type Held = Awaited<ReturnType<typeof selectHeld>>[number];

const judged = (now: Date, row: Held) => ({ ...row, standing: holdingState(row, now), end: endOf(row) });

export type OwnQualification = ReturnType<typeof judged>;

/** The signed-in person's qualifications, those that have ended too, latest first. */
export async function ownQualifications(ctx: Context, after?: string) {
  const userId = ctx.actor.user?.id;
  if (!userId) return { items: [], next: null };
  const rows = await selectHeld(ctx)
    .where(
      and(eq(qualification.userId, userId), after === undefined ? undefined : lt(qualification.id, after)),
    )
    .orderBy(desc(qualification.id))
    .limit(pageSize + 1);
  const items = rows.slice(0, pageSize).map((row) => judged(ctx.clock.now(), row));
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

/** One of them, for its certificate, with the files that it rests on; undefined when it is somebody else's. */
export async function ownCertificate(
  ctx: Context,
  id: string,
): Promise<(OwnQualification & { files: EvidenceFile[] }) | undefined> {
  const userId = ctx.actor.user?.id;
  if (!userId) return undefined;
  const [row] = await selectHeld(ctx).where(and(eq(qualification.id, id), eq(qualification.userId, userId)));
  if (!row) return undefined;
  const files = (await evidenceOf(ctx.db, [id])).get(id) ?? [];
  return { ...judged(ctx.clock.now(), row), files };
}
