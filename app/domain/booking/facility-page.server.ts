import { eq } from "drizzle-orm";
import { standingsOf } from "#app/domain/credit/queries.server.ts";
import type { UserClass } from "#db/schema/vocabulary.ts";
import { organization } from "#db/schema/identity.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { nextFreeTimes, weekView } from "./availability.server.ts";
import type { FreeSlot } from "./availability.ts";
import { loadFacility } from "./known-facility.server.ts";
import { localDate } from "./hours.ts";
import { chosenLength, offeredLengths } from "./lengths.ts";
import { userClassOf } from "./policy.ts";
import { recordOfUse } from "./use-record.server.ts";

const offeredNext = 4;

/**
 * What a facility's page says beside its listing: rules, free times for uses of about `minutes`, record of use, its
 * owner's standing. Undefined when there is no such facility; whether it may be seen, the caller has settled.
 */
export async function bookingSide(
  ctx: Context,
  id: string,
  { week, minutes }: { week?: string; minutes: number },
) {
  const bookable = await loadFacility(ctx.db, id, ctx.clock.now());
  if (!bookable) return undefined;
  const { providerId, rules, units, listingState } = bookable;
  const lengths = offeredLengths(rules);
  const length = chosenLength(lengths, minutes);
  const open = listingState === "published" && units.length > 0;
  const free = open ? nextFreeTimes(ctx, bookable, length, offeredNext) : Promise.resolve([]);
  const [record, standings, calendar, next, ownClass] = await Promise.all([
    recordOfUse(ctx, id),
    standingsOf(ctx.db, [providerId], ctx.clock.now()),
    free.then((slots) => weekView(ctx, bookable, week ?? dayOf(slots[0], bookable.zone), length)),
    free,
    classOfReader(ctx, providerId),
  ]);
  const manages = may(ctx.actor, "facility.edit", { organizationId: providerId });
  const standing = standings.get(providerId) ?? null;
  return { bookable, lengths, length, open, record, standing, calendar, next, ownClass, manages };
}

/** The local day of a slot: a calendar opens on the week in which something is free, not on one that is over or full. */
const dayOf = (slot: FreeSlot | undefined, zone: string): string | undefined =>
  slot && localDate(slot.start, zone);

/** The user class of the reader's organisation here; null for visitors. */
async function classOfReader({ db, actor }: Context, providerId: string): Promise<UserClass | null> {
  if (!actor.organization || !may(actor, "booking.use")) return null;
  const [own] = await db
    .select({ id: organization.id, kind: organization.kind })
    .from(organization)
    .where(eq(organization.id, actor.organization.id));
  return own ? userClassOf(own, providerId) : null;
}
