import { and, eq, inArray, sql } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { measureState } from "#db/published.ts";
import type { MeasureEffect, RunningRule } from "#db/schema/vocabulary.ts";
import type { Context } from "../context.ts";
import { throwFailures, workThrough } from "../due.server.ts";
import { transact } from "../transact.server.ts";
import { lockFacilities } from "./lock.server.ts";
import { moveBooking, settle } from "./move-booking.server.ts";

/** A measure with the published rule of its kind, in the version that it was decided by. */
export interface Laid extends Record<string, unknown> {
  organizationId: string;
  caseNo: string;
  until: string | null;
  state: string;
  running: RunningRule;
  effects: MeasureEffect[];
}

/**
 * The `stop-bookings` job, once a measure has begun: by the published rule of its kind, what the organisation has booked
 * within its term and not yet begun to use is cancelled, and so are bookings of its own facilities where they are hidden.
 * Nothing is charged, nothing enters the usage record, both sides are told. What has begun may finish. Returns how many
 * were stopped; a second run finds none.
 */
export async function stopForbidden(ctx: Context, measureId: string): Promise<number> {
  const now = ctx.clock.now();
  const laid = await stoppingMeasure(ctx, measureId);
  if (!laid) return 0;
  const found = await ctx.db
    .select({ id: booking.id, facilityId: booking.facilityId })
    .from(booking)
    .where(and(stoppable, sql`${booking.startsAt} > ${now.toISOString()}::timestamptz`, hit(laid)))
    .orderBy(booking.facilityId, booking.id);
  const failures = await workThrough("booking", found, ({ id, facilityId }) =>
    stopOne(ctx, id, facilityId, laid.caseNo),
  );
  throwFailures("stop-bookings", failures);
  return found.length;
}

/** The measure, if it is in force and its rule stops what has not begun; undefined where everything goes on. */
export async function stoppingMeasure(
  { db, clock }: Pick<Context, "db" | "clock">,
  measureId: string,
): Promise<Laid | undefined> {
  const [laid] = await db.execute<Laid>(sql`
    select m.organization_id as "organizationId", m.case_no as "caseNo", m.until,
      ${measureState(clock.now())} as state, r.running, r.effects
    from measure m join decision d on d.id = m.decision_id
      join measure_rule r on r.rule_book_id = d.rule_book_id and r.kind = m.kind
    where m.id = ${measureId}`);
  return laid?.state === "in_force" && laid.running !== "go_on" ? laid : undefined;
}

const stoppable = inArray(booking.state, ["held", "pending", "confirmed"]);

/** Bookings that the measure is in the way of: as user, and as provider where its facilities are hidden. */
function hit({ organizationId, until, effects }: Laid) {
  const asUser = effects.includes("no_booking") ? eq(booking.organizationId, organizationId) : sql`false`;
  const asProvider = effects.includes("hidden") ? eq(booking.providerId, organizationId) : sql`false`;
  const within = until === null ? sql`true` : sql`${booking.startsAt} < ${until}::timestamptz`;
  return sql`(${asUser} or ${asProvider}) and ${within}`;
}

const stopOne = (ctx: Context, id: string, facilityId: string, caseNo: string) =>
  transact(ctx.db, async (tx) => {
    await lockFacilities(tx, [facilityId]);
    const [found] = await tx.select().from(booking).where(eq(booking.id, id));
    const row = found && (await settle(tx, ctx, found));
    const open = row && ["held", "pending", "confirmed"].includes(row.state);
    if (!row || !open || row.startsAt <= ctx.clock.now()) return;
    await moveBooking(
      tx,
      ctx,
      row,
      { transition: "restrict", reason: caseNo },
      { reason: caseNo, charge: null },
    );
  });
