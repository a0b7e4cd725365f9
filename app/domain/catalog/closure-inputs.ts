import { z } from "zod";
import { text } from "../values.ts";

/** What is done about a booking in a closure's way: another unit at the same time, other times named, or just off. */
export const closureChoices = ["move", "offer", "cancel"] as const;

export type ClosureChoice = (typeof closureChoices)[number];

const longestMs = 366 * 86_400_000;

/** A time in which units are closed; no units named means all. */
export const closureInput = z
  .strictObject({
    cause: z.enum(["closure", "maintenance"]),
    startsAt: z.date(),
    endsAt: z.date(),
    units: z.array(z.int().min(1).max(999)).max(50).default([]),
    reason: text(200).default(""),
    /** The bookings in its way are called off: their bookers are told the reason and owe nothing. */
    callOff: z.boolean().optional(),
    /** What is done about each booking in its way, by id. */
    choices: z.record(z.uuid(), z.enum(closureChoices)).optional(),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { path: ["endsAt"], error: "ends_before_start" })
  .refine(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() <= longestMs, {
    path: ["endsAt"],
    error: "closure_too_long",
  });

/** A closure that is still being planned. */
export type ClosureTime = Pick<z.output<typeof closureInput>, "startsAt" | "endsAt" | "units">;

export type ClosureInput = z.output<typeof closureInput>;
