import { z } from "zod";
import { localMoment } from "#app/domain/booking/act-forms.ts";
import type { Moved } from "#app/domain/booking/moved.ts";
import { extend, reschedule } from "#app/domain/booking/reschedule.server.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** What a board posts once a move is confirmed: wall-clock times of the board's zone, or one of the offered alternatives. */
export const boardMove = (zone: string) =>
  z.strictObject({
    id: z.uuid(),
    /** IANA zone of the wall clock. */
    zone: z.string(),
    act: z.enum(["extend", "reschedule"]),
    start: localMoment(zone),
    end: localMoment(zone),
    reason: z.string().trim().max(500).default(""),
    overrideReason: z.string().trim().min(2).max(500).optional(),
    /** `start/end`, both instants. */
    instead: z
      .string()
      .transform((text) => text.split("/"))
      .pipe(z.tuple([instant, instant]))
      .optional(),
  });

export type BoardMove = z.output<ReturnType<typeof boardMove>>;

/** Moves or stretches a booking from the board; everything that the booking's page would ask or refuse holds here too. */
export async function retimeOnBoard(ctx: Context, move: BoardMove): Promise<Result<Moved>> {
  const { id, reason, overrideReason } = move;
  const [start, end] = move.instead ?? [move.start, move.end];
  if (start >= end) return fail(problems.invalid([{ path: "end", code: "end_before_start" }]));
  // Another time means another start, which only a move can give.
  return move.act === "extend" && !move.instead
    ? extend(ctx, id, { end, overrideReason })
    : reschedule(ctx, id, { start, end, reason, overrideReason });
}
