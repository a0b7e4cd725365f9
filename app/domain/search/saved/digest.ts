import type { TFunction } from "i18next";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { say } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import type { NewListing } from "./matches.server.ts";

/** A saved search with what is new in it. */
export interface Findings {
  name: string;
  query: string;
  token: string;
  listings: readonly NewListing[];
}

interface Reader {
  name: string;
  locale: Locale;
}

/** So many of one search are named, the rest is counted. */
const mostNamed = 20;
const longestNames = 60;

export const unsubscribePath = (token: string): string => `/unsubscribe/${token}`;

/** The one mail about everything that is new in a person's searches, in their language. */
export function digestMail(t: TFunction, baseUrl: string, reader: Reader, found: readonly Findings[]) {
  const count = found.reduce((sum, { listings }) => sum + listings.length, 0);
  const parts = found.map((one) => partOf(t, baseUrl, reader.locale, one));
  const words = { name: reader.name, parts: parts.join("\n\n"), manage: `${baseUrl}/account/searches` };
  return {
    subject: say(t, "savedSearches:mail.subject", { count, names: namesOf(found) }),
    body: say(t, "savedSearches:mail.body", { ...words, count }),
  };
}

/** As much of the names as a subject can hold. */
function namesOf(found: readonly Findings[]): string {
  const names = [...found.map(({ name }) => name).join("、")];
  return names.length > longestNames ? `${names.slice(0, longestNames).join("")}…` : names.join("");
}

function partOf(
  t: TFunction,
  baseUrl: string,
  locale: Locale,
  { name, query, token, listings }: Findings,
): string {
  const named = listings.slice(0, mostNamed).map((one) => {
    const title = locale === "en" ? one.titleEn || one.titleZh : one.titleZh;
    const owner = locale === "en" ? one.ownerEn || one.ownerZh : one.ownerZh;
    return `- ${title}\n  ${owner}\n  ${baseUrl}${listingPath(one.kind, one.id)}`;
  });
  const more = listings.length - named.length;
  return [
    say(t, "savedSearches:mail.head", { name, count: listings.length }),
    ...named,
    ...(more > 0 ? [say(t, "savedSearches:mail.more", { count: more })] : []),
    say(t, "savedSearches:mail.all", { link: `${baseUrl}/?${query}&sort=newest` }),
    say(t, "savedSearches:mail.stop", { link: baseUrl + unsubscribePath(token) }),
  ].join("\n");
}
