import { and, eq, gt, sql } from "drizzle-orm";
import { slot } from "#db/schema/booking.ts";
import { bundleInput } from "#app/domain/booking/bundle/inputs.ts";
import { reserveBundle } from "#app/domain/booking/bundle/reserve-bundle.server.ts";
import { confirmHold } from "#app/domain/booking/confirm-hold.server.ts";
import { reserveInput } from "#app/domain/booking/inputs.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { cancelSeries, retimeSeries } from "#app/domain/booking/series/change-series.server.ts";
import { seriesInput } from "#app/domain/booking/series/inputs.ts";
import { makeSeries } from "#app/domain/booking/series/make-series.server.ts";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { closureInput } from "#app/domain/catalog/closure-inputs.ts";
import { liftClosure } from "#app/domain/catalog/lift-closure.server.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { type Maker, type Operation, somePlace, someTime, someWish } from "./operation.ts";

const command = (
  { kind, person, target }: Omit<Operation, "work">,
  run: (ctx: Context) => Promise<Result<readonly string[]>>,
): Operation => ({ kind, person, target, work: { via: "command", run } });

const hold: Maker = (draw) => {
  const wish = someWish(draw);
  const holdUntil = new Date(draw.now + 60_000 * (1 + draw.random.below(4)));
  return command({ kind: "hold", person: draw.me, target: wish.facilityId }, async (ctx) => {
    const made = await reserve(ctx, reserveInput.parse(wish), { holdUntil });
    if (!made.ok) return made;
    const { id, state, start, end } = made.value;
    const times = { start: Date.parse(start), end: Date.parse(end) };
    draw.knowledge.see({ id, state, facilityId: wish.facilityId, ...times });
    return ok([id]);
  });
};

const confirm: Maker = (draw) => {
  const held = draw.knowledge.some(draw.random, ["held"]);
  if (!held) return undefined;
  return command({ kind: "confirm", person: draw.me, target: held.id }, async (ctx) => {
    const done = await confirmHold(ctx, held.id);
    return done.ok ? ok([]) : done;
  });
};

/** Two places at one time, named in any order. */
const bundle: Maker = (draw) => {
  const times = someTime(draw);
  const input = bundleInput.parse({ bookings: [1, 2].map(() => ({ ...someWish(draw), ...times })) });
  return command({ kind: "bundle", person: draw.me, target: null }, async (ctx) => {
    const made = await reserveBundle(ctx, input);
    return made.ok ? ok(made.value.lines.flatMap(({ booked }) => booked?.id ?? [])) : made;
  });
};

const series: Maker = (draw) => {
  const first = someWish(draw);
  const conflicts = draw.random.chance(0.5) ? "skip" : "refuse";
  const input = seriesInput.parse({ first, pattern: { frequency: "daily", count: 3 }, conflicts });
  return command({ kind: "series", person: draw.me, target: first.facilityId }, async (ctx) => {
    const made = await makeSeries(ctx, input);
    if (!made.ok) return made;
    draw.knowledge.series.push(made.value.id);
    return ok(made.value.occurrences.flatMap(({ booked }) => booked?.id ?? []));
  });
};

const changeSeries =
  (kind: "cancel-series" | "retime-series"): Maker =>
  (draw) => {
    const id = draw.random.pick(draw.knowledge.series.slice(-6));
    if (!id) return undefined;
    const time = new Date(someTime(draw).start).toLocaleTimeString("en-GB", {
      timeZone: "Asia/Shanghai",
      timeStyle: "short",
    });
    return command({ kind, person: draw.me, target: id }, async (ctx) => {
      const done =
        kind === "cancel-series"
          ? await cancelSeries(ctx, id, {}, { reason: "" })
          : await retimeSeries(ctx, id, {}, { time, minutes: 10, conflicts: "skip" });
      return done.ok ? ok([]) : done;
    });
  };

/** Closes one unit of several; what is in its way goes elsewhere where it can, else off with other times named. */
const outage: Maker = (draw) => {
  const place = somePlace(draw);
  const unit = draw.random.pick(place.units);
  if (!unit || place.units.length < 2) return undefined;
  const { start, end } = someTime(draw);
  const times = { startsAt: new Date(start), endsAt: new Date(end), units: [unit.number] };
  const choice = draw.random.chance(0.5) ? "move" : "offer";
  return command({ kind: "outage", person: draw.world.staff, target: place.id }, async (ctx) => {
    const close = (choices: Record<string, string>) =>
      addClosure(
        ctx,
        place.id,
        closureInput.parse({ ...times, cause: "maintenance", reason: "试验检修", choices }),
      );
    const first = await close({});
    const inWay = first.ok ? [] : idsIn(first.problem.details?.bookings);
    const done = inWay.length > 0 ? await close(Object.fromEntries(inWay.map((id) => [id, choice]))) : first;
    return done.ok ? ok([]) : done;
  });
};

const idsIn = (bookings: unknown): string[] =>
  Array.isArray(bookings)
    ? bookings.map((one: unknown) => String(Reflect.get(Object(one), "bookingId")))
    : [];

const lift: Maker = (draw) => {
  const place = somePlace(draw);
  return command({ kind: "lift", person: draw.world.staff, target: place.id }, async (ctx) => {
    const [closed] = await ctx.db
      .select({ id: slot.id })
      .from(slot)
      .where(
        and(
          eq(slot.facilityId, place.id),
          eq(slot.state, "closed"),
          gt(sql`upper(${slot.blocked})`, sql`${ctx.clock.now().toISOString()}::timestamptz`),
        ),
      )
      .limit(1);
    if (!closed) return fail(problems.notFound("closure"));
    const done = await liftClosure(ctx, place.id, [closed.id]);
    return done.ok ? ok([]) : done;
  });
};

/** What the API does not offer, by the commands themselves, and how often it is done. */
export const byCommand: readonly [weight: number, Maker][] = [
  [6, hold],
  [5, confirm],
  [4, bundle],
  [3, series],
  [1, changeSeries("cancel-series")],
  [2, changeSeries("retime-series")],
  [3, outage],
  [2, lift],
];
