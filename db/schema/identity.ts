import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  inet,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { allOf, allOfNumbers, oneOf } from "./checks.ts";
import { createdAt, id, instant, lifecycle } from "./columns.ts";
import {
  type OrganizationKind,
  organizationKinds,
  type ReminderLead,
  type Role,
  reminderLeads,
  roles,
  smeSizes,
  type VerificationState,
  verificationStates,
} from "./vocabulary.ts";

export const organization = pgTable(
  "organization",
  {
    id: id(),
    createdAt: createdAt(),
    /** Unified social credit code, GB 32100-2015, upper case. */
    uscc: text().notNull().unique(),
    nameZh: text().notNull(),
    nameEn: text().notNull().default(""),
    kind: text().$type<OrganizationKind>().notNull(),
    /** GB/T 2260 code of the registered seat, six digits. */
    regionCode: text().notNull(),
    address: text().notNull().default(""),
    website: text().notNull().default(""),
    introduction: text().notNull().default(""),
    smeSize: text().$type<(typeof smeSizes)[number]>(),
    ror: text(),
    /** Role mailbox and telephone, not a person's (personal data law, Art. 25). */
    contactEmail: text().notNull().default(""),
    contactPhone: text().notNull().default(""),
    parentId: uuid(),
    /** True for universities, institutes and bodies founded with public money: agreement pricing needs notice. */
    publicInstitution: boolean().notNull().default(false),
    verifiedAt: instant(),
    reverifyAt: instant(),
    demo: boolean().notNull().default(false),
  },
  (t) => [
    check("organization_uscc_form", sql`${t.uscc} ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'`),
    check("organization_region_form", sql`${t.regionCode} ~ '^[0-9]{6}$'`),
    oneOf("organization_kind", t.kind, organizationKinds),
    oneOf("organization_sme_size", t.smeSize, smeSizes),
    index().on(t.regionCode),
    index("organization_name_zh_trgm").using("gin", sql`${t.nameZh} gin_trgm_ops`),
    index("organization_name_en_trgm").using("gin", sql`lower(${t.nameEn}) gin_trgm_ops`),
  ],
);

export const appUser = pgTable(
  "app_user",
  {
    id: id(),
    createdAt: createdAt(),
    /** Lower case. */
    email: text().notNull().unique(),
    name: text().notNull(),
    locale: text().$type<"zh-CN" | "en">().notNull().default("zh-CN"),
    passwordHash: text().notNull(),
    emailVerifiedAt: instant(),
    /** Base32; set only once the user has proved a code from it. */
    totpSecret: text(),
    /** The last accepted 30-second step, so that a code works once. */
    totpLastStep: integer(),
    /** Hashes of the recovery codes that were not used yet. */
    recoveryHashes: text().array().notNull().default([]),
    /** How long before their bookings they want to be reminded of them, in minutes. */
    reminders: smallint().array().$type<ReminderLead[]>().notNull().default([1440, 60]),
    disabledAt: instant(),
    demo: boolean().notNull().default(false),
  },
  (t) => [
    check("app_user_email_lower", sql`${t.email} = lower(${t.email})`),
    allOfNumbers("app_user_reminders", t.reminders, reminderLeads),
  ],
);

export const membership = pgTable(
  "membership",
  {
    id: id(),
    createdAt: createdAt(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    roles: text().array().$type<Role[]>().notNull(),
    endedAt: instant(),
  },
  (t) => [
    uniqueIndex("membership_active").on(t.userId, t.organizationId).where(sql`ended_at is null`),
    allOf("membership_roles", t.roles, roles),
    check("membership_has_role", sql`cardinality(${t.roles}) > 0`),
    // Whoever oversees the overseers has no other part in what they oversee.
    check("membership_auditor_alone", sql`not 'auditor' = any(${t.roles}) or cardinality(${t.roles}) = 1`),
    index().on(t.organizationId),
  ],
);

/** A regulator's territory: all regions whose code starts with the prefix. */
export const jurisdiction = pgTable(
  "jurisdiction",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    regionPrefix: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.regionPrefix] }),
    check("jurisdiction_prefix", sql`${t.regionPrefix} ~ '^([0-9]{2}){1,3}$'`),
  ],
);

export const session = pgTable(
  "session",
  {
    /** Random 80 bits, base64url: finds the row. The secret beside it in the cookie is stored only as a hash. */
    id: text().primaryKey(),
    createdAt: createdAt(),
    secretHash: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
    /** The organisation the person acts for; null until they choose or join one. */
    membershipId: uuid().references(() => membership.id),
    lastVerifiedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    /** When the password or TOTP was last proved; sensitive acts ask again. */
    authenticatedAt: instant().notNull(),
    device: text().notNull().default(""),
    ip: inet(),
  },
  (t) => [index().on(t.userId)],
);

/** Browsers that a person has signed in with: strangers' wrong passwords do not keep them out. */
export const knownDevice = pgTable(
  "known_device",
  {
    /** Random 80 bits, base64url. The secret of the cookie is stored only as a hash. */
    id: text().notNull(),
    createdAt: createdAt(),
    secretHash: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
    lastUsedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.id, t.userId] }), index().on(t.userId)],
);

export const apiToken = pgTable(
  "api_token",
  {
    id: text().primaryKey(),
    createdAt: createdAt(),
    name: text().notNull(),
    secretHash: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
    membershipId: uuid().references(() => membership.id),
    lastUsedAt: instant(),
    revokedAt: instant(),
    expiresAt: instant(),
  },
  (t) => [index().on(t.userId)],
);

/** One-use secrets: links sent by mail, and the step between a right password and the second factor. */
export const mailToken = pgTable("mail_token", {
  id: text().primaryKey(),
  createdAt: createdAt(),
  purpose: text().$type<"reset_password" | "confirm_email" | "second_step" | "sign_in">().notNull(),
  secretHash: text().notNull(),
  userId: uuid()
    .notNull()
    .references(() => appUser.id, { onDelete: "cascade" }),
  expiresAt: instant().notNull(),
  usedAt: instant(),
});

export const invitation = pgTable(
  "invitation",
  {
    id: text().primaryKey(),
    createdAt: createdAt(),
    secretHash: text().notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    email: text().notNull(),
    roles: text().array().$type<Role[]>().notNull(),
    invitedBy: uuid()
      .notNull()
      .references(() => appUser.id),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [allOf("invitation_roles", t.roles, roles), index().on(t.organizationId)],
);

/** A request that the regulator of the region confirm an organisation; evidence hangs on it as attachments. */
export const verification = pgTable(
  "verification",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    requestedBy: uuid()
      .notNull()
      .references(() => appUser.id),
    statement: text().notNull().default(""),
    decidedBy: uuid().references(() => appUser.id),
    decidedAt: instant(),
    reasons: text().notNull().default(""),
    ...lifecycle<VerificationState>("submitted"),
  },
  (t) => [
    oneOf("verification_state", t.state, verificationStates),
    uniqueIndex("verification_one_open").on(t.organizationId).where(sql`state = 'submitted'`),
  ],
);

/** Counts of attempts by key and window; shared by all processes, so limits hold across machines. */
export const rateLimit = pgTable(
  "rate_limit",
  {
    key: text().notNull(),
    windowStart: instant().notNull(),
    count: integer().notNull().default(0),
  },
  (t) => [unique("rate_limit_key").on(t.key, t.windowStart)],
);

/** A group within an organisation (课题组) that shares a quota and a budget. */
export const researchGroup = pgTable(
  "research_group",
  {
    id: id(),
    createdAt: createdAt(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    name: text().notNull(),
    retiredAt: instant(),
  },
  (t) => [uniqueIndex("research_group_name").on(t.organizationId, t.name).where(sql`retired_at is null`)],
);

export const researchGroupMember = pgTable(
  "research_group_member",
  {
    groupId: uuid()
      .notNull()
      .references(() => researchGroup.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => appUser.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.userId] }), index().on(t.userId)],
);
