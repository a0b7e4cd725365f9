import type { licenceOffer } from "../../schema/licences.ts";
import { type LicenceSeed, licences } from "../deals/licences.ts";
import texts from "../deals/licence-texts.json" with { type: "json" };
import { seedId } from "../ids.ts";
import { people } from "../people.ts";
import { technologies } from "../technologies/index.ts";
import type { Calendar } from "./calendar.ts";
import { organizationId, userId } from "./identity.ts";
import { listingId } from "./listings.ts";

/** Minutes into the time part of ids, so that offers sort after negotiations. */
const firstOffer = 420_000;
const noticeDays = 15;
const morning = 600;

interface OfferText {
  terms: Record<string, unknown>;
  canonical: string;
  english: string;
  sha256: string;
}

/** What each offer says, as the builder has written it of its terms (a test compares). */
const known: Readonly<Record<string, OfferText>> = texts;

const at = ({ daysAgo }: LicenceSeed, calendar: Calendar): Date => calendar.at(-daysAgo, morning);

/** When the owner of a technology has signed its standing offer. */
export function licenceSignedAt(technology: string, calendar: Calendar): Date {
  const seed = licences.find((one) => one.technology === technology);
  if (!seed) throw new Error(`no offer of ${technology}`);
  return at(seed, calendar);
}

/** The standing offer of a technology, as others refer to it. */
export const licenceOfferId = (technology: string): string =>
  seedId(
    `licence offer ${technology}`,
    firstOffer + licences.findIndex((seed) => seed.technology === technology),
  );

/** Standing offers of the demonstration market: signed, their prices published, open to everybody. */
export const licenceRows = (calendar: Calendar): (typeof licenceOffer.$inferInsert)[] =>
  licences.map((seed) => offerRow(seed, calendar));

function offerRow(seed: LicenceSeed, calendar: Calendar): typeof licenceOffer.$inferInsert {
  const technology = technologies.find(({ key }) => key === seed.technology);
  const text = known[seed.technology];
  if (!technology || !text) throw new Error(`no technology or text of ${seed.technology}`);
  const signedAt = at(seed, calendar);
  return {
    id: licenceOfferId(seed.technology),
    ...{ technologyId: listingId("technology", technology), organizationId: organizationId(technology.org) },
    ...{ mode: seed.mode, price: seed.yuan * 100, deliverDays: seed.deliverDays, ...text },
    signedById: userId(seed.signedBy),
    signerName: people.find(({ mailbox }) => mailbox === seed.signedBy)?.name ?? seed.signedBy,
    // A public institution's price is published first.
    opensAt: calendar.at(-seed.daysAgo + noticeDays, morning),
    ...{ createdAt: signedAt, stateSince: signedAt, demo: true },
  };
}
