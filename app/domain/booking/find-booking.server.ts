import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { validate } from "uuid";
import { booking, slot, usageRecord } from "#db/schema/booking.ts";
import { listing } from "#db/schema/catalog.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { type AllowedAct, actionsFor, actsAsBooker } from "./actions.ts";
import { rangeOf } from "./calendar.server.ts";
import { rulesOf } from "./facility.server.ts";
import { type BookingItem, selectBookings } from "./list-bookings.server.ts";
import { type BookingRules, cancellation } from "./policy.ts";
import { spanOf } from "./spans.ts";
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
  const now = ctx.clock.now();
  const state = effectiveState(row.booking, now);
  return ok({
    ...row,
    state,
    scope: scopeIn(ctx, row.booking),
    allowed: actionsFor(ctx.actor, row.booking, now),
  });
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
  /** Other requests for the same facility at that time, for the provider who decides. */
  competing: number;
}

/** Everything the booking's page shows. */
export async function bookingDetail(ctx: Context, id: string): Promise<Result<BookingDetail>> {
  const found = await findBooking(ctx, id);
  if (!found.ok) return found;
  const row = found.value.booking;
  const [rules, history, [record], competing] = await Promise.all([
    rulesOf(ctx.db, row.facilityId, row.policyVersion),
    ctx.db
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.entity, "booking"), eq(auditEntry.entityId, id)))
      .orderBy(asc(auditEntry.seq)),
    ctx.db.select().from(usageRecord).where(eq(usageRecord.bookingId, id)),
    found.value.scope === "provider" ? countCompeting(ctx, row) : 0,
  ]);
  const cancelling = cancellation({ ...row, state: found.value.state }, rules, ctx.clock.now());
  return ok({ ...found.value, rules, cancelling, history, record: record ?? null, competing });
}

async function countCompeting({ db }: Context, row: FoundBooking["booking"]): Promise<number> {
  const [found] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(slot)
    .where(
      and(
        eq(slot.facilityId, row.facilityId),
        sql`${slot.blocked} && ${rangeOf(spanOf(row.startsAt, row.endsAt))}`,
        eq(slot.state, "pending"),
        sql`${slot.bookingId} <> ${row.id}`,
      ),
    );
  return found?.n ?? 0;
}
