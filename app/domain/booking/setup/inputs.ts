import { z } from "zod";
import { day } from "../../values.ts";

const span = z
  .strictObject({ fromMinute: z.int().min(0).max(1439), toMinute: z.int().min(1).max(1440) })
  .refine(({ fromMinute, toMinute }) => fromMinute < toMinute, "end_before_start");

const apart = (spans: readonly { fromMinute: number; toMinute: number }[]): boolean =>
  spans.every((one, at) =>
    spans.every(
      (other, index) => index <= at || one.toMinute <= other.fromMinute || other.toMinute <= one.fromMinute,
    ),
  );

/** Hours of one local date in place of the weekly ones; none: closed that day. */
export const exceptionInput = z.strictObject({
  day,
  openings: z.array(span).max(12).refine(apart, "hours_overlap"),
  note: z.string().trim().max(200).default(""),
});

/** Something lent out with bookings: a new one without `id`, else a changed one. */
export const accessoryInput = z.strictObject({
  id: z.uuid().optional(),
  name: z.string().trim().min(1).max(100),
  stock: z.int().min(1).max(1000),
});

export type ExceptionInput = z.output<typeof exceptionInput>;
export type AccessoryInput = z.output<typeof accessoryInput>;
