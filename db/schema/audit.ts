import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, id, instant } from "./columns.ts";

/**
 * One link of the chain over what must not change: a batch of digests under one hash, which is part of the next seal's.
 * Append-only, as are the digests (trigger).
 */
export const auditSeal = pgTable(
  "audit_seal",
  {
    /** Without gaps, from 1. */
    number: integer().primaryKey(),
    sealedAt: instant().notNull(),
    /** Lowest and highest audit entry in it; null when it holds none. Others between may be in earlier or later seals. */
    fromSeq: bigint({ mode: "number" }),
    toSeq: bigint({ mode: "number" }),
    /** How many digests it holds. */
    count: integer().notNull(),
    /** SHA-256, hex, over its digests in order. */
    root: text().notNull(),
    /** The hash of the seal before; 64 zeros for the first. */
    previous: text().notNull().unique(),
    /** SHA-256, hex, over all of the above. */
    hash: text().notNull(),
  },
  (t) => [check("audit_seal_not_empty", sql`${t.number} > 0 and ${t.count} > 0`)],
);

/** The SHA-256 of one sealed row, as it was when it was sealed. */
export const auditDigest = pgTable(
  "audit_digest",
  {
    /** What kind of row, by its name in the register of sealed kinds, and which. */
    kind: text().notNull(),
    key: text().notNull(),
    /** By which of the kind's lists of columns it was computed. */
    form: smallint().notNull(),
    sha256: bytea().notNull(),
    seal: integer()
      .notNull()
      .references(() => auditSeal.number),
  },
  (t) => [primaryKey({ columns: [t.kind, t.key] }), index().on(t.seal)],
);

/** What one run of the verification found. */
export const auditVerification = pgTable(
  "audit_verification",
  {
    id: id(),
    startedAt: instant().notNull(),
    finishedAt: instant().notNull(),
    /** Everything again, or only what was sealed since the last run that found nothing. */
    scope: text().$type<"full" | "recent">().notNull(),
    /** The last seal that it looked at, with its hash. */
    through: integer().notNull(),
    head: text().notNull(),
    /** How many digests were computed anew. */
    checked: integer().notNull(),
    /** How many things are wrong; the first of them are in `findings`. */
    faults: integer().notNull(),
    findings: jsonb().$type<unknown[]>().notNull(),
  },
  (t) => [index().on(t.startedAt)],
);

/** Who looked at something confidential. Append-only (trigger), sealed like the audit log. */
export const viewLog = pgTable(
  "view_log",
  {
    seq: bigserial({ mode: "number" }).primaryKey(),
    at: instant().notNull(),
    actorId: uuid(),
    actorName: text().notNull(),
    organizationId: uuid(),
    via: text().notNull(),
    requestId: text().notNull(),
    entity: text().notNull(),
    entityId: uuid().notNull(),
  },
  (t) => [index().on(t.entity, t.entityId, t.seq)],
);
