import type { PageHead } from "#app/components/meta/page-meta.ts";
import type { ListingDetail } from "#app/domain/catalog/detail-queries.server.ts";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { listingThing } from "#app/domain/catalog/structured-data/listing.ts";
import { breadcrumb } from "#app/domain/catalog/structured-data/site.ts";
import {
  nameIn,
  type PageAt,
  summaryIn,
  type Thing,
  titleIn,
} from "#app/domain/catalog/structured-data/vocabulary.ts";
import { isLocale, type Locale } from "#app/i18n/locales.ts";
import { env } from "#app/runtime/env.server.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";

interface Page {
  title: string;
  description: string;
  /** Path and query without a language: what the page is, whoever asks. */
  path: string;
  index: boolean;
  image?: { url: string; alt: string };
  things?: (page: PageAt) => Thing[];
}

const openGraphLocales: Record<Locale, string> = { "zh-CN": "zh_CN", en: "en_US" };

/** The address of a page in one language, absolute. Chinese is what is said to whoever asks for nothing. */
export function addressIn(path: string, locale: Locale): string {
  const url = new URL(path, `${env().baseUrl}/`);
  if (locale === "en") url.searchParams.set("lang", "en");
  return url.href;
}

/** The pairs of language and address that name each other, for heads and sitemaps. */
export const alternatesOf = (path: string): PageHead["alternates"] => [
  { hrefLang: "zh-CN", href: addressIn(path, "zh-CN") },
  { hrefLang: "en", href: addressIn(path, "en") },
  { hrefLang: "x-default", href: addressIn(path, "zh-CN") },
];

/**
 * The head of a public page. An address without `?lang=` speaks the reader's language and is the page's Chinese and
 * default one; `?lang=en` is the English one, and `?lang=zh-CN` the same as none.
 */
export function headOf(request: Request, { locale, t }: RequestScope, page: Page): PageHead {
  const asked = new URL(request.url).searchParams.get("lang");
  const { baseUrl } = env();
  const siteName = t("common:shell.name");
  return {
    title: page.title,
    description: page.description || page.title,
    siteName,
    canonical: addressIn(page.path, isLocale(asked) ? asked : "zh-CN"),
    alternates: page.index ? alternatesOf(page.path) : [],
    locales:
      locale === "en"
        ? [openGraphLocales.en, openGraphLocales["zh-CN"]]
        : [openGraphLocales["zh-CN"], openGraphLocales.en],
    image: page.image ?? {
      url: `${baseUrl}/share.png`,
      alt: `${siteName} · ${t("common:shell.tagline")}`,
      size: [1200, 630],
    },
    index: page.index,
    things: page.index ? (page.things?.({ baseUrl, locale }) ?? []) : [],
  };
}

const publicStates = new Set(["published", "public_notice"]);

/** The head of a listing's page. What only its organisation and the regulator see now is not told to search engines. */
export function listingHead(request: Request, scope: RequestScope, detail: ListingDetail): PageHead {
  const { listing, owner, images } = detail;
  const { kind, id } = listing;
  const at = { baseUrl: env().baseUrl, locale: scope.locale };
  const title = titleIn(at, listing);
  const [image] = images;
  const path = listingPath(kind, id);
  return headOf(request, scope, {
    title,
    description: summaryIn(at, listing) || `${title} · ${nameIn(at, owner)}`,
    path,
    index: publicStates.has(listing.state) && detail.appears,
    ...(image && { image: { url: `${at.baseUrl}/files/${image.id}`, alt: title } }),
    things: (page) => [
      ...listingThing(page, detail),
      breadcrumb(page, [
        { name: scope.t("common:shell.name"), path: "/" },
        { name: scope.t(`common:kinds.${kind}`), path: `/?kind=${kind}` },
        { name: title, path },
      ]),
    ],
  });
}
