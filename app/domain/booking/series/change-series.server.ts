import { and, asc, eq, gt, gte, inArray } from "drizzle-orm";
import { booking, bookingSeries } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, type Problem, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { transact } from "../../transact.server.ts";
import { cancelLocked } from "../cancel.server.ts";
import { loadFacility } from "../known-facility.server.ts";
import { lockFacilities } from "../lock.server.ts";
import type { BookingRow } from "../booking-row.ts";
import { rescheduleLocked } from "../reschedule.server.ts";
import { settleFacility } from "../settle.server.ts";
import { attempt, refuseBarred, rehearse } from "../together/rehearse.server.ts";
import type { Reach, RetimeSeriesInput } from "./inputs.ts";
import { seriesConflicts } from "./make-series.server.ts";
import { atTimeOfDay } from "./rule.ts";

/** What a change makes of one occurrence. `charge` in fen, for one that is cancelled late. */
export interface Change {
  id: string;
  start: string;
  end: string;
  charge: number | null;
  problem: Problem | null;
}

type SeriesRow = typeof bookingSeries.$inferSelect;

/** Cancels the occurrences of a series that have not begun, from one on or all. All or none; each like a single one. */
export function cancelSeries(
  ctx: Context,
  id: string,
  reach: Reach,
  { reason }: { reason: string },
): Promise<Result<Change[]>> {
  return change(ctx, id, (tx, series) => cancelWithin(tx, ctx, series, reach, reason));
}

/** What cancelling them would cost now. */
export const previewCancelSeries = (ctx: Context, id: string, reach: Reach): Promise<Result<Change[]>> =>
  preview(ctx, id, (tx, series) => cancelWithin(tx, ctx, series, reach, "--"));

/**
 * Gives the occurrences that have not begun another time of day and length, from one on or all. With `refuse`, one that
 * cannot be moved refuses all with `series_conflicts`; with `skip` it keeps its time.
 */
export function retimeSeries(
  ctx: Context,
  id: string,
  reach: Reach,
  input: RetimeSeriesInput,
): Promise<Result<Change[]>> {
  return change(ctx, id, async (tx, series) => {
    const changes = await retimeWithin(tx, ctx, series, reach, input);
    refuseBarred(changes);
    const failed = changes.filter(({ problem }) => problem !== null).length;
    if (failed === changes.length || (failed > 0 && input.conflicts === "refuse"))
      return refuse(seriesConflicts(changes));
    return changes;
  });
}

/** What moving them would come to now. */
export const previewRetimeSeries = (
  ctx: Context,
  id: string,
  reach: Reach,
  input: RetimeSeriesInput,
): Promise<Result<Change[]>> => preview(ctx, id, (tx, series) => retimeWithin(tx, ctx, series, reach, input));

type Work = (tx: Tx, series: SeriesRow) => Promise<Change[]>;

async function change(ctx: Context, id: string, work: Work): Promise<Result<Change[]>> {
  const series = await ownSeries(ctx, id);
  return series.ok ? transact(ctx.db, (tx) => locked(tx, ctx, series.value, work)) : series;
}

async function preview(ctx: Context, id: string, work: Work): Promise<Result<Change[]>> {
  const series = await ownSeries(ctx, id);
  return series.ok ? rehearse(ctx.db, (tx) => locked(tx, ctx, series.value, work)) : series;
}

async function locked(tx: Tx, ctx: Context, series: SeriesRow, work: Work): Promise<Change[]> {
  await lockFacilities(tx, [series.facilityId]);
  await settleFacility(tx, ctx, series.facilityId);
  return work(tx, series);
}

/** The series, if the actor's organisation made it; the provider's staff act on single bookings. */
export async function ownSeries({ db, actor }: Context, id: string): Promise<Result<SeriesRow>> {
  const [series] = await db.select().from(bookingSeries).where(eq(bookingSeries.id, id));
  const mine = series && may(actor, "booking.use", { organizationId: series.organizationId });
  return mine ? { ok: true, value: series } : fail(problems.notFound("series"));
}

async function upcoming(tx: Tx, ctx: Context, series: SeriesRow, { from }: Reach): Promise<BookingRow[]> {
  const [first] = from
    ? await tx
        .select({ startsAt: booking.startsAt })
        .from(booking)
        .where(and(eq(booking.id, from), eq(booking.seriesId, series.id)))
    : [];
  if (from && !first) return refuse(problems.notFound("booking"));
  const rows = await tx
    .select()
    .from(booking)
    .where(
      and(
        eq(booking.seriesId, series.id),
        inArray(booking.state, ["held", "pending", "confirmed"]),
        gt(booking.startsAt, ctx.clock.now()),
        first && gte(booking.startsAt, first.startsAt),
      ),
    )
    .orderBy(asc(booking.startsAt));
  return rows.length > 0 ? rows : refuse({ code: "series_over", status: 409 });
}

async function cancelWithin(
  tx: Tx,
  ctx: Context,
  series: SeriesRow,
  reach: Reach,
  reason: string,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const row of await upcoming(tx, ctx, series, reach)) {
    const done = await cancelLocked(tx, ctx, row, reason, { quiet: true });
    changes.push(changeOf(row, { charge: done.charge }));
  }
  await tellProvider(tx, "booking-series-cancelled", changes);
  return changes;
}

async function retimeWithin(
  tx: Tx,
  ctx: Context,
  series: SeriesRow,
  reach: Reach,
  { time, minutes }: RetimeSeriesInput,
): Promise<Change[]> {
  const facility = await loadFacility(tx, series.facilityId, ctx.clock.now());
  if (!facility) return refuse(problems.notFound("facility"));
  const rows = await upcoming(tx, ctx, series, reach);
  const changes = new Map<string, Change>();
  // Later ones first when the hour moves back onto the day before's: neighbours of one series do not block each other.
  const [first] = rows;
  const later = first !== undefined && atTimeOfDay(first.startsAt, time, facility.zone) > first.startsAt;
  for (const row of later ? rows.toReversed() : rows) {
    const start = atTimeOfDay(row.startsAt, time, facility.zone);
    const to = { start, end: new Date(start.getTime() + minutes * 60_000), reason: "" };
    const result = await attempt(tx, (inner) =>
      rescheduleLocked(inner, ctx, row, facility, to, { quiet: true }),
    );
    const problem = result.ok ? null : result.problem;
    changes.set(row.id, changeOf({ id: row.id, startsAt: to.start, endsAt: to.end }, { problem }));
  }
  const inOrder = rows.flatMap(({ id }) => changes.get(id) ?? []);
  await tellProvider(
    tx,
    "booking-series-moved",
    inOrder.filter(({ problem }) => problem === null),
  );
  return inOrder;
}

/** One notice for all that changed, about the first of them. */
async function tellProvider(tx: Tx, template: string, [first, ...more]: readonly Change[]): Promise<void> {
  if (!first) return;
  const about = { entity: "booking", entityId: first.id, reason: String(more.length + 1) };
  await enqueue(tx, "notify", { ...about, template, parties: ["provider"] });
}

const changeOf = (
  { id, startsAt, endsAt }: Pick<BookingRow, "id" | "startsAt" | "endsAt">,
  { charge = null, problem = null }: { charge?: number | null; problem?: Problem | null },
): Change => ({ id, start: startsAt.toISOString(), end: endsAt.toISOString(), charge, problem });
