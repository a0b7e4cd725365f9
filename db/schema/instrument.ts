import { index, numeric, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { facility, facilityUnit } from "./catalog.ts";
import { oneOf } from "./checks.ts";
import { createdAt, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import { type MeterKind, meterKinds, type ProblemState, problemStates } from "./vocabulary.ts";

/** What an instrument's meter says: switched on or off, or a counter's standing. A repeated reading is the same row. */
export const meterReading = pgTable(
  "meter_reading",
  {
    id: id(),
    createdAt: createdAt(),
    unitId: uuid()
      .notNull()
      .references(() => facilityUnit.id),
    kind: text().$type<MeterKind>().notNull(),
    at: instant().notNull(),
    value: numeric({ mode: "number" }),
  },
  (t) => [
    oneOf("meter_reading_kind", t.kind, meterKinds),
    unique("meter_reading_once").on(t.unitId, t.at, t.kind),
  ],
);

/** Something wrong with an instrument, reported by whoever stands in front of it. */
export const instrumentProblem = pgTable(
  "instrument_problem",
  {
    id: id(),
    createdAt: createdAt(),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId),
    unitId: uuid().references(() => facilityUnit.id),
    providerId: uuid()
      .notNull()
      .references(() => organization.id),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    /** The reporter's organisation. */
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    description: text().notNull(),
    /** Whether work has to stop. */
    severity: text().$type<"minor" | "stops_work">().notNull(),
    answer: text().notNull().default(""),
    ...lifecycle<ProblemState>("reported"),
  },
  (t) => [
    oneOf("instrument_problem_severity", t.severity, ["minor", "stops_work"]),
    oneOf("instrument_problem_state", t.state, problemStates),
    index().on(t.providerId, t.state, t.createdAt),
    index().on(t.facilityId, t.createdAt),
  ],
);
