import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { oneOf } from "./checks.ts";
import { createdAt, id, instant } from "./columns.ts";
import { organization } from "./identity.ts";

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
