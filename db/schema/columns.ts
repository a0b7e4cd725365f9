import { customType, integer, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { Deadline } from "#app/domain/deadline.ts";

/** A UUIDv7 primary key: sorts by creation, so lists page by it. */
export const id = () =>
  uuid()
    .primaryKey()
    .$defaultFn(() => uuidv7());

/** An instant in UTC; the application sees a `Date`. */
export const instant = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });

/** The instant at which a period is over; its last day is that of the millisecond before. */
export const deadline = () => instant().$type<Deadline>();

export const createdAt = () => instant().notNull().defaultNow();

/** What every row with a lifecycle carries; only `process.ts` writes these four. */
export const lifecycle = <S extends string>(initial: S) => ({
  state: text().$type<S | (string & {})>().notNull().default(initial),
  version: integer().notNull().default(1),
  stateSince: instant().notNull().defaultNow(),
  deadline: deadline(),
});

/** Half-open `[start, end)` range of instants. */
export const instantRange = customType<{ data: { start: Date; end: Date }; driverData: string }>({
  dataType: () => "tstzrange",
  toDriver: ({ start, end }) => `[${start.toISOString()},${end.toISOString()})`,
  fromDriver: (value) => {
    const [start, end] = value.slice(1, -1).split(",");
    return { start: new Date(unquote(start)), end: new Date(unquote(end)) };
  },
});

export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** PostgreSQL writes `"2026-11-24 06:00:00+00"`; ISO 8601 wants a `T` and minutes in the offset. */
function unquote(text = ""): string {
  return text
    .replaceAll('"', "")
    .replace(" ", "T")
    .replace(/([+-]\d{2})$/, "$1:00");
}
