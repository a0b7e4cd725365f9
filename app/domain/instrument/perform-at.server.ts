import { eq } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import { checkIn } from "../booking/check-in.server.ts";
import { checkOut } from "../booking/check-out.server.ts";
import { extend } from "../booking/reschedule.server.ts";
import type { Context } from "../context.ts";
import type { AtForm } from "./at-forms.ts";
import { extendedEnd } from "./extension.ts";
import { reportProblem } from "./report-problem.server.ts";

/** Carries out what somebody at a unit asks for. */
export async function performAt(ctx: Context, unitId: string, form: AtForm): Promise<Result<{ id: string }>> {
  switch (form.intent) {
    case "check-in":
      return checkIn(ctx, form.booking);
    case "check-out": {
      const { intent: _, booking: id, ...said } = form;
      return checkOut(ctx, id, said);
    }
    case "extend":
      return extendBy(ctx, form.booking, form.minutes);
    case "report":
      return reportProblem(ctx, unitId, { description: form.description, severity: form.severity });
  }
}

/** `extend` itself judges whether the booking is the actor's business; here only its end is looked up. */
async function extendBy(ctx: Context, id: string, minutes: number): Promise<Result<{ id: string }>> {
  const [row] = await ctx.db.select({ endsAt: booking.endsAt }).from(booking).where(eq(booking.id, id));
  return row
    ? extend(ctx, id, { end: extendedEnd(row.endsAt, minutes) })
    : fail(problems.notFound("booking"));
}
