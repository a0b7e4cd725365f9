import { and, asc, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { booking, slot } from "#db/schema/booking.ts";
import { facility, facilityUnit, listing } from "#db/schema/catalog.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { effectiveState } from "./states.ts";

const provider = alias(organization, "provider");

/** Whose bookings: the actor's own, their organisation's as user, their organisation's as provider, or both. */
export const sides = ["mine", "organization", "provider", "all"] as const;
export type Side = (typeof sides)[number];

/** `upcoming`: not over yet, soonest first. `waiting`: unanswered requests, most urgent first. `past`: over or come to rest, latest first. */
export const views = ["upcoming", "waiting", "past", "any"] as const;
export type View = (typeof views)[number];

export interface ListOptions {
  side: Side;
  view: View;
  facilityId?: string;
  /** The number that people call it by, of `shortCode`. */
  number?: string;
  after?: string;
  limit: number;
}

const columns = {
  booking,
  titleZh: listing.titleZh,
  titleEn: listing.titleEn,
  zone: facility.timezone,
  userName: appUser.name,
  organizationZh: organization.nameZh,
  organizationEn: organization.nameEn,
  providerZh: provider.nameZh,
  providerEn: provider.nameEn,
  unit: facilityUnit.number,
  unitLabel: facilityUnit.label,
};

/** Bookings with the names that lists and pages show beside them. */
export const selectBookings = (tx: Tx) =>
  tx
    .select(columns)
    .from(booking)
    .innerJoin(listing, eq(listing.id, booking.facilityId))
    .innerJoin(facility, eq(facility.listingId, booking.facilityId))
    .innerJoin(appUser, eq(appUser.id, booking.userId))
    .innerJoin(organization, eq(organization.id, booking.organizationId))
    .innerJoin(provider, eq(provider.id, booking.providerId))
    // Of its own facility; it may own slots of those that this requires.
    .innerJoin(slot, and(eq(slot.bookingId, booking.id), eq(slot.facilityId, booking.facilityId)))
    .innerJoin(facilityUnit, eq(facilityUnit.id, slot.unitId));

export type BookingItem = Awaited<ReturnType<typeof selectBookings>>[number] & { state: string };

export interface BookingPage {
  items: BookingItem[];
  nextCursor: string | null;
}

/** Bookings of the actor's side, a page at a time by key. The state is the effective one. */
export async function listBookings(
  ctx: Context,
  { side, view, facilityId, number, after, limit }: ListOptions,
): Promise<BookingPage> {
  const whose = scopeOf(ctx, side);
  if (!whose) return { items: [], nextCursor: null };
  const now = ctx.clock.now();
  const forward = view === "upcoming" || view === "waiting";
  const cursor = after === undefined ? undefined : readCursor(after);
  const beyond = cursor && (forward ? sql`>` : sql`<`);
  const rows = await selectBookings(ctx.db)
    .where(
      and(
        whose,
        viewFilter(view, now),
        facilityId === undefined ? undefined : eq(booking.facilityId, facilityId),
        number === undefined ? undefined : sql`right(${booking.id}::text, 8) = ${number.toLowerCase()}`,
        cursor &&
          sql`(${booking.startsAt}, ${booking.id}) ${beyond} (${cursor.at}::timestamptz, ${cursor.id}::uuid)`,
      ),
    )
    .orderBy(
      ...(forward ? [asc(booking.startsAt), asc(booking.id)] : [desc(booking.startsAt), desc(booking.id)]),
    )
    .limit(limit + 1);
  const items = rows.slice(0, limit).map((row) => ({ ...row, state: effectiveState(row.booking, now) }));
  const last = rows.length > limit ? items.at(-1)?.booking : undefined;
  return { items, nextCursor: last ? `${last.startsAt.toISOString()}_${last.id}` : null };
}

/** How many requests wait for the actor's organisation to answer. */
export async function countWaiting(ctx: Context): Promise<number> {
  const whose = scopeOf(ctx, "provider");
  if (!whose) return 0;
  const [row] = await ctx.db
    .select({ n: sql<number>`count(*)::int` })
    .from(booking)
    .where(and(whose, viewFilter("waiting", ctx.clock.now())));
  return row?.n ?? 0;
}

function scopeOf({ actor }: Context, side: Side): SQL | undefined {
  const mine = actor.organization?.id;
  if (!mine || !actor.user || !may(actor, "booking.use")) return undefined;
  const asUser = eq(booking.organizationId, mine);
  const asProvider = may(actor, "booking.manage") ? eq(booking.providerId, mine) : undefined;
  if (side === "mine") return and(asUser, eq(booking.userId, actor.user.id));
  if (side === "organization") return asUser;
  return side === "provider" ? asProvider : or(asUser, asProvider);
}

function viewFilter(view: View, now: Date): SQL | undefined {
  const at = now.toISOString();
  const notDue = sql`(${booking.deadline} is null or ${booking.deadline} > ${at} or ${booking.state} = 'in_use')`;
  const open = inArray(booking.state, ["held", "pending", "confirmed", "in_use"]);
  switch (view) {
    case "waiting":
      return and(eq(booking.state, "pending"), notDue);
    case "upcoming":
      return and(open, notDue);
    case "past":
      return sql`not (${open} and ${notDue})`;
    case "any":
      return undefined;
  }
}

const cursorForm = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})$/;

/** The place after which a page begins; one that is not ours begins at the first. */
function readCursor(text: string): { at: string; id: string } | undefined {
  const [, at, id] = cursorForm.exec(text) ?? [];
  return at && id && !Number.isNaN(Date.parse(at)) ? { at, id } : undefined;
}
