import { and, eq } from "drizzle-orm";
import { openingException } from "#db/schema/booking-policy.ts";
import type { Result } from "#app/runtime/problem.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { localDate } from "../hours.ts";
import { changeSetup } from "./change-setup.server.ts";
import type { ExceptionInput } from "./inputs.ts";

/** Gives one local date hours of its own, or none. Bookings that stand keep their time; whoever closes a day settles them. */
export function setException(
  ctx: Context,
  facilityId: string,
  { day, openings, note }: ExceptionInput,
): Promise<Result<void>> {
  return changeSetup(
    ctx,
    facilityId,
    { transition: "set-exception", detail: { day, openings } },
    async (tx) => {
      // A day is over everywhere when it is over in the last zone of the world.
      if (day < localDate(ctx.clock.now().getTime(), "Etc/GMT+12"))
        refuse(problems.invalid([{ path: "day", code: "in_the_past" }]));
      await tx
        .delete(openingException)
        .where(and(eq(openingException.facilityId, facilityId), eq(openingException.day, day)));
      const spans = openings.length > 0 ? openings : [{ fromMinute: null, toMinute: null }];
      await tx.insert(openingException).values(spans.map((span) => ({ ...span, facilityId, day, note })));
    },
  );
}

/** Gives a date back to the weekly hours. */
export function removeException(ctx: Context, facilityId: string, day: string): Promise<Result<void>> {
  return changeSetup(ctx, facilityId, { transition: "remove-exception", detail: { day } }, async (tx) => {
    const gone = await tx
      .delete(openingException)
      .where(and(eq(openingException.facilityId, facilityId), eq(openingException.day, day)))
      .returning({ id: openingException.id });
    if (gone.length === 0) refuse(problems.notFound("exception"));
  });
}
