import { Temporal } from "temporal-polyfill";
import { platformZone } from "../working-days.ts";

/** Whole days in the platform's zone, both included. */
export interface Period {
  from: string;
  to: string;
}

/**
 * The settlement period that `day` falls in, of so many months from January on: halves of the year for 6, quarters for 3.
 * A number that does not divide the year begins anew each January.
 */
export function periodOf(day: string, months: number): Period {
  const date = Temporal.PlainDate.from(day);
  const first = Math.floor((date.month - 1) / months) * months + 1;
  const from = Temporal.PlainDate.from({ year: date.year, month: first, day: 1 });
  const next = first + months > 12 ? from.with({ month: 1 }).add({ years: 1 }) : from.add({ months });
  return { from: from.toString(), to: next.subtract({ days: 1 }).toString() };
}

/** The periods of a span of days, the earliest first. */
export function periodsBetween(from: string, to: string, months: number): Period[] {
  const found: Period[] = [];
  for (let day = from; day <= to; ) {
    const period = periodOf(day, months);
    found.push(period);
    day = Temporal.PlainDate.from(period.to).add({ days: 1 }).toString();
  }
  return found;
}

/** The instants between which a period's days lie, `[from, to)`. */
export function instantsOf({ from, to }: Period): { from: Date; to: Date } {
  const start = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(platformZone).epochMilliseconds);
  return {
    from: start(Temporal.PlainDate.from(from)),
    to: start(Temporal.PlainDate.from(to).add({ days: 1 })),
  };
}
