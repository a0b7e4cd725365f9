import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { validate } from "uuid";
import { accessory } from "#db/schema/booking-policy.ts";
import { booking, bookingAccessory, usageRecord } from "#db/schema/booking.ts";
import { listing } from "#db/schema/catalog.ts";
import { appUser, researchGroup } from "#db/schema/identity.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { prepared, type Tx } from "#db/client.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { type AllowedAct, actionsFor, actsAsBooker } from "./actions.ts";
import { type Competing, competingRequests } from "./competing.server.ts";
import { rulesOf } from "./facility.server.ts";
import { type BookingItem, selectBookings } from "./list-bookings.server.ts";
import { type BookingRules, cancellation, moving } from "./policy.ts";
import { effectiveState } from "./states.ts";

type Scope = "booker" | "provider" | "overseer";

export interface FoundBooking extends BookingItem {
  scope: Scope;
  allowed: AllowedAct[];
}

/** A booking as its user, its provider or the regulator of its region sees it; to everybody else it does not exist. */
export async function findBooking(ctx: Context, id: string): Promise<Result<FoundBooking>> {
  const visible = visibility(ctx);
  if (!visible || !validate(id)) return fail(problems.notFound("booking"));
  const [row] = await selectBookings(ctx.db).where(and(eq(booking.id, id), visible));
  if (!row) return fail(problems.notFound("booking"));
  return ok(found(ctx, row));
}

/** Reads bookings by id in the one way that `findBooking` does, its text built once for each connection pool, planned once for each connection. */
const byId = new WeakMap<Tx, ReturnType<typeof prepareById>>();

const prepareById = (db: Tx) =>
  selectBookings(db)
    .where(sql`${booking.id} = ${sql.placeholder("id")} ${prepared}`)
    .prepare("booking");

/** A booking that the actor has just made: they may see it without being asked who they are. */
export async function findMade(ctx: Context, id: string): Promise<FoundBooking> {
  const statement = byId.get(ctx.db) ?? prepareById(ctx.db);
  byId.set(ctx.db, statement);
  const [row] = await statement.execute({ id });
  if (!row) throw new Error(`booking ${id} is gone`);
  return found(ctx, row);
}

function found(ctx: Context, row: Omit<BookingItem, "state">): FoundBooking {
  const now = ctx.clock.now();
  const state = effectiveState(row.booking, now);
  const allowed = actionsFor(ctx.actor, row.booking, now);
  return { ...row, state, scope: scopeIn(ctx, row.booking), allowed };
}

function visibility({ actor }: Context): SQL | undefined {
  const mine = actor.organization?.id;
  const own =
    mine && may(actor, "booking.use")
      ? or(eq(booking.organizationId, mine), ownAsProvider(mine, actor))
      : undefined;
  return may(actor, "booking.oversee") ? or(own, overseen(actor)) : own;
}

const ownAsProvider = (mine: string, actor: Context["actor"]): SQL | undefined =>
  may(actor, "booking.manage") ? eq(booking.providerId, mine) : undefined;

function overseen({ roles, regionPrefixes }: Context["actor"]): SQL {
  if (roles.includes("operator")) return sql`true`;
  const regions = regionPrefixes.map((prefix) => sql`starts_with(${listing.regionCode}, ${prefix})`);
  return or(...regions) ?? sql`false`;
}

function scopeIn({ actor }: Context, row: FoundBooking["booking"]): Scope {
  if (actsAsBooker(actor, row)) return "booker";
  return may(actor, "booking.manage", { organizationId: row.providerId }) ? "provider" : "overseer";
}

export interface BookingDetail extends FoundBooking {
  rules: BookingRules;
  /** What cancelling now would cost the booker. */
  cancelling: ReturnType<typeof cancellation>;
  history: (typeof auditEntry.$inferSelect)[];
  record: typeof usageRecord.$inferSelect | null;
  /** Until when the booker may move it, and what stands against it now. */
  moving: ReturnType<typeof moving>;
  /** Other requests for the same facility at that time, for the provider who decides. */
  competing: Competing[];
  /** What it takes along. */
  accessories: { name: string; quantity: number }[];
  groupName: string | null;
  bookedByName: string | null;
}

/** Everything the booking's page shows. */
export async function bookingDetail(ctx: Context, id: string): Promise<Result<BookingDetail>> {
  const seen = await findBooking(ctx, id);
  if (!seen.ok) return seen;
  const row = seen.value.booking;
  const now = ctx.clock.now();
  const [rules, history, [record], competing, accessories, names] = await Promise.all([
    rulesOf(ctx.db, row.facilityId, row.policyVersion),
    ctx.db
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.entity, "booking"), eq(auditEntry.entityId, id)))
      .orderBy(asc(auditEntry.seq)),
    ctx.db.select().from(usageRecord).where(eq(usageRecord.bookingId, id)),
    seen.value.scope === "provider" && row.state === "pending" ? competingRequests(ctx.db, row, now) : [],
    lentWith(ctx.db, id),
    namesOf(ctx.db, row),
  ]);
  const shown = { ...row, state: seen.value.state };
  const costs = { cancelling: cancellation(shown, rules, now), moving: moving(shown, rules, now) };
  const beside = { competing, accessories, ...names, ...costs };
  return ok({ ...seen.value, rules, history, record: record ?? null, ...beside });
}

const lentWith = (tx: Tx, bookingId: string) =>
  tx
    .select({ name: accessory.name, quantity: bookingAccessory.quantity })
    .from(bookingAccessory)
    .innerJoin(accessory, eq(accessory.id, bookingAccessory.accessoryId))
    .where(eq(bookingAccessory.bookingId, bookingId))
    .orderBy(asc(accessory.name));

/** The names of the group that it counts for and of who of the staff made it. */
async function namesOf(
  tx: Tx,
  { groupId, bookedBy }: FoundBooking["booking"],
): Promise<{ groupName: string | null; bookedByName: string | null }> {
  const [[group], [person]] = await Promise.all([
    groupId ? tx.select().from(researchGroup).where(eq(researchGroup.id, groupId)) : [],
    bookedBy ? tx.select({ name: appUser.name }).from(appUser).where(eq(appUser.id, bookedBy)) : [],
  ]);
  return { groupName: group?.name ?? null, bookedByName: person?.name ?? null };
}
