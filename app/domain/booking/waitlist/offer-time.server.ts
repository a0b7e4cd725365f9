import { and, eq, isNull } from "drizzle-orm";
import { appUser, membership, organization } from "#db/schema/identity.ts";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import type { Tx } from "#db/client.ts";
import { type Actor, type Context, systemActor } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { move } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import type { BookableFacility } from "../bookable-facility.ts";
import { type ReserveInput, reserveInput } from "../inputs.ts";
import type { Booker } from "../plan.server.ts";
import type { Span } from "../spans.ts";
import type { ReserveOptions, Reserved } from "../write-booking.server.ts";
import { offerUntil } from "./policy.ts";
import type { EntryRow } from "./entry-row.ts";
import { waitlistProcess } from "./states.ts";

/** Books under the facility's lock, as `reserveLocked` does. */
export type ReserveFor = (
  tx: Tx,
  ctx: Context,
  booker: Booker,
  input: ReserveInput,
  options: ReserveOptions,
) => Promise<Reserved>;

/**
 * Holds `time` for somebody who waits and tells them; false when the rules do not allow it them now, or they can no
 * longer book for that organisation. It is booked as they would book it themselves, without the rights of staff, so that
 * waiting gets nobody past a rule.
 */
export async function offerTime(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  { rules }: BookableFacility,
  entry: EntryRow,
  time: Span,
  reserveFor: ReserveFor,
): Promise<boolean> {
  const booker = await bookerOf(tx, entry, ctx.actor.requestId);
  const { offerMinutes } = rules;
  if (!booker?.organization || offerMinutes === null) return false;
  const { id: organizationId, verified } = booker.organization;
  const holdUntil = new Date(offerUntil(offerMinutes, ctx.clock.now().getTime(), time.start));
  // Inside a transaction this is a savepoint: what the rules refuse is undone alone.
  const made = await transact(tx, (inner) =>
    reserveFor(
      inner,
      { db: inner, clock: ctx.clock, actor: booker },
      { userId: entry.userId, organizationId, verified },
      wishOf(entry, time),
      { holdUntil, waited: true },
    ),
  );
  if (!made.ok) return false;
  const timer = { actor: systemActor(ctx.actor.requestId), clock: ctx.clock };
  await tx.update(waitlistEntry).set({ bookingId: made.value.id }).where(eq(waitlistEntry.id, entry.id));
  const detail = { bookingId: made.value.id, start: made.value.start, end: made.value.end };
  const step = { transition: "offer", deadline: holdUntil, detail };
  await move(tx, timer, waitlistProcess, waitlistEntry, entry, step);
  return true;
}

const wishOf = ({ facilityId, way, purpose, project, termsVersion }: EntryRow, time: Span): ReserveInput =>
  reserveInput.parse({
    facilityId,
    start: new Date(time.start).toISOString(),
    end: new Date(time.end).toISOString(),
    wayOfService: way,
    purpose,
    project,
    termsVersion,
  });

/** The person of the entry as a plain member of their organisation; undefined when they have left it or may not book. */
async function bookerOf(
  tx: Tx,
  { userId, organizationId }: EntryRow,
  requestId: string,
): Promise<Actor | undefined> {
  const [row] = await tx
    .select({ user: appUser, organization, membership })
    .from(membership)
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(
      and(
        eq(membership.userId, userId),
        eq(membership.organizationId, organizationId),
        isNull(membership.endedAt),
        isNull(appUser.disabledAt),
      ),
    );
  if (!row) return undefined;
  const { id, uscc, nameZh, nameEn, regionCode, verifiedAt } = row.organization;
  const actor: Actor = {
    user: { id: userId, name: row.user.name, email: row.user.email },
    organization: { id, uscc, nameZh, nameEn, regionCode, verified: verifiedAt !== null },
    membershipId: row.membership.id,
    roles: row.membership.roles,
    regionPrefixes: [],
    via: "system",
    requestId,
  };
  return may(actor, "booking.use") ? { ...actor, roles: ["member"] } : undefined;
}
