import type { OrganizationKind, PriceUnit } from "#db/schema/vocabulary.ts";
import type { Locale } from "#app/i18n/locales.ts";

/** A node of schema.org's vocabulary, as JSON-LD writes it. */
export interface Thing {
  "@type": string | readonly string[];
  "@id"?: string;
  [property: string]: unknown;
}

/** Where and in which language the page is. */
export interface PageAt {
  /** Without a slash at its end. */
  baseUrl: string;
  locale: Locale;
}

interface Named {
  nameZh: string;
  nameEn: string;
}

/** The name in the page's language, Chinese where there is no other. */
export const nameIn = ({ locale }: PageAt, { nameZh, nameEn }: Named): string =>
  (locale === "en" && nameEn) || nameZh;

export const titleIn = (page: PageAt, { titleZh, titleEn }: { titleZh: string; titleEn: string }): string =>
  nameIn(page, { nameZh: titleZh, nameEn: titleEn });

export const summaryIn = (page: PageAt, row: { summaryZh: string; summaryEn: string }): string =>
  nameIn(page, { nameZh: row.summaryZh, nameEn: row.summaryEn });

const organizationTypes: Record<OrganizationKind, string> = {
  enterprise: "Corporation",
  university: "CollegeOrUniversity",
  institute: "ResearchOrganization",
  public_service: "Organization",
  social_organization: "NGO",
  government: "GovernmentOrganization",
  other: "Organization",
};

/** What everybody may know of an organisation, by which others refer to it. */
export interface PublicOwner extends Named {
  id: string;
  kind: OrganizationKind;
}

/** An organisation, in short; its own page says more under the same `@id`. */
export function organizationThing(page: PageAt, owner: PublicOwner): Thing {
  const url = `${page.baseUrl}/organizations/${owner.id}`;
  return {
    "@type": organizationTypes[owner.kind],
    "@id": `${url}#organization`,
    name: nameIn(page, owner),
    ...(owner.nameEn && owner.nameZh !== owner.nameEn && { alternateName: [owner.nameZh, owner.nameEn] }),
    url,
  };
}

/** UN/CEFACT's codes of units, where there is one. */
const unitCodes: Partial<Record<PriceUnit, string>> = { hour: "HUR", day: "DAY", item: "C62" };

export interface PublicPrice {
  item: string;
  unit: PriceUnit;
  userClass: string;
  /** Fen per unit. */
  amount: number;
}

/** Yuan with two places, as schema.org wants prices: exact, without a currency sign. */
export const yuan = (fen: number): string =>
  `${Math.trunc(fen / 100)}.${String(Math.abs(fen) % 100).padStart(2, "0")}`;

/** One offer for each line of the price list that is meant for others than the owner's own people. */
export function offersOf(
  prices: readonly PublicPrice[],
  { seller, businessFunction }: { seller: Thing; businessFunction: string },
): Thing[] {
  return prices
    .filter(({ userClass }) => userClass !== "internal")
    .map(({ item, unit, amount }) => ({
      "@type": "Offer",
      name: item,
      businessFunction,
      price: yuan(amount),
      priceCurrency: "CNY",
      priceSpecification: {
        "@type": "UnitPriceSpecification",
        price: yuan(amount),
        priceCurrency: "CNY",
        unitText: unit,
        ...(unitCodes[unit] && { unitCode: unitCodes[unit] }),
      },
      seller: { "@id": seller["@id"] },
    }));
}

/** Leaves out what says nothing. */
export function said(thing: Thing): Thing {
  const kept: Thing = { "@type": thing["@type"] };
  for (const [name, value] of Object.entries(thing)) {
    const nothing = value === "" || value === null || value === undefined;
    if (!nothing && !(Array.isArray(value) && value.length === 0)) kept[name] = value;
  }
  return kept;
}
