import { addressIn, alternatesOf } from "./head.server.ts";

/** A page of the map: its path without a language, and when it last changed. */
export interface Place {
  path: string;
  changed?: Date | null;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? "");

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const sitemapNames = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const open = `${declaration}<urlset ${sitemapNames} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`;

/** Search engines come seldom; whoever comes often gets the same answer for an hour. */
const headers = { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": "public, max-age=3600" };

/** A page is listed under each of its languages' addresses, and each names all of them. */
function entries({ path, changed }: Place): string {
  const alternates = alternatesOf(path)
    .map((one) => `<xhtml:link rel="alternate" hreflang="${one.hrefLang}" href="${escapeXml(one.href)}"/>`)
    .join("");
  const rest = `${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ""}${alternates}</url>\n`;
  return (["zh-CN", "en"] as const)
    .map((locale) => `<url><loc>${escapeXml(addressIn(path, locale))}</loc>${rest}`)
    .join("");
}

/** A part of the map, written while its rows are read. */
export function partResponse(places: AsyncIterable<Place>): Response {
  const encoder = new TextEncoder();
  const rows = places[Symbol.asyncIterator]();
  let begun = false;
  const body = new ReadableStream({
    async pull(controller) {
      if (!begun) controller.enqueue(encoder.encode(open));
      begun = true;
      const next = await rows.next();
      controller.enqueue(encoder.encode(next.done ? "</urlset>\n" : entries(next.value)));
      if (next.done) controller.close();
    },
    async cancel() {
      await rows.return?.();
    },
  });
  return new Response(body, { headers });
}

/** The map's list of parts. */
export function indexResponse(parts: readonly string[]): Response {
  const lines = parts.map((path) => `<sitemap><loc>${escapeXml(addressIn(path, "zh-CN"))}</loc></sitemap>\n`);
  const body = `${declaration}<sitemapindex ${sitemapNames}>\n${lines.join("")}</sitemapindex>\n`;
  return new Response(body, { headers });
}
