import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { facility } from "./catalog.ts";
import { allOf, oneOf } from "./checks.ts";
import { createdAt, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization, researchGroup } from "./identity.ts";
import {
  type FundingSource,
  fundingSources,
  type SampleOrderState,
  type ServiceType,
  sampleOrderStates,
  serviceTypes,
  type UserClass,
  userClasses,
} from "./vocabulary.ts";

/** Work on samples sent to a facility (委托共享): no slot, but a place in its queue, a receipt, a due date and results. */
export const sampleOrder = pgTable(
  "sample_order",
  {
    id: id(),
    createdAt: createdAt(),
    facilityId: uuid()
      .notNull()
      .references(() => facility.listingId),
    /** The provider, copied so that its queue needs no join. */
    providerId: uuid()
      .notNull()
      .references(() => organization.id),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    groupId: uuid().references(() => researchGroup.id),
    policyVersion: integer().notNull(),
    termsVersion: integer().notNull(),
    userClass: text().$type<UserClass>().notNull(),
    purpose: text().notNull(),
    project: text().notNull().default(""),
    serviceType: text().$type<ServiceType>().notNull().default("research"),
    funding: text().array().$type<FundingSource[]>().notNull().default([]),
    fields: text().array().notNull().default([]),
    /** The item of the price list, and fen for the whole order when it was made; null = by quotation. */
    priceItem: text().notNull().default(""),
    price: bigint({ mode: "number" }),
    currency: text().notNull().default("CNY"),
    /** Why the samples were objected to, what the result is: the latest word of the provider. */
    reason: text().notNull().default(""),
    receivedAt: instant(),
    /** The local day by which results are due, from the day of acceptance in working days. */
    dueOn: date(),
    /** Whether samples are sent back afterwards. */
    returnSamples: boolean().notNull().default(false),
    demo: boolean().notNull().default(false),
    ...lifecycle<SampleOrderState>("submitted"),
  },
  (t) => [
    oneOf("sample_order_state", t.state, sampleOrderStates),
    oneOf("sample_order_user_class", t.userClass, userClasses),
    oneOf("sample_order_service_type", t.serviceType, serviceTypes),
    allOf("sample_order_funding", t.funding, fundingSources),
    index().on(t.providerId, t.state, t.createdAt),
    index().on(t.organizationId, t.createdAt),
    index().on(t.facilityId, t.state, t.createdAt),
  ],
);

/** One sample of an order as its sender labels it; the receiver writes down in what condition it came. */
export const sample = pgTable(
  "sample",
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .references(() => sampleOrder.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    label: text().notNull(),
    material: text().notNull().default(""),
    hazard: text().notNull().default(""),
    accepted: boolean(),
    condition: text().notNull().default(""),
  },
  (t) => [
    unique("sample_number").on(t.orderId, t.number),
    check("sample_number_positive", sql`${t.number} > 0`),
  ],
);
