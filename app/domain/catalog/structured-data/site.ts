import { listingPath } from "#app/domain/catalog/paths.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import { organizationThing, type PageAt, type PublicOwner, said, type Thing, titleIn } from "./vocabulary.ts";

/** The site and how it is searched, for the home page. */
export function siteThings({ baseUrl, locale }: PageAt, name: string, description: string): Thing[] {
  const publisher = { "@type": "Organization", "@id": `${baseUrl}/#platform`, name, url: `${baseUrl}/` };
  return [
    {
      "@type": "WebSite",
      "@id": `${baseUrl}/#site`,
      name,
      description,
      url: `${baseUrl}/`,
      inLanguage: locale,
      publisher: { "@id": publisher["@id"] },
      potentialAction: {
        "@type": "SearchAction",
        target: { "@type": "EntryPoint", urlTemplate: `${baseUrl}/?q={search_term_string}` },
        "query-input": "required name=search_term_string",
      },
    },
    { ...publisher, logo: `${baseUrl}/wordmark.svg` },
  ];
}

/** Where a page belongs, from the home page down; the last step is the page itself. */
export const breadcrumb = ({ baseUrl }: PageAt, steps: readonly { name: string; path: string }[]): Thing => ({
  "@type": "BreadcrumbList",
  itemListElement: steps.map(({ name, path }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    item: baseUrl + path,
  })),
});

interface Listed {
  id: string;
  kind: ListingKind;
  titleZh: string;
  titleEn: string;
}

/** A page of results: which listings, in which order. `before` is how many are on the pages before it. */
export const resultList = (page: PageAt, hits: readonly Listed[], before: number, total: number): Thing => ({
  "@type": "ItemList",
  numberOfItems: total,
  itemListElement: hits.map((hit, index) => ({
    "@type": "ListItem",
    position: before + index + 1,
    name: titleIn(page, hit),
    url: page.baseUrl + listingPath(hit.kind, hit.id),
  })),
});

interface PublicOrganization extends PublicOwner {
  uscc: string;
  address: string;
  website: string;
  introduction: string;
}

/** An organisation on its own page. Mailboxes and telephones are left to the page itself, away from harvesters. */
export const fullOrganization = (page: PageAt, organization: PublicOrganization): Thing =>
  said({
    ...organizationThing(page, organization),
    description: organization.introduction,
    identifier: { "@type": "PropertyValue", propertyID: "USCC", value: organization.uscc },
    address: organization.address,
    sameAs: organization.website,
  });
