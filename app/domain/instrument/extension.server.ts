import { planTime } from "../booking/retime.server.ts";
import { loadFacility } from "../booking/known-facility.server.ts";
import type { BookingRow } from "../booking/booking-row.ts";
import { reviewExtension } from "../booking/policy.ts";
import type { Problem } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { transact } from "../transact.server.ts";
import { extendedEnd, extensionMinutes } from "./extension.ts";

/** A step by which a running use could be made longer, and what speaks against it; null = it is free. */
export interface ExtensionStep {
  minutes: number;
  end: Date;
  problem: Problem | null;
}

/** Asks the rules and the calendar about each step, as extending would; what follows at the instrument limits them. */
export async function extensionSteps(ctx: Context, row: BookingRow): Promise<ExtensionStep[]> {
  const facility = await loadFacility(ctx.db, row.facilityId, ctx.clock.now());
  if (!facility) return [];
  return Promise.all(
    extensionMinutes.map(async (minutes) => {
      const end = extendedEnd(row.endsAt, minutes);
      const to = { start: row.startsAt, end };
      const tried = await transact(ctx.db, (tx) =>
        planTime(tx, ctx, row, facility, to, reviewExtension, true),
      );
      return { minutes, end, problem: tried.ok ? null : tried.problem };
    }),
  );
}
