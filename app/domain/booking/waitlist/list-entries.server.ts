import { and, asc, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { facility, listing } from "#db/schema/catalog.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import { booking } from "#db/schema/booking.ts";
import type { Context } from "../../context.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { validate } from "uuid";
import { may } from "../../identity/permissions.ts";
import { ownedBy } from "./change-entry.server.ts";
import { effectiveWait } from "./states.ts";

/**
 * How many stand before an entry: those who joined the same list earlier and wait, or have an offer, for times that
 * overlap with its window.
 */
const before = sql<number>`(select count(*)::int from waitlist_entry other
  where other.facility_id = ${waitlistEntry.facilityId} and other.state = 'waiting'
    and (other.created_at, other.id) < (${waitlistEntry.createdAt}, ${waitlistEntry.id})
    and other.earliest < ${waitlistEntry.latest} and ${waitlistEntry.earliest} < other.latest)`;

const columns = {
  entry: waitlistEntry,
  titleZh: listing.titleZh,
  titleEn: listing.titleEn,
  zone: facility.timezone,
  userName: appUser.name,
  organizationZh: organization.nameZh,
  organizationEn: organization.nameEn,
  before,
  startsAt: booking.startsAt,
  endsAt: booking.endsAt,
};

const selectEntries = ({ db }: Context) =>
  db
    .select(columns)
    .from(waitlistEntry)
    .innerJoin(listing, eq(listing.id, waitlistEntry.facilityId))
    .innerJoin(facility, eq(facility.listingId, waitlistEntry.facilityId))
    .innerJoin(appUser, eq(appUser.id, waitlistEntry.userId))
    .innerJoin(organization, eq(organization.id, waitlistEntry.organizationId))
    .leftJoin(booking, eq(booking.id, waitlistEntry.bookingId));

export type WaitItem = Awaited<ReturnType<typeof selectEntries>>[number] & { state: string };

export interface WaitPage {
  items: WaitItem[];
  nextCursor: string | null;
}

const read = (ctx: Context, row: Omit<WaitItem, "state">): WaitItem => ({
  ...row,
  state: effectiveWait(row.entry, ctx.clock.now()),
});

/** The actor's own entries, latest first, a page at a time. */
export async function ownEntries(
  ctx: Context,
  { after, limit }: { after?: string; limit: number },
): Promise<WaitPage> {
  const mine = ownedBy(ctx);
  if (!mine) return { items: [], nextCursor: null };
  const beyond =
    after && validate(after)
      ? sql`(${waitlistEntry.createdAt}, ${waitlistEntry.id}) < (select created_at, id from waitlist_entry where id = ${after})`
      : undefined;
  const rows = await selectEntries(ctx)
    .where(and(mine, beyond))
    .orderBy(desc(waitlistEntry.createdAt), desc(waitlistEntry.id))
    .limit(limit + 1);
  return pageOf(ctx, rows, limit);
}

/** A facility's waiting list for its provider's staff, first in line first: who waits, who has an offer. */
export async function facilityQueue(
  ctx: Context,
  facilityId: string,
  { after, limit }: { after?: string; limit: number },
): Promise<WaitPage> {
  if (!may(ctx.actor, "booking.manage")) return { items: [], nextCursor: null };
  const beyond =
    after && validate(after)
      ? sql`(${waitlistEntry.createdAt}, ${waitlistEntry.id}) > (select created_at, id from waitlist_entry where id = ${after})`
      : undefined;
  const rows = await selectEntries(ctx)
    .where(and(ofFacility(ctx, facilityId), live(ctx), beyond))
    .orderBy(asc(waitlistEntry.createdAt), asc(waitlistEntry.id))
    .limit(limit + 1);
  return pageOf(ctx, rows, limit);
}

const ofFacility = ({ actor }: Context, facilityId: string): SQL | undefined =>
  and(
    eq(waitlistEntry.facilityId, facilityId),
    eq(waitlistEntry.providerId, actor.organization?.id ?? facilityId),
  );

const live = ({ clock }: Context): SQL | undefined =>
  and(
    inArray(waitlistEntry.state, ["waiting", "offered"]),
    or(sql`${waitlistEntry.deadline} is null`, sql`${waitlistEntry.deadline} > ${clock.now().toISOString()}`),
  );

function pageOf(ctx: Context, rows: Omit<WaitItem, "state">[], limit: number): WaitPage {
  const items = rows.slice(0, limit).map((row) => read(ctx, row));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.entry.id ?? null) : null };
}

/** One entry of the actor's own; to everybody else it does not exist. */
export async function findEntry(ctx: Context, id: string): Promise<Result<WaitItem>> {
  const mine = ownedBy(ctx);
  const [row] =
    mine && validate(id) ? await selectEntries(ctx).where(and(eq(waitlistEntry.id, id), mine)) : [];
  return row ? ok(read(ctx, row)) : fail(problems.notFound("waitlist_entry"));
}

/** The actor's live entries at a facility, for its page of booking. */
export async function entriesAt(ctx: Context, facilityId: string): Promise<WaitItem[]> {
  const mine = ownedBy(ctx);
  if (!mine) return [];
  const rows = await selectEntries(ctx)
    .where(and(mine, eq(waitlistEntry.facilityId, facilityId), live(ctx)))
    .orderBy(asc(waitlistEntry.createdAt))
    .limit(20);
  return rows.map((row) => read(ctx, row));
}
