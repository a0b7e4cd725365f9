import type { MetaDescriptor } from "react-router";

/** What a public page says about itself to browsers, search engines and whoever shares it. */
export interface PageHead {
  title: string;
  description: string;
  siteName: string;
  /** The page's one address. */
  canonical: string;
  /** The same page in each language, `x-default` for whoever wants another. Empty when it should not be found. */
  alternates: readonly { hrefLang: string; href: string }[];
  /** Open Graph's name of the language shown, and of the other. */
  locales: readonly [shown: string, other: string];
  image: { url: string; alt: string; size?: readonly [width: number, height: number] };
  /** Whether search engines may list it. Links are followed in any case. */
  index: boolean;
  /** schema.org's view of it. */
  things: readonly object[];
}

const longestTitle = 60;
const longestDescription = 160;

/** At most `length` characters, ending in an ellipsis when something is missing. */
export function clip(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length <= length
    ? line
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}

/** `<page> · <site>` in at most 60 characters; the site is named once. */
export function titleOf(title: string, siteName: string): string {
  if (title.includes(siteName)) return clip(title, longestTitle);
  const end = ` · ${siteName}`;
  return clip(title, longestTitle - end.length) + end;
}

/** The descriptors of a page's head; none before its data has come. */
export function pageMeta(head: PageHead | undefined): MetaDescriptor[] {
  if (!head) return [];
  const title = titleOf(head.title, head.siteName);
  const description = clip(head.description, longestDescription);
  return [
    { title },
    { name: "description", content: description },
    { tagName: "link", rel: "canonical", href: head.canonical },
    ...head.alternates.map((alternate) => ({ tagName: "link" as const, rel: "alternate", ...alternate })),
    ...(head.index ? [] : [{ name: "robots", content: "noindex, follow" }]),
    ...openGraph(head, title, description),
    ...(head.things.length > 0
      ? [{ "script:ld+json": { "@context": "https://schema.org", "@graph": [...head.things] } }]
      : []),
  ];
}

function openGraph(head: PageHead, title: string, description: string): MetaDescriptor[] {
  const { image, locales } = head;
  const properties: Record<string, string> = {
    "og:type": "website",
    "og:title": title,
    "og:description": description,
    "og:url": head.canonical,
    "og:site_name": head.siteName,
    "og:locale": locales[0],
    "og:locale:alternate": locales[1],
    "og:image": image.url,
    "og:image:alt": image.alt,
    ...(image.size && { "og:image:width": String(image.size[0]), "og:image:height": String(image.size[1]) }),
  };
  return [
    ...Object.entries(properties).map(([property, content]) => ({ property, content })),
    { name: "twitter:card", content: "summary_large_image" },
  ];
}
