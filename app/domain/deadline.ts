import { Temporal } from "temporal-polyfill";

/** The zone of the platform's days. */
export const platformZone = "Asia/Shanghai";

declare const endsPeriod: unique symbol;

/**
 * The instant at which a period is over: an act is accepted before it and refused from it on. A period of whole days is
 * over at the midnight after its last day, so the day this instant falls on is the day *after* the last one. Columns made
 * with `deadline()` give this type, and whatever formats a plain day or a plain instant refuses it at compile time: say a
 * deadline with `lastDay`, `formatLastDay` or `formatDeadline`. Any `Date` may be stored or passed as a deadline.
 */
export type Deadline = Date & { readonly [endsPeriod]?: true };

/** An instant that ends no period: what happened, or what begins. Its day is the day it falls on. */
export type Instant = Date & { readonly [endsPeriod]?: never };

/** The last instant at which the act is accepted; instants are kept to the millisecond. */
export const lastInstant = (deadline: Deadline | string | number): Date =>
  new Date(new Date(deadline).getTime() - 1);

/** The last day on which the act is accepted, `2026-11-16`, in `zone`. SQL has the same as `last_day(deadline)`. */
export const lastDay = (deadline: Deadline, zone = platformZone): string =>
  Temporal.Instant.fromEpochMilliseconds(deadline.getTime() - 1)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();

/** The first day on which the act is no longer accepted, in the platform's zone: on it a breach begins. */
export const firstDayOver = (deadline: Deadline): string =>
  Temporal.Instant.fromEpochMilliseconds(deadline.getTime())
    .toZonedDateTimeISO(platformZone)
    .toPlainDate()
    .toString();
