import { env } from "#app/runtime/env.server.ts";

/** Where only people have business: their own pages, programs' addresses, and files that are made for them. */
const closed = [
  "/account",
  "/organization$",
  "/organization/",
  "/oversight",
  "/bookings",
  "/facilities/*/book",
  "/api/",
  "/mailbox",
  "/preferences",
  "/compare",
  "/search.",
];

/** Conditions that make endlessly many views of the same listings. */
const endless = ["sort", "view", "freeFrom", "priceMax", "priceYuan", "near", "limit", "week", "minutes"];

/** `/robots.txt`. What is closed here is closed to everybody by the permissions; this only spares crawlers the way. */
export function loader() {
  const lines = [
    "User-agent: *",
    ...closed.map((path) => `Disallow: ${path}`),
    ...endless.map((name) => `Disallow: /*?*${name}=`),
    "Allow: /",
    "",
    `Sitemap: ${env().baseUrl}/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
