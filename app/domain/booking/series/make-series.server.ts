import { bookingSeries } from "#db/schema/booking.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { type Problem, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { transact } from "../../transact.server.ts";
import { bookerFor } from "../booker.server.ts";
import { loadFacility } from "../known-facility.server.ts";
import { lockFacilities } from "../lock.server.ts";
import type { Booker } from "../plan.server.ts";
import { reserveLocked } from "../reserve.server.ts";
import { asAsked } from "../questions.ts";
import { attempt, refuseBarred, rehearse } from "../together/rehearse.server.ts";
import type { Reserved } from "../write-booking.server.ts";
import type { ReserveInput } from "../inputs.ts";
import { mostOccurrences, type SeriesInput } from "./inputs.ts";
import { occurrencesOf, ruleOf } from "./rule.ts";

/** One occurrence: what it became, or why it could not be booked. */
export interface Occurrence {
  start: string;
  end: string;
  booked: Reserved | null;
  problem: Problem | null;
}

export interface MadeSeries {
  id: string;
  occurrences: Occurrence[];
}

/**
 * Books a time again and again by a rule, in one transaction under the facility's lock. Each occurrence is asked of the
 * rules in the light of those before it. With `conflicts: "refuse"`, one that cannot be booked refuses all with
 * `series_conflicts`; with `skip` the rest is booked, unless nothing is left. `details.occurrences` says which and why.
 */
export async function makeSeries(ctx: Context, input: SeriesInput): Promise<Result<MadeSeries>> {
  const booker = await seriesBooker(ctx, input);
  if (!booker.ok) return booker;
  return transact(ctx.db, async (tx) => {
    const made = await writeSeries(tx, ctx, booker.value, input);
    const failed = made.occurrences.filter(({ problem }) => problem !== null);
    const booked = made.occurrences.length - failed.length;
    refuseBarred(failed);
    if (booked === 0 || (failed.length > 0 && input.conflicts === "refuse"))
      return refuse(seriesConflicts(made.occurrences));
    await announceSeries(tx, made, booked);
    return made;
  });
}

/** What `makeSeries` would come to now: every occurrence with its conflict or its price. Nothing is kept. */
export async function previewSeries(ctx: Context, input: SeriesInput): Promise<Result<Occurrence[]>> {
  const booker = await seriesBooker(ctx, input);
  if (!booker.ok) return booker;
  return rehearse(ctx.db, async (tx) => (await writeSeries(tx, ctx, booker.value, input)).occurrences);
}

const seriesBooker = (ctx: Context, { first }: SeriesInput): Promise<Result<Booker>> =>
  bookerFor(ctx, first.facilityId, first.forEmail);

async function writeSeries(
  tx: Tx,
  ctx: Context,
  booker: Booker,
  { first, pattern }: SeriesInput,
): Promise<MadeSeries> {
  await lockFacilities(tx, [first.facilityId]);
  const facility = await loadFacility(tx, first.facilityId, ctx.clock.now());
  if (!facility) return refuse(problems.notFound("facility"));
  const length = Math.round((first.end.getTime() - first.start.getTime()) / 60_000);
  const rule = ruleOf(pattern);
  const times = occurrencesOf(rule, first.start, length, facility.zone).slice(0, mostOccurrences);
  const { organizationId, userId } = booker;
  const [series] = await tx
    .insert(bookingSeries)
    .values({
      ...{ facilityId: first.facilityId, organizationId, userId, rule },
      ...{ firstStart: first.start, minutes: length, createdAt: ctx.clock.now() },
    })
    .returning({ id: bookingSeries.id });
  if (!series) throw new Error("a series was not returned by its insert");
  const occurrences: Occurrence[] = [];
  const reserve = (wish: ReserveInput) =>
    attempt(tx, (inner) => reserveLocked(inner, ctx, booker, wish, { seriesId: series.id, quiet: true }));
  for (const { start, end } of times) {
    const wish = asAsked({ ...first, start: new Date(start), end: new Date(end) });
    const paid = await reserve(wish);
    // A voucher that has paid for one pays for the next as long as it lasts; what it no longer pays for is booked without.
    const alone =
      first.voucherId !== undefined && occurrences.some(({ booked }) => booked) && isVouchers(paid);
    const result = alone ? await reserve({ ...wish, voucherId: undefined }) : paid;
    occurrences.push({
      start: wish.start.toISOString(),
      end: wish.end.toISOString(),
      booked: result.ok ? result.value : null,
      problem: result.ok ? null : result.problem,
    });
  }
  return { id: series.id, occurrences };
}

/** Whether nothing but the voucher stands in the way. */
const isVouchers = (result: Result<Reserved>): boolean =>
  !result.ok &&
  result.problem.code === "policy" &&
  (result.problem.reasons ?? []).every(({ rule }) => rule.startsWith("voucher_"));

/** One notice for all of them, about the first. */
async function announceSeries(tx: Tx, { occurrences }: MadeSeries, booked: number): Promise<void> {
  const first = occurrences.find((one) => one.booked !== null)?.booked;
  if (!first) return;
  const [template, parties] =
    first.state === "pending"
      ? ["booking-series-requested", ["provider"]]
      : ["booking-series-confirmed", ["booker", "provider"]];
  const about = { entity: "booking", entityId: first.id, reason: String(booked) };
  await enqueue(tx, "notify", { ...about, template, parties });
}

/** Occurrences stand in the way of each other or of somebody; `occurrences` says which and why. */
export const seriesConflicts = (occurrences: readonly { problem: Problem | null }[]): Problem => ({
  code: "series_conflicts",
  status: 409,
  params: { count: occurrences.filter(({ problem }) => problem !== null).length },
  details: { occurrences },
});
