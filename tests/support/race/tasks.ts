import { z } from "zod";
import type { Actor, Context } from "#app/domain/context.ts";
import { bundleInput } from "#app/domain/booking/bundle/inputs.ts";
import { reserveBundle } from "#app/domain/booking/bundle/reserve-bundle.server.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { closureInput } from "#app/domain/catalog/closure-inputs.ts";
import { setUnits } from "#app/domain/catalog/set-units.server.ts";
import { confirmHold } from "#app/domain/booking/confirm-hold.server.ts";
import { markNoShow } from "#app/domain/booking/check-in.server.ts";
import { approve } from "#app/domain/booking/approve.server.ts";
import { rescheduleInput, reserveInput } from "#app/domain/booking/inputs.ts";
import { extend, reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { seriesInput } from "#app/domain/booking/series/inputs.ts";
import { makeSeries } from "#app/domain/booking/series/make-series.server.ts";
import { transfer } from "#app/domain/booking/transfer/transfer.server.ts";
import { caseCommands } from "#app/domain/cases/commands.server.ts";
import { placeBid } from "#app/domain/deals/bidding/place-bid.server.ts";
import { enforceBlock } from "#app/domain/conduct/decide-block.server.ts";
import { bookSeat } from "#app/domain/qualification/book-seat.server.ts";
import { applyForVoucher } from "#app/domain/vouchers/apply.server.ts";
import { applyInput } from "#app/domain/vouchers/inputs.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Result } from "#app/runtime/problem.ts";

/** One thing that one client does. Times as text, because it travels between processes. */
export interface Task {
  actor: Actor;
  kind:
    | "reserve"
    | "approve"
    | "cancel"
    | "confirm"
    | "reschedule"
    | "extend"
    | "close"
    | "series"
    | "bundle"
    | "transfer"
    | "units"
    | "no-show"
    | "enforce"
    | "seat"
    | "serve"
    | "decide"
    | "apply-voucher"
    | "bid";
  id: string;
  start?: string;
  end?: string;
  /** The other facility of a bundle. */
  with?: string;
  /** Whom a booking is handed to. */
  email?: string;
  /** The units that a list of the provider's names, or that are closed. */
  units?: number[];
  /** What a closure does about the bookings in its way. */
  choices?: Record<string, "move" | "offer" | "cancel">;
  /** What else a booking asks for. */
  extra?: Record<string, unknown>;
  /** This client's clock, where it is not the one of the heat. */
  now?: string;
}

/** How it went: `ok`, the problem's code, or what was thrown; with the alternatives of a taken slot. */
export interface Outcome {
  outcome: string;
  alternatives: number;
}

export async function perform(ctx: Context, task: Task): Promise<Outcome> {
  try {
    const result = await act(task.now ? { ...ctx, clock: fixedClock(task.now) } : ctx, task);
    const alternatives = result.ok
      ? []
      : z.array(z.unknown()).catch([]).parse(result.problem.details?.alternatives);
    return { outcome: result.ok ? "ok" : result.problem.code, alternatives: alternatives.length };
  } catch (error) {
    return { outcome: `thrown: ${String(error)}`, alternatives: 0 };
  }
}

function act(ctx: Context, { kind, id, start, end, ...more }: Task): Promise<Result<unknown>> {
  const wish = { facilityId: id, start, end, purpose: "竞争测试", ...more.extra };
  switch (kind) {
    case "reserve":
      return reserve(ctx, reserveInput.parse(wish));
    case "series": {
      const pattern = { frequency: "weekly", count: 3 };
      return makeSeries(ctx, seriesInput.parse({ first: wish, pattern, conflicts: "refuse" }));
    }
    case "bundle":
      return reserveBundle(ctx, bundleInput.parse({ bookings: [wish, { ...wish, facilityId: more.with }] }));
    case "transfer":
      return transfer(ctx, id, { email: more.email ?? "", reason: "" });
    case "units":
      return setUnits(ctx, id, {
        version: 1,
        units: (more.units ?? []).map((number) => ({ number, label: "" })),
      });
    case "approve":
      return approve(ctx, id, { reason: "" });
    case "cancel":
      return cancel(ctx, id, { reason: "竞争测试" });
    case "confirm":
      return confirmHold(ctx, id);
    case "reschedule":
      return reschedule(ctx, id, rescheduleInput.parse({ start, end }));
    case "no-show":
      return markNoShow(ctx, id);
    case "apply-voucher":
      return applyForVoucher(ctx, id, applyInput.parse(more.extra));
    case "enforce":
      return enforceBlock(ctx, id);
    case "seat":
      return bookSeat(ctx, id);
    case "serve":
      return caseCommands.serve.run(ctx, id, { how: "electronic" });
    case "bid":
      return placeBid(ctx, id, { amount: Number(more.extra?.amount) });
    case "decide":
      return caseCommands.decide.run(ctx, id, caseCommands.decide.input.parse(more.extra));
    case "extend":
      return extend(ctx, id, { end: new Date(end ?? "") });
    case "close": {
      const times = { startsAt: new Date(start ?? ""), endsAt: new Date(end ?? "") };
      const { units, choices } = more;
      const why = { cause: "closure", reason: "竞争测试" };
      return addClosure(ctx, id, closureInput.parse({ ...times, ...why, units, choices }));
    }
  }
}
