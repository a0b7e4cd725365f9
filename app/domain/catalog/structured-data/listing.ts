import { calendarDay } from "#app/domain/catalog/days.ts";
import { listingPath } from "#app/domain/catalog/paths.ts";
import type { ListingDetail } from "../detail-queries.server.ts";
import {
  nameIn,
  offersOf,
  organizationThing,
  type PageAt,
  said,
  summaryIn,
  type Thing,
  titleIn,
  yuan,
} from "./vocabulary.ts";

/** GoodRelations' names for what is done with the thing offered. */
const lend = "http://purl.org/goodrelations/v1#LeaseOut";
const provide = "http://purl.org/goodrelations/v1#ProvideService";
const sell = "http://purl.org/goodrelations/v1#Sell";

/**
 * What a listing's page says, in schema.org's vocabulary. Every property is named here one by one and read from columns
 * that everybody may see, so that the confidential part of a demand, a contact person or an internal price cannot slip in.
 */
export function listingThing(page: PageAt, detail: ListingDetail): Thing[] {
  const owner = organizationThing(page, detail.owner);
  const own =
    facilityThing(page, detail, owner) ??
    technologyThing(page, detail, owner) ??
    serviceThing(page, detail, owner) ??
    demandThing(page, detail, owner);
  return own ? [said(own), owner] : [];
}

/** What every kind says. */
function common(page: PageAt, { listing, fields, images }: ListingDetail) {
  const url = page.baseUrl + listingPath(listing.kind, listing.id);
  return {
    "@id": `${url}#listing`,
    name: titleIn(page, listing),
    description: summaryIn(page, listing),
    url,
    keywords: [...fields.map((field) => nameIn(page, field)), ...listing.keywords],
    image: images.map(({ id }) => `${page.baseUrl}/files/${id}`),
  };
}

/** The province, city and street where something is, as far as the page says. */
const place = (page: PageAt, detail: ListingDetail): Thing | undefined =>
  detail.region
    ? {
        "@type": "Place",
        address: said({
          "@type": "PostalAddress",
          addressCountry: "CN",
          addressRegion: nameIn(page, detail.region),
          streetAddress: detail.facility?.street,
        }),
      }
    : undefined;

/**
 * An instrument. schema.org has no type for one: `Place` would say that it is a site and `ResearchOrganization` that it is
 * an institution. A `Product` with a maker and a model that is offered to be lent (`LeaseOut`) for a price per unit says
 * what is meant, and is what search engines read.
 */
function facilityThing(page: PageAt, detail: ListingDetail, owner: Thing): Thing | undefined {
  const { facility } = detail;
  if (!facility) return undefined;
  const where = place(page, detail);
  return {
    "@type": "Product",
    ...common(page, detail),
    model: facility.model,
    category: facility.classCode,
    ...(facility.maker && { manufacturer: { "@type": "Organization", name: facility.maker } }),
    countryOfOrigin: facility.nation,
    additionalProperty: properties({ technical: facility.technical, functions: facility.functions }),
    offers: offersOf(detail.prices, { seller: owner, businessFunction: lend }).map((offer) => ({
      ...offer,
      ...(where && { availableAtOrFrom: where }),
    })),
  };
}

/**
 * A technology. There is no type for a patent; a `CreativeWork` that has an application number, a state and an owner is
 * the nearest, and Wikidata's item says which kind of right it is.
 */
function technologyThing(page: PageAt, detail: ListingDetail, owner: Thing): Thing | undefined {
  const { technology } = detail;
  if (!technology) return undefined;
  const { applicationNo, publicationNo, ipc, askingPrice, priceForm } = technology;
  const named = askingPrice !== null && (priceForm === "fixed" || priceForm === "listed");
  return {
    "@type": "CreativeWork",
    ...(technology.ipType === "invention" && { additionalType: "https://www.wikidata.org/entity/Q253623" }),
    ...common(page, detail),
    identifier: properties({ applicationNumber: applicationNo, publicationNumber: publicationNo }),
    about: ipc.map((symbol) => ({
      "@type": "DefinedTerm",
      termCode: symbol,
      inDefinedTermSet: "https://www.wipo.int/classifications/ipc/",
    })),
    creativeWorkStatus: technology.legalStatus === "not_applicable" ? "" : technology.legalStatus,
    dateCreated: technology.filedOn,
    datePublished: technology.grantedOn,
    copyrightHolder: { "@id": owner["@id"] },
    ...(named && {
      offers: {
        "@type": "Offer",
        businessFunction: sell,
        price: yuan(askingPrice),
        priceCurrency: "CNY",
        seller: { "@id": owner["@id"] },
      },
    }),
  };
}

function serviceThing(page: PageAt, detail: ListingDetail, owner: Thing): Thing | undefined {
  const { service } = detail;
  if (!service) return undefined;
  return {
    "@type": "Service",
    ...common(page, detail),
    serviceType: service.category,
    provider: { "@id": owner["@id"] },
    hasCredential: service.accreditation.map((name) => ({
      "@type": "EducationalOccupationalCredential",
      name,
    })),
    offers: offersOf(detail.prices, { seller: owner, businessFunction: provide }),
  };
}

/** A demand: `Demand` is exactly an announcement to seek something; the organisation `seeks` it. */
function demandThing(page: PageAt, detail: ListingDetail, owner: Thing): Thing | undefined {
  const { demand } = detail;
  if (!demand) return undefined;
  const { budgetMin, budgetMax } = demand;
  const { keywords, ...shown } = common(page, detail);
  return {
    "@type": "Demand",
    ...shown,
    itemOffered: { "@type": "Service", name: shown.name, serviceType: keywords },
    availabilityStarts: detail.listing.publishedAt && calendarDay(detail.listing.publishedAt),
    availabilityEnds: demand.deadlineOn,
    ...((budgetMin !== null || budgetMax !== null) && {
      priceSpecification: {
        "@type": "PriceSpecification",
        priceCurrency: "CNY",
        ...(budgetMin !== null && { minPrice: yuan(budgetMin) }),
        ...(budgetMax !== null && { maxPrice: yuan(budgetMax) }),
      },
    }),
    "@reverse": { seeks: { "@id": owner["@id"] } },
  };
}

/** Properties that have no name of their own in the vocabulary. */
const properties = (values: Record<string, string | null>): Thing[] =>
  Object.entries(values).flatMap(([propertyID, value]) =>
    value ? [{ "@type": "PropertyValue", propertyID, name: propertyID, value }] : [],
  );
