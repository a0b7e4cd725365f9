import { fail, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import type { ActForm } from "./act-forms.ts";
import { approve, reject } from "./approve.server.ts";
import { cancel } from "./cancel.server.ts";
import { checkIn, markNoShow } from "./check-in.server.ts";
import { checkOut } from "./check-out.server.ts";
import { complete, correctRecord } from "./complete.server.ts";
import { confirmHold } from "./confirm-hold.server.ts";
import { evaluate } from "./evaluate.server.ts";
import type { Moved } from "./moved.ts";
import { extend, reschedule } from "./reschedule.server.ts";
import { transfer } from "./transfer/transfer.server.ts";

/** Carries out what a form of the booking's page asks for. */
export async function performAct(ctx: Context, id: string, form: ActForm): Promise<Result<Moved>> {
  switch (form.intent) {
    case "confirm":
      return confirmHold(ctx, id);
    case "approve":
      return approve(ctx, id, form);
    case "reject":
      return reject(ctx, id, form);
    case "cancel":
      return cancel(ctx, id, form);
    case "check-in":
      return checkIn(ctx, id);
    case "no-show":
      return markNoShow(ctx, id);
    case "check-out":
      return checkOut(ctx, id, form);
    case "complete":
      return complete(ctx, id, form);
    case "correct":
      return correctRecord(ctx, id, form);
    case "evaluate":
      return evaluate(ctx, id, form);
    case "extend":
      return extend(ctx, id, form);
    case "transfer":
      return transfer(ctx, id, form);
    case "reschedule":
      return form.start < form.end ? reschedule(ctx, id, form) : fail(problems.invalid([wrongOrder]));
  }
}

const wrongOrder = { path: "end", code: "end_before_start" };
