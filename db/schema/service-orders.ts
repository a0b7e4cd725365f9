import { sql } from "drizzle-orm";
import { bigint, boolean, check, date, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { service } from "./catalog.ts";
import { oneOf } from "./checks.ts";
import { createdAt, id, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import {
  type PriceUnit,
  priceUnits,
  type ServiceOrderState,
  serviceOrderStates,
  type UserClass,
  userClasses,
} from "./vocabulary.ts";

/** A service ordered at its listed price: answered, worked on, delivered, and charged once the client has accepted it. */
export const serviceOrder = pgTable(
  "service_order",
  {
    id: id(),
    createdAt: createdAt(),
    serviceId: uuid()
      .notNull()
      .references(() => service.listingId),
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
    userClass: text().$type<UserClass>().notNull(),
    /** The line of the price list as it was when the order was placed: `rate` and `price` in fen never change. */
    item: text().notNull(),
    unit: text().$type<PriceUnit>().notNull(),
    rate: bigint({ mode: "number" }).notNull(),
    quantity: integer().notNull(),
    price: bigint({ mode: "number" }).notNull(),
    currency: text().notNull().default("CNY"),
    wanted: text().notNull(),
    /** By when the client would like it; no promise. */
    wishedOn: date(),
    /** The local day by which the provider owes the delivery. */
    dueOn: date(),
    delivery: text().notNull().default(""),
    /** How often changes were requested. */
    rounds: integer().notNull().default(0),
    /** The latest word of either side: why it is declined, what is to be changed. */
    reason: text().notNull().default(""),
    demo: boolean().notNull().default(false),
    ...lifecycle<ServiceOrderState>("placed"),
  },
  (t) => [
    oneOf("service_order_state", t.state, serviceOrderStates),
    oneOf("service_order_user_class", t.userClass, userClasses),
    oneOf("service_order_unit", t.unit, priceUnits),
    check("service_order_quantity", sql`${t.quantity} > 0`),
    check("service_order_price", sql`${t.price} = ${t.rate} * ${t.quantity} and ${t.rate} >= 0`),
    index().on(t.providerId, t.state, t.createdAt),
    index().on(t.organizationId, t.createdAt),
    index().on(t.state, t.deadline),
  ],
);
