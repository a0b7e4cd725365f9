import { and, asc, eq, inArray } from "drizzle-orm";
import { cardRectification } from "#db/schema/assessment.ts";
import { attachment } from "#db/schema/catalog.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import type { Context } from "../../context.ts";

/** What adopted cards of an assessment ask for, with what was reported and attached; of one organisation, or of all. */
export async function cardRectificationsOf(
  { db }: Pick<Context, "db">,
  cycleId: string,
  organizationId?: string,
) {
  const rows = await db
    .select({
      row: cardRectification,
      nameZh: organization.nameZh,
      nameEn: organization.nameEn,
      answeredBy: appUser.name,
    })
    .from(cardRectification)
    .innerJoin(organization, eq(organization.id, cardRectification.organizationId))
    .leftJoin(appUser, eq(appUser.id, cardRectification.answeredById))
    .where(
      and(
        eq(cardRectification.cycleId, cycleId),
        organizationId ? eq(cardRectification.organizationId, organizationId) : undefined,
      ),
    )
    .orderBy(asc(cardRectification.deadline), asc(cardRectification.id));
  const ids = rows.map(({ row }) => row.id);
  const files = await db
    .select({
      id: attachment.id,
      ownerId: attachment.ownerId,
      name: attachment.name,
      mediaType: attachment.mediaType,
      bytes: attachment.bytes,
      createdAt: attachment.createdAt,
    })
    .from(attachment)
    .where(and(eq(attachment.ownerType, "card_rectification"), inArray(attachment.ownerId, ids)))
    .orderBy(asc(attachment.id));
  return rows.map(({ row, ...names }) => ({
    ...row,
    ...names,
    files: files.filter(({ ownerId }) => ownerId === row.id),
  }));
}

export type CardRectification = Awaited<ReturnType<typeof cardRectificationsOf>>[number];
