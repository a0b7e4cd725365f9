import { and, eq } from "drizzle-orm";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { demand, facility, listing, price } from "#db/schema/catalog.ts";
import { type ListingKind, listingKinds } from "#db/schema/vocabulary.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import { startServer, type TestServer } from "../../support/server.ts";

const site = "https://kexiang.example";
let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  server = await startServer(database.url, { env: { BASE_URL: site } });
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

const read = async (path: string) => (await fetch(server.url + path)).text();

const parser = new XMLParser({
  ignoreAttributes: false,
  isArray: (name) => ["url", "sitemap", "xhtml:link"].includes(name),
});

async function xml(path: string) {
  const text = await read(path);
  expect(XMLValidator.validate(text)).toBe(true);
  return parser.parse(text);
}

interface Url {
  loc: string;
  lastmod?: string;
  "xhtml:link": { "@_hreflang": string; "@_href": string }[];
}

const urlsOf = async (part: string): Promise<Url[]> => (await xml(`/sitemaps/${part}`)).urlset.url;

/** The JSON-LD of a page, with its one `@graph`; undefined when there is none. */
async function dataOf(path: string): Promise<{ text: string; types: string[] } | undefined> {
  const page = await read(path);
  const text = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1];
  if (text === undefined) return undefined;
  const graph: { "@type": string }[] = JSON.parse(text)["@graph"];
  return { text, types: graph.map((thing) => thing["@type"]) };
}

async function published(kind: ListingKind) {
  const [row] = await database.db
    .select()
    .from(listing)
    .where(and(eq(listing.kind, kind), eq(listing.state, "published")))
    .orderBy(listing.id)
    .limit(1);
  if (!row) throw new Error(`no published ${kind}`);
  return row;
}

describe("the site's map", () => {
  it("is named by robots.txt, under the site's own address", async () => {
    const robots = await read("/robots.txt");
    expect(robots).toContain(`Sitemap: ${site}/sitemap.xml`);
    expect(robots).toContain("Disallow: /account");
    expect(robots).not.toMatch(/^Disallow: \/organization$/m);
  });

  it("lists every published listing once for each language, each naming the others, and nothing else", async () => {
    const urls = await urlsOf("listings.xml");
    const rows = await database.db
      .select({ id: listing.id, kind: listing.kind })
      .from(listing)
      .where(eq(listing.state, "published"));
    const expected = rows.flatMap(({ kind, id }) => {
      const address = site + listingPath(kind, id);
      return [address, `${address}?lang=en`];
    });
    expect(urls.map(({ loc }) => loc).toSorted()).toEqual(expected.toSorted());
    for (const url of urls) {
      expect(url["xhtml:link"].map((link) => link["@_hreflang"])).toEqual(["zh-CN", "en", "x-default"]);
      expect(url["xhtml:link"].map((link) => link["@_href"])).toContain(url.loc);
      expect(Number.isNaN(Date.parse(url.lastmod ?? ""))).toBe(false);
    }
  });

  it("names its parts, and each of them is well-formed", async () => {
    const index: { loc: string }[] = (await xml("/sitemap.xml")).sitemapindex.sitemap;
    expect(index.length).toBeGreaterThanOrEqual(3);
    for (const { loc } of index) {
      expect(loc.startsWith(`${site}/sitemaps/`)).toBe(true);
      expect((await urlsOf(loc.split("/").at(-1) ?? "")).length).toBeGreaterThan(0);
    }
  });

  it("goes on behind the id that a part is named after", async () => {
    const urls = await urlsOf("listings.xml");
    const tenth = urls[19]?.loc.replace("?lang=en", "").split("/").at(-1);
    const rest = await urlsOf(`listings-${tenth}.xml`);
    expect(rest.map(({ loc }) => loc)).toEqual(urls.slice(20).map(({ loc }) => loc));
  });

  it.each(["drafts.xml", "listings-1.xml", "listings"])("has no part %s", async (part) => {
    expect((await fetch(`${server.url}/sitemaps/${part}`)).status).toBe(404);
  });
});

describe("data for search engines", () => {
  const types = {
    facility: "Product",
    technology: "CreativeWork",
    service: "Service",
    demand: "Demand",
  } as const;

  it.each(listingKinds)("says what a %s is, whose, and where it belongs", async (kind) => {
    const { id } = await published(kind);
    const data = await dataOf(listingPath(kind, id));
    expect(data?.types).toContain(types[kind]);
    expect(data?.types).toContain("BreadcrumbList");
    expect(data?.text).toContain(`${site}/organizations/`);
  });

  it("says how the site is searched, and what was found", async () => {
    expect((await dataOf("/"))?.types).toEqual(["WebSite", "Organization"]);
    expect((await dataOf("/?q=%E7%94%B5%E9%95%9C"))?.types).toEqual(["ItemList"]);
  });

  it("cannot be ended by what somebody writes into it", async () => {
    const { id } = await published("service");
    const hostile = `</script><script>alert(1)</script>\u2028&"'`;
    await database.db.update(listing).set({ titleZh: hostile }).where(eq(listing.id, id));
    // Visitors may be shown the page as it was half a second ago.
    await vi.waitUntil(async () => (await read(`/services/${id}`)).includes("alert(1)"), 60_000);
    const page = await read(`/services/${id}`);
    expect(page).not.toContain("<script>alert(1)");
    const data = await dataOf(`/services/${id}`);
    expect(data?.text).not.toContain("\u2028");
    expect(JSON.parse(data?.text ?? "")["@graph"][0].name).toBe(hostile);
  });

  it("never holds what only some may read: confidential parts, people, internal prices", async () => {
    const secret = "机密甲乙丙丁";
    const [sought, offered] = [await published("demand"), await published("facility")];
    await database.db.update(demand).set({ confidentialPart: secret }).where(eq(demand.listingId, sought.id));
    await database.db
      .update(facility)
      .set({ contactName: secret, contactPhone: "0571-00000000", customsDeclarationNo: secret })
      .where(eq(facility.listingId, offered.id));
    await database.db.insert(price).values({
      listingId: offered.id,
      item: secret,
      unit: "hour",
      userClass: "internal",
      amount: 0,
      validFrom: "2020-01-01",
    });
    expect(await read(`/demands/${sought.id}`)).not.toContain(secret);
    const data = await dataOf(`/facilities/${offered.id}`);
    expect(data?.text).not.toContain(secret);
    expect(data?.text).not.toContain("0571-00000000");
  });

  it("names the page's one address, and the English one when that is asked for", async () => {
    const { id } = await published("technology");
    const plain = await read(`/technologies/${id}?done=object`);
    expect(plain).toContain(`<link rel="canonical" href="${site}/technologies/${id}"/>`);
    const english = await read(`/technologies/${id}?lang=en`);
    expect(english).toContain(`<link rel="canonical" href="${site}/technologies/${id}?lang=en"/>`);
    expect(await read("/?kind=facility&page=2")).toContain('<meta name="robots" content="noindex, follow"/>');
  });
});

describe("an owner that a measure hides", () => {
  it("is in no part of the map, in no list, and its pages are gone", async () => {
    const { id, organizationId } = await published("technology");
    const from = new Date(Date.now() - 60_000);
    await layMeasure(database.db, { organizationId, kind: "blacklist", from });
    const listed = (await read("/sitemaps/listings.xml")) + (await read("/sitemaps/organizations.xml"));
    expect(listed).not.toContain(id);
    expect(listed).not.toContain(organizationId);
    expect((await fetch(`${server.url}/technologies/${id}`)).status).toBe(404);
    expect(await dataOf(`/technologies/${id}`)).toBeUndefined();
    expect((await dataOf("/?kind=technology&limit=100"))?.text ?? "").not.toContain(id);
    const owner = await read(`/organizations/${organizationId}`);
    expect(owner).toContain('<meta name="robots" content="noindex, follow"/>');
    expect(owner).not.toContain("application/ld+json");
  });
});
