import { z } from "zod";
import type { Actor, Context } from "#app/domain/context.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { closureInput } from "#app/domain/catalog/closure-inputs.ts";
import { confirmHold } from "#app/domain/booking/confirm-hold.server.ts";
import { approve } from "#app/domain/booking/approve.server.ts";
import { rescheduleInput, reserveInput } from "#app/domain/booking/inputs.ts";
import { extend, reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import type { Result } from "#app/runtime/problem.ts";

/** One thing that one client does. Times as text, because it travels between processes. */
export interface Task {
  actor: Actor;
  kind: "reserve" | "approve" | "cancel" | "confirm" | "reschedule" | "extend" | "close";
  id: string;
  start?: string;
  end?: string;
}

/** How it went: `ok`, the problem's code, or what was thrown; with the alternatives of a taken slot. */
export interface Outcome {
  outcome: string;
  alternatives: number;
}

export async function perform(ctx: Context, task: Task): Promise<Outcome> {
  try {
    const result = await act(ctx, task);
    const alternatives = result.ok
      ? []
      : z.array(z.unknown()).catch([]).parse(result.problem.details?.alternatives);
    return { outcome: result.ok ? "ok" : result.problem.code, alternatives: alternatives.length };
  } catch (error) {
    return { outcome: `thrown: ${String(error)}`, alternatives: 0 };
  }
}

function act(ctx: Context, { kind, id, start, end }: Task): Promise<Result<unknown>> {
  switch (kind) {
    case "reserve":
      return reserve(ctx, reserveInput.parse({ facilityId: id, start, end, purpose: "竞争测试" }));
    case "approve":
      return approve(ctx, id, { reason: "" });
    case "cancel":
      return cancel(ctx, id, { reason: "竞争测试" });
    case "confirm":
      return confirmHold(ctx, id);
    case "reschedule":
      return reschedule(ctx, id, rescheduleInput.parse({ start, end }));
    case "extend":
      return extend(ctx, id, { end: new Date(end ?? "") });
    case "close": {
      const times = { startsAt: new Date(start ?? ""), endsAt: new Date(end ?? "") };
      return addClosure(ctx, id, closureInput.parse({ ...times, cause: "closure", reason: "竞争测试" }));
    }
  }
}
