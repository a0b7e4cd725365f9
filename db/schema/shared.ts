import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { oneOf } from "./checks.ts";
import { bytea, createdAt, id, instant } from "./columns.ts";
import { appUser } from "./identity.ts";
import {
  type DueJob,
  type NoticeChannel,
  type NoticeTopic,
  noticeChannels,
  noticeTopics,
} from "./vocabulary.ts";

/** Every change of state of anything. Append-only: a trigger refuses UPDATE, DELETE and TRUNCATE for every role. */
export const auditEntry = pgTable(
  "audit_entry",
  {
    seq: bigserial({ mode: "number" }).primaryKey(),
    at: instant().notNull(),
    actorId: uuid(),
    actorName: text().notNull(),
    organizationId: uuid(),
    /** session, token, system or command. */
    via: text().notNull(),
    requestId: text().notNull(),
    entity: text().notNull(),
    entityId: uuid().notNull(),
    transition: text().notNull(),
    fromState: text(),
    toState: text(),
    reason: text().notNull().default(""),
    detail: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [index().on(t.entity, t.entityId, t.seq), index().on(t.organizationId, t.seq)],
);

/** A message to a person, shown in the application and mailed by a job. */
export const notice = pgTable(
  "notice",
  {
    id: id(),
    createdAt: createdAt(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
    template: text().notNull(),
    data: jsonb().$type<Record<string, string>>().notNull(),
    /** What of `data` reads otherwise in a language that was not the reader's when it was written. */
    translated: jsonb()
      .$type<Partial<Record<"zh-CN" | "en", Record<string, string>>>>()
      .notNull()
      .default({}),
    /** Where the reader can act on it. */
    href: text().notNull().default(""),
    readAt: instant(),
    /** `digest` waits for the reader's daily mail, which sets `digestedAt`. */
    channel: text().$type<NoticeChannel>().notNull().default("mail"),
    digestedAt: instant(),
  },
  (t) => [
    index().on(t.userId, t.createdAt),
    oneOf("notice_channel", t.channel, noticeChannels),
    index("notice_digest").on(t.userId).where(sql`channel = 'digest' and digested_at is null`),
  ],
);

/** How a person wants to hear of a kind of notice; without a row, at once by mail. */
export const noticeChoice = pgTable(
  "notice_choice",
  {
    userId: uuid()
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
    topic: text().$type<NoticeTopic>().notNull(),
    channel: text().$type<NoticeChannel>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.topic] }),
    oneOf("notice_choice_topic", t.topic, noticeTopics),
    oneOf("notice_choice_channel", t.channel, noticeChannels),
  ],
);

/** Mail waiting for, or handed to, SMTP; in demo mode the mailbox page reads it. */
export const mail = pgTable(
  "mail",
  {
    id: id(),
    createdAt: createdAt(),
    to: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    /** Where a mail program may stop mail of this kind by a POST alone (RFC 8058). */
    unsubscribe: text(),
    sentAt: instant(),
    failure: text(),
  },
  (t) => [index().on(t.to, t.createdAt)],
);

/**
 * What is due by the clock and fails for a row, until it goes well or is not due any more. Written by `settleDue`; the row
 * is left alone until `retryAt`.
 */
export const dueFailure = pgTable(
  "due_failure",
  {
    id: id(),
    job: text().$type<DueJob>().notNull(),
    entity: text().notNull(),
    entityId: uuid().notNull(),
    attempts: integer().notNull().default(1),
    firstFailedAt: instant().notNull(),
    lastFailedAt: instant().notNull(),
    retryAt: instant().notNull(),
    /** Without values: what somebody typed is never part of it. */
    error: text().notNull(),
  },
  (t) => [uniqueIndex("due_failure_once").on(t.job, t.entity, t.entityId)],
);

/** Answers to creating requests, so that a repeated request gets the first answer. */
export const idempotency = pgTable(
  "idempotency",
  {
    userId: uuid()
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
    key: text().notNull(),
    createdAt: createdAt(),
    requestHash: text().notNull(),
    status: integer(),
    /** Not `jsonb`, which forgets the order of fields: the same answer to the letter. */
    answer: json().$type<unknown>(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] })],
);

/** File contents by hash; one copy however often it is attached. Kept in the database so that every process sees it. */
export const fileContent = pgTable("file_content", {
  sha256: text().primaryKey(),
  createdAt: createdAt(),
  mediaType: text().notNull(),
  bytes: integer().notNull(),
  content: bytea().notNull(),
});

/** Days that differ from the weekly pattern: a public holiday, or a make-up working day at a weekend. */
export const holiday = pgTable("holiday", {
  day: date().primaryKey(),
  working: boolean().notNull(),
  name: text().notNull().default(""),
});

/** A dated number of the rules, for the whole province or one region. */
export const parameter = pgTable(
  "parameter",
  {
    id: id(),
    name: text().notNull(),
    regionPrefix: text().notNull().default(""),
    validFrom: date().notNull(),
    value: bigint({ mode: "number" }).notNull(),
    source: text().notNull().default(""),
  },
  (t) => [uniqueIndex("parameter_once").on(t.name, t.regionPrefix, t.validFrom)],
);

/** GB/T 2260 regions that the market knows. */
export const region = pgTable("region", {
  code: text().primaryKey(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  /** The seat of its government, degrees (WGS 84). */
  lat: doublePrecision(),
  lng: doublePrecision(),
});

/** GB/T 13745 first-level disciplines. */
export const field = pgTable("field", {
  code: text().primaryKey(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
});
