import { v7 as uuid } from "uuid";
import type { Tx } from "#db/client.ts";
import { type Problem, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { transact } from "../../transact.server.ts";
import { lockVoucher } from "../../vouchers/lock.server.ts";
import { bookerFor } from "../booker.server.ts";
import type { ReserveInput } from "../inputs.ts";
import { lockFacilities } from "../lock.server.ts";
import type { Booker } from "../plan.server.ts";
import { reserveLocked } from "../reserve.server.ts";
import { asAsked } from "../questions.ts";
import { attempt, refuseBarred, rehearse } from "../together/rehearse.server.ts";
import type { Reserved } from "../write-booking.server.ts";
import type { BundleInput } from "./inputs.ts";

/** One of several bookings: what it became, or why it could not be made. */
export interface BundleLine {
  facilityId: string;
  start: string;
  end: string;
  booked: Reserved | null;
  problem: Problem | null;
}

export interface Bundle {
  id: string;
  lines: BundleLine[];
}

/**
 * Books several facilities or times at once, all or none, in one transaction under all their locks. Refuses with
 * `standing`, or with `bundle_refused`; `details.lines` says of each line whether it could have been booked and every reason against it.
 */
export async function reserveBundle(ctx: Context, input: BundleInput): Promise<Result<Bundle>> {
  const wishes = await wishesFor(ctx, input);
  if (!wishes.ok) return wishes;
  return transact(ctx.db, async (tx) => {
    const bundle = await writeBundle(tx, ctx, wishes.value);
    refuseBarred(bundle.lines);
    const refused = bundle.lines.filter(({ problem }) => problem !== null).length;
    if (refused > 0)
      return refuse({
        code: "bundle_refused",
        status: 409,
        params: { count: refused },
        details: { lines: bundle.lines },
      });
    return bundle;
  });
}

/** What `reserveBundle` would come to now, line by line. Nothing is kept. */
export async function previewBundle(ctx: Context, input: BundleInput): Promise<Result<BundleLine[]>> {
  const wishes = await wishesFor(ctx, input);
  if (!wishes.ok) return wishes;
  return rehearse(ctx.db, async (tx) => (await writeBundle(tx, ctx, wishes.value)).lines);
}

interface BookerWish {
  booker: Booker;
  wish: ReserveInput;
}

async function wishesFor(ctx: Context, { bookings }: BundleInput): Promise<Result<BookerWish[]>> {
  const all: BookerWish[] = [];
  for (const wish of bookings) {
    const booker = await bookerFor(ctx, wish.facilityId, wish.forEmail);
    if (!booker.ok) return booker;
    all.push({ booker: booker.value, wish: asAsked(wish) });
  }
  return { ok: true, value: all };
}

const vouchersOf = (wishes: readonly BookerWish[]): string[] =>
  [...new Set(wishes.flatMap(({ wish: { voucherId } }) => (voucherId ? [voucherId] : [])))].toSorted();

async function writeBundle(tx: Tx, ctx: Context, wishes: readonly BookerWish[]): Promise<Bundle> {
  await lockFacilities(
    tx,
    wishes.map(({ wish }) => wish.facilityId),
  );
  // All at once and in one order, so that two bundles do not wait for each other.
  for (const voucherId of vouchersOf(wishes)) await lockVoucher(tx, voucherId);
  const id = uuid();
  const lines: BundleLine[] = [];
  for (const { booker, wish } of wishes) {
    const result = await attempt(tx, (inner) => reserveLocked(inner, ctx, booker, wish, { bundleId: id }));
    lines.push({
      facilityId: wish.facilityId,
      start: wish.start.toISOString(),
      end: wish.end.toISOString(),
      booked: result.ok ? result.value : null,
      problem: result.ok ? null : result.problem,
    });
  }
  return { id, lines };
}
