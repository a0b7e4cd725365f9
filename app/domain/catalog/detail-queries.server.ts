import { and, asc, desc, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { validate } from "uuid";
import { placeName } from "#db/place-name.ts";
import { attachment, listing, noticeObjection } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { field, region } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { mayAppear } from "#db/in-force.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { discreet } from "./confidential.server.ts";
import { calendarDay } from "./days.ts";
import { mayEdit, mayRead } from "./listing-row.server.ts";
import { loadPart, loadPrices } from "./snapshot.server.ts";

export type ListingDetail = NonNullable<Awaited<ReturnType<typeof readDetail>>>;

/**
 * One listing as its page shows it: published ones to anybody, others to their organisation and the regulator of the
 * region, and so while a measure hides the owner; to everybody else it does not exist. The confidential part of a demand is
 * there only for its owner and for those who accepted its terms (`confidential`); `withheld` says that there is one.
 */
export async function findListing(
  ctx: Context,
  id: string,
  kind?: ListingKind,
): Promise<Result<ListingDetail>> {
  const detail = validate(id) ? await readDetail(ctx, id) : undefined;
  if (!detail || (kind && detail.listing.kind !== kind)) return fail(problems.notFound("listing"));
  return ok(detail);
}

async function readDetail(ctx: Context, id: string) {
  const { db, actor, clock } = ctx;
  const [found] = await db
    .select({
      listing,
      owner: ownerColumns,
      region: placeName,
      appears: mayAppear(listing.organizationId, clock.now()),
    })
    .from(listing)
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .leftJoin(region, eq(region.code, listing.regionCode))
    .where(eq(listing.id, id));
  if (!found || !mayRead(actor, found.listing)) return undefined;
  const { kind, fieldCodes } = found.listing;
  const day = calendarDay(clock.now());
  const insider = may(actor, "listing.read_unpublished", found.listing);
  if (!found.appears && !insider) return undefined;
  const [part, prices, fields, files] = await Promise.all([
    loadPart(db, kind, id),
    loadPrices(db, id, day),
    loadFieldNames(db, fieldCodes),
    loadFiles(db, id),
  ]);
  const secret = part.demand && (await discreet(ctx, found.listing, part.demand));
  if (secret) part.demand = secret.part;
  return {
    ...found,
    ...part,
    withheld: secret?.hidden ?? false,
    fields,
    prices: prices.filter(({ validFrom }) => validFrom <= day),
    futurePrices: prices.filter(({ validFrom }) => validFrom > day),
    images: files.filter(({ role }) => role === "image"),
    documents: files.filter(({ role }) => role === "document"),
    editable: mayEdit(actor, found.listing),
    moderated: may(actor, "listing.moderate", found.listing),
  };
}

const ownerColumns = {
  id: organization.id,
  uscc: organization.uscc,
  nameZh: organization.nameZh,
  nameEn: organization.nameEn,
  kind: organization.kind,
  publicInstitution: organization.publicInstitution,
  verifiedAt: organization.verifiedAt,
  contactEmail: organization.contactEmail,
  contactPhone: organization.contactPhone,
  website: organization.website,
};

export interface Named {
  code: string;
  nameZh: string;
  nameEn: string;
}

async function loadFieldNames(db: Tx, codes: readonly string[]): Promise<Named[]> {
  if (codes.length === 0) return [];
  return db
    .select()
    .from(field)
    .where(inArray(field.code, [...codes]))
    .orderBy(asc(field.code));
}

async function loadFiles(db: Tx, listingId: string) {
  return db
    .select({
      id: attachment.id,
      role: attachment.role,
      name: attachment.name,
      bytes: attachment.bytes,
      mediaType: attachment.mediaType,
    })
    .from(attachment)
    .where(
      and(
        eq(attachment.ownerType, "listing"),
        eq(attachment.ownerId, listingId),
        eq(attachment.visibility, "public"),
      ),
    )
    .orderBy(asc(attachment.position), asc(attachment.id));
}

/** The objections to a notice: everything for the owner and the regulator, only what was answered for others. */
export async function listObjections(ctx: Context, detail: ListingDetail) {
  const insider = may(ctx.actor, "listing.read_unpublished", detail.listing);
  const rows = await ctx.db
    .select()
    .from(noticeObjection)
    .where(
      and(
        eq(noticeObjection.listingId, detail.listing.id),
        or(isNotNull(noticeObjection.answeredAt), insider ? sql`true` : sql`false`),
      ),
    )
    .orderBy(desc(noticeObjection.createdAt));
  return rows.map(({ id, createdAt, text, answer, answeredAt, name, contact }) => ({
    id,
    createdAt,
    text,
    answer,
    answeredAt,
    // Who objects is told to the two who must deal with it, never to the public.
    name: insider ? name : "",
    contact: insider ? contact : "",
  }));
}

/** All regions that the market knows, in code order: province, its cities, their districts. */
export const listRegions = (db: Tx): Promise<Named[]> => db.select().from(region).orderBy(asc(region.code));

/** All first-level disciplines. */
export const listFields = (db: Tx): Promise<Named[]> => db.select().from(field).orderBy(asc(field.code));
