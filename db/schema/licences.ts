import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { listing } from "./catalog.ts";
import { oneOf } from "./checks.ts";
import { createdAt, id, instant, lifecycle } from "./columns.ts";
import { appUser, organization } from "./identity.ts";
import {
  type LicenceOfferState,
  licenceOfferStates,
  type StandardLicence,
  standardLicences,
} from "./vocabulary.ts";

/**
 * The owner's standing offer of a licence at a fixed price, signed beforehand: whoever accepts it has a contract. What it
 * says never changes (trigger `licence_offer_stands`); other terms are another offer.
 */
export const licenceOffer = pgTable(
  "licence_offer",
  {
    id: id(),
    createdAt: createdAt(),
    technologyId: uuid()
      .notNull()
      .references(() => listing.id),
    /** The owner. */
    organizationId: uuid()
      .notNull()
      .references(() => organization.id),
    mode: text().$type<StandardLicence>().notNull(),
    /** Fen. */
    price: bigint({ mode: "number" }).notNull(),
    /** Days from the contract to the delivery of the documents. */
    deliverDays: integer().notNull(),
    /** Terms of the contract, its day of delivery left open. */
    terms: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The contract word for word, for a party that is not named yet; Chinese, and rendered in English. */
    canonical: text().notNull(),
    english: text().notNull(),
    sha256: text().notNull(),
    signedById: uuid()
      .notNull()
      .references(() => appUser.id),
    signerName: text().notNull(),
    /** From when on it can be accepted: a public institution's price is published first. */
    opensAt: instant().notNull(),
    demo: boolean().notNull().default(false),
    ...lifecycle<LicenceOfferState>("licence_offered"),
  },
  (t) => [
    oneOf("licence_offer_state", t.state, licenceOfferStates),
    oneOf("licence_offer_mode", t.mode, standardLicences),
    check("licence_offer_price", sql`${t.price} > 0`),
    check("licence_offer_days", sql`${t.deliverDays} between 1 and 365`),
    check(
      "licence_offer_sha256",
      sql`${t.sha256} = encode(sha256(convert_to(${t.canonical}, 'UTF8')), 'hex')`,
    ),
    uniqueIndex("licence_offer_one_live").on(t.technologyId).where(sql`state = 'licence_offered'`),
    index().on(t.organizationId, t.createdAt),
  ],
);
