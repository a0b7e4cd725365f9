import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { oneOf } from "./checks.ts";
import { createdAt, id, instant } from "./columns.ts";
import { organization } from "./identity.ts";
import { type MeasureKind, measureKinds } from "./vocabulary.ts";

/** One entry of an organisation's usage credit or integrity record. Append-only (trigger in the migration). */
export const creditEvent = pgTable(
  "credit_event",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    record: text().$type<"usage" | "integrity">().notNull(),
    code: text().notNull(),
    points: integer().notNull().default(0),
    from: instant().notNull(),
    until: instant(),
    causeType: text().notNull(),
    causeId: uuid().notNull(),
  },
  (t) => [
    oneOf("credit_event_record", t.record, ["usage", "integrity"]),
    check("credit_event_order", sql`${t.from} < ${t.until}`),
    index().on(t.organizationId, t.from),
  ],
);

/**
 * What a decision lays on an organisation, `[from, until)`; without `until`, until it is lifted. Whether it is in force
 * is computed (`db/in-force.ts`), never stored. Append-only (trigger in the migration).
 */
export const measure = pgTable(
  "measure",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    kind: text().$type<MeasureKind>().notNull(),
    from: instant().notNull(),
    until: instant(),
    /** The decision's document number, by which the organisation can look it up and contest it. */
    caseNo: text().notNull(),
  },
  (t) => [
    oneOf("measure_kind", t.kind, measureKinds),
    check("measure_order", sql`${t.from} < ${t.until}`),
    index().on(t.organizationId, t.from),
  ],
);

/** An early end of a measure, from `from` on. Append-only (trigger in the migration). */
export const measureChange = pgTable(
  "measure_change",
  {
    id: id(),
    createdAt: createdAt(),
    measureId: uuid()
      .notNull()
      .references(() => measure.id),
    kind: text().$type<"lift">().notNull(),
    from: instant().notNull(),
    reason: text().notNull(),
  },
  (t) => [oneOf("measure_change_kind", t.kind, ["lift"]), index().on(t.measureId, t.from)],
);
