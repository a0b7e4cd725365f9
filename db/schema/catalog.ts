// Longer than most: the listing and its four kinds are one model, and are read and changed together.

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { allOf, oneOf } from "./checks.ts";
import { createdAt, deadline, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import {
  attachmentOwners,
  attachmentRoles,
  attachmentVisibilities,
  carriers,
  type DemandWay,
  demandWays,
  type FundingSource,
  fundingSources,
  type IpType,
  instrumentSources,
  instrumentTypes,
  ipTypes,
  type LegalStatus,
  type ListingKind,
  type ListingState,
  legalStatuses,
  listingKinds,
  listingStates,
  type PriceForm,
  type PriceUnit,
  priceForms,
  priceUnits,
  runStates,
  type ServiceCategory,
  type ServiceWay,
  serviceCategories,
  serviceWays,
  type TransferMode,
  transferModes,
  type UserClass,
  userClasses,
} from "./vocabulary.ts";

export const listing = pgTable(
  "listing",
  {
    id: id(),
    createdAt: createdAt(),
    updatedAt: instant().notNull().defaultNow(),
    kind: text().$type<ListingKind>().notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    createdBy: uuid().references(() => appUser.id),
    titleZh: text().notNull(),
    titleEn: text().notNull().default(""),
    summaryZh: text().notNull().default(""),
    summaryEn: text().notNull().default(""),
    /** GB/T 2260 code of the place where it is. */
    regionCode: text().notNull(),
    /** GB/T 13745 first-level discipline codes, at most four. */
    fieldCodes: text().array().notNull().default([]),
    keywords: text().array().notNull().default([]),
    publishedAt: instant(),
    /** The owner last said "still true" at this instant; reminders and hiding count from it. */
    confirmedAt: instant().notNull().defaultNow(),
    staleAfter: instant(),
    importBatchId: uuid(),
    demo: boolean().notNull().default(false),
    ...lifecycle<ListingState>("draft"),
  },
  (t) => [
    oneOf("listing_kind", t.kind, listingKinds),
    oneOf("listing_state", t.state, listingStates),
    check("listing_region_form", sql`${t.regionCode} ~ '^[0-9]{6}$'`),
    check("listing_fields_four", sql`cardinality(${t.fieldCodes}) <= 4`),
    index().on(t.organizationId, t.state),
    index().on(t.state, t.regionCode),
    index().on(t.importBatchId),
  ],
);

/** What a listing said at version `n`; written on every change that its readers can see. */
export const listingVersion = pgTable(
  "listing_version",
  {
    listingId: uuid()
      .notNull()
      .references(() => listing.id, { onDelete: "cascade" }),
    n: integer().notNull(),
    at: instant().notNull().defaultNow(),
    by: uuid().references(() => appUser.id),
    /** Whether it changed something that a moderator has to look at again. */
    material: boolean().notNull().default(true),
    snapshot: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.listingId, t.n] })],
);

/** A moderator's decision on a submitted listing. */
export const review = pgTable(
  "review",
  {
    id: id(),
    createdAt: createdAt(),
    listingId: uuid()
      .notNull()
      .references(() => listing.id, { onDelete: "cascade" }),
    outcome: text().$type<"published" | "returned" | "suspended" | "public_notice">().notNull(),
    /** The last version of the listing that the moderator had before them. */
    seenVersion: integer().notNull().default(0),
    reasons: text().notNull().default(""),
    decidedBy: uuid().references(() => appUser.id),
  },
  (t) => [index().on(t.listingId)],
);

export const facility = pgTable(
  "facility",
  {
    listingId: uuid()
      .primaryKey()
      .references(() => listing.id, { onDelete: "cascade" }),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    /** NRII innerId: the unit's own asset number. */
    innerId: text().notNull(),
    /** NRII instrCategory, six digits. */
    classCode: text().notNull().default("990000"),
    carrier: text().$type<(typeof carriers)[number]>().notNull().default("none"),
    carrierName: text().notNull().default(""),
    department: text().notNull().default(""),
    source: text().$type<(typeof instrumentSources)[number]>().notNull().default("purchased"),
    instrumentType: text().$type<(typeof instrumentTypes)[number]>().notNull().default("general"),
    runState: text().$type<(typeof runStates)[number]>().notNull().default("normal"),
    maker: text().notNull().default(""),
    model: text().notNull().default(""),
    nation: text().notNull().default(""),
    /** Purchase value, fen. */
    worth: bigint({ mode: "number" }),
    fundingSources: text().array().$type<FundingSource[]>().notNull().default([]),
    commissionedOn: date(),
    decommissionedOn: date(),
    technical: text().notNull().default(""),
    functions: text().notNull().default(""),
    serviceContent: text().notNull().default(""),
    requirement: text().notNull().default(""),
    feeNote: text().notNull().default(""),
    serviceWays: text().array().$type<ServiceWay[]>().notNull().default(["self_use"]),
    accreditation: text().array().notNull().default([]),
    /** Machine hours in the last reported year: all, and for outside users. */
    yearHours: integer(),
    yearSharedHours: integer(),
    serviceUrl: text().notNull().default(""),
    customsSupervised: boolean().notNull().default(false),
    customsDeclarationNo: text(),
    customsItemNo: text(),
    customsReleasedOn: date(),
    customsFormName: text(),
    street: text().notNull().default(""),
    building: text().notNull().default(""),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    timezone: text().notNull().default("Asia/Shanghai"),
    contactName: text().notNull().default(""),
    contactPhone: text().notNull().default(""),
    contactEmail: text().notNull().default(""),
    postalCode: text().notNull().default(""),
    /** Standards' own columns that we keep so that an export gives back what was imported. */
    interchange: jsonb().$type<Record<string, string>>().notNull().default({}),
  },
  (t) => [
    unique("facility_inner_id").on(t.organizationId, t.innerId),
    oneOf("facility_carrier", t.carrier, carriers),
    oneOf("facility_source", t.source, instrumentSources),
    oneOf("facility_instrument_type", t.instrumentType, instrumentTypes),
    oneOf("facility_run_state", t.runState, runStates),
    allOf("facility_funding", t.fundingSources, fundingSources),
    allOf("facility_service_ways", t.serviceWays, serviceWays),
    check("facility_class_form", sql`${t.classCode} ~ '^[0-9]{6}$'`),
  ],
);

/**
 * Another value whenever anything has changed that booking at a facility depends on: itself, its listing's state, units,
 * hours, rules, prices, what it requires, the state's calendar. Triggers (migration) write it in the transaction of the
 * change, so that whoever has read both in one statement may keep what they read for as long as the value is the same.
 * A random value, because a number that was rolled back would come again with other contents.
 */
export const facilityRevision = pgTable("facility_revision", {
  facilityId: uuid()
    .primaryKey()
    .references(() => facility.listingId, { onDelete: "cascade" }),
  revision: uuid().notNull().defaultRandom(),
});

export const facilityUnit = pgTable(
  "facility_unit",
  {
    id: id(),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId, { onDelete: "cascade" }),
    number: smallint().notNull(),
    label: text().notNull().default(""),
    retiredAt: instant(),
  },
  (t) => [unique("facility_unit_number").on(t.facilityId, t.number)],
);

/** Weekly opening in the facility's own zone: ISO weekday 1–7, minutes after local midnight, half-open. */
export const opening = pgTable(
  "opening",
  {
    id: id(),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId, { onDelete: "cascade" }),
    weekday: smallint().notNull(),
    fromMinute: smallint().notNull(),
    toMinute: smallint().notNull(),
  },
  (t) => [
    check("opening_weekday", sql`${t.weekday} between 1 and 7`),
    check(
      "opening_order",
      sql`0 <= ${t.fromMinute} and ${t.fromMinute} < ${t.toMinute} and ${t.toMinute} <= 1440`,
    ),
    index().on(t.facilityId),
  ],
);

export const technology = pgTable(
  "technology",
  {
    listingId: uuid()
      .primaryKey()
      .references(() => listing.id, { onDelete: "cascade" }),
    ipType: text().$type<IpType>().notNull(),
    /** Normalised application number, e.g. `201710601862.3`. */
    applicationNo: text().unique(),
    publicationNo: text(),
    /** True when the owner writes `ZL`: allowed only for a granted patent. */
    zlMarked: boolean().notNull().default(false),
    ipc: text().array().notNull().default([]),
    legalStatus: text().$type<LegalStatus>().notNull().default("not_applicable"),
    legalStatusCheckedOn: date(),
    filedOn: date(),
    grantedOn: date(),
    inventors: text().notNull().default(""),
    /** Technology readiness level 1–9. */
    trl: smallint(),
    transferModes: text().array().$type<TransferMode[]>().notNull().default([]),
    priceForm: text().$type<PriceForm>().notNull().default("fixed"),
    /** Fen; null = to be negotiated. */
    askingPrice: bigint({ mode: "number" }),
    problemSolved: text().notNull().default(""),
    advantage: text().notNull().default(""),
    proof: text().notNull().default(""),
    applications: text().notNull().default(""),
    wanted: text().notNull().default(""),
    insiderDeal: boolean().notNull().default(false),
    noticeUntil: deadline(),
  },
  (t) => [
    oneOf("technology_ip_type", t.ipType, ipTypes),
    oneOf("technology_legal_status", t.legalStatus, legalStatuses),
    oneOf("technology_price_form", t.priceForm, priceForms),
    allOf("technology_modes", t.transferModes, transferModes),
    check("technology_trl", sql`${t.trl} between 1 and 9`),
    check("technology_price", sql`${t.askingPrice} >= 0`),
    check(
      "technology_zl_granted",
      sql`not ${t.zlMarked} or ${t.legalStatus} in ('granted', 'restored', 'partly_invalid', 'fee_lapsed', 'expired', 'terminated')`,
    ),
  ],
);

/** An objection to an agreement-priced technology during its public notice. */
export const noticeObjection = pgTable("notice_objection", {
  id: id(),
  createdAt: createdAt(),
  listingId: uuid()
    .notNull()
    .references(() => listing.id, { onDelete: "cascade" }),
  name: text().notNull(),
  contact: text().notNull(),
  text: text().notNull(),
  answeredAt: instant(),
  answer: text(),
});

export const service = pgTable(
  "service",
  {
    listingId: uuid()
      .primaryKey()
      .references(() => listing.id, { onDelete: "cascade" }),
    category: text().$type<ServiceCategory>().notNull(),
    turnaroundDays: integer(),
    deliverable: text().notNull().default(""),
    method: text().notNull().default(""),
    sampleRequirement: text().notNull().default(""),
    accreditation: text().array().notNull().default([]),
    capacityPerMonth: integer(),
  },
  (t) => [oneOf("service_category", t.category, serviceCategories)],
);

export const demand = pgTable(
  "demand",
  {
    listingId: uuid()
      .primaryKey()
      .references(() => listing.id, { onDelete: "cascade" }),
    problem: text().notNull().default(""),
    keyTechnology: text().notNull().default(""),
    target: text().notNull().default(""),
    tried: text().notNull().default(""),
    /** Fen; null = to be negotiated. */
    budgetMin: bigint({ mode: "number" }),
    budgetMax: bigint({ mode: "number" }),
    deadlineOn: date(),
    ways: text().array().$type<DemandWay[]>().notNull().default([]),
    industry: text().notNull().default(""),
    preferredPartner: text().notNull().default(""),
    /** Never indexed, exported or shown outside the organisation and its reviewer. */
    confidentialPart: text().notNull().default(""),
  },
  (t) => [
    allOf("demand_ways", t.ways, demandWays),
    check("demand_budget_order", sql`${t.budgetMin} <= ${t.budgetMax}`),
  ],
);

/** Cost items per unit of service, fen; the list price may not exceed their sum where government paid. */
export interface CostBreakdown {
  consumables: number;
  machineHours: number;
  energy: number;
  labour: number;
  management: number;
  depreciation: number;
}

export const price = pgTable(
  "price",
  {
    id: id(),
    listingId: uuid()
      .notNull()
      .references(() => listing.id, { onDelete: "cascade" }),
    item: text().notNull(),
    unit: text().$type<PriceUnit>().notNull(),
    userClass: text().$type<UserClass>().notNull(),
    /** Fen per unit. */
    amount: bigint({ mode: "number" }).notNull(),
    validFrom: date().notNull(),
    /** Exclusive; null = until replaced. */
    validTo: date(),
    costBreakdown: jsonb().$type<CostBreakdown>(),
    approvalDocument: text().notNull().default(""),
  },
  (t) => [
    oneOf("price_unit", t.unit, priceUnits),
    oneOf("price_user_class", t.userClass, userClasses),
    check("price_not_negative", sql`${t.amount} >= 0`),
    check("price_valid_order", sql`${t.validFrom} < ${t.validTo}`),
    index().on(t.listingId),
  ],
);

export const attachment = pgTable(
  "attachment",
  {
    id: id(),
    createdAt: createdAt(),
    ownerType: text().$type<(typeof attachmentOwners)[number]>().notNull(),
    ownerId: uuid().notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    role: text().$type<(typeof attachmentRoles)[number]>().notNull(),
    visibility: text().$type<(typeof attachmentVisibilities)[number]>().notNull(),
    sha256: text().notNull(),
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    name: text().notNull(),
    uploadedBy: uuid().references(() => appUser.id),
    position: integer().notNull().default(0),
  },
  (t) => [
    oneOf("attachment_owner", t.ownerType, attachmentOwners),
    oneOf("attachment_role", t.role, attachmentRoles),
    oneOf("attachment_visibility", t.visibility, attachmentVisibilities),
    index().on(t.ownerType, t.ownerId),
  ],
);
