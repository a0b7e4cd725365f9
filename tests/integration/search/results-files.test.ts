import { sql } from "drizzle-orm";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listing } from "#db/schema/catalog.ts";
import { type Context, visitor } from "#app/domain/context.ts";
import { resultsCsv } from "#app/domain/search/export/results-csv.server.ts";
import { resultsFeed } from "#app/domain/search/feed/results-feed.server.ts";
import { readPageQuery } from "#app/domain/search/page-query.ts";
import { searchMarket } from "#app/domain/search/search.server.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { readCsv } from "#app/integrations/csv.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { indexListing } from "#search/indexing.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { valueOf } from "../../support/results.ts";

const baseUrl = "https://kexiang.example";
const hostile = `=HYPERLINK("http://evil.example","看")<b>&'"]]>\u0001\uD800,\n第二行`;

let test: TestDatabase;
let ctx: Context;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  ctx = { db: test.db, clock: systemClock, actor: visitor("test") };
});
afterAll(() => test.close());

const reader = (locale: Locale = "zh-CN") => ({ t: translatorFor(locale).t, locale, baseUrl });
const inputOf = (query: string) => readPageQuery(new URLSearchParams(query)).input;

async function csvBytes(query: string, locale?: Locale): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const { body } = valueOf(await resultsCsv(ctx, inputOf(query), reader(locale)));
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts);
}

async function csvRows(query: string, locale?: Locale): Promise<string[][]> {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(await csvBytes(query, locale));
  const rows: string[][] = [];
  for await (const row of readCsv(
    (async function* () {
      yield text;
    })(),
    ",",
  ))
    rows.push(row);
  return rows;
}

/** A published service of some owner, at an hour of the future so that it is the newest. */
async function publish(titleZh: string, count = 1): Promise<string[]> {
  const rows = await test.db
    .insert(listing)
    .values(
      Array.from({ length: count }, (_, i) => ({
        kind: "service" as const,
        organizationId: sql`(select id from organization order by id limit 1)`,
        titleZh: count === 1 ? titleZh : `${titleZh}${i}`,
        summaryZh: titleZh,
        regionCode: "330106",
        state: "published",
        publishedAt: new Date(Date.now() + 3_600_000 + i),
      })),
    )
    .returning({ id: listing.id });
  for (const { id } of rows) await indexListing(test.db, id, new Date());
  return rows.map(({ id }) => id);
}

describe("results as CSV", () => {
  it("begins with the mark that spreadsheets need, and holds every result in the page's order", async () => {
    const bytes = await csvBytes("q=SEM&kind=facility");
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, ...rows] = await csvRows("q=SEM&kind=facility&page=2&view=table");
    const page = valueOf(await searchMarket(ctx, { ...inputOf("q=SEM&kind=facility"), limit: 100 }));
    expect(rows.map((row) => row.at(-1))).toEqual(page.hits.map(({ id }) => `${baseUrl}/facilities/${id}`));
    expect(rows.map((row) => row[1])).toEqual(page.hits.map(({ titleZh }) => titleZh));
    expect(head).toHaveLength(15);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([15]));
  });

  it("is in the reader's language", async () => {
    expect((await csvRows("q=SEM", "en"))[0]?.[0]).toBe("Kind");
    expect((await csvRows("q=SEM"))[0]?.[0]).toBe("类别");
  });

  it("runs no text as a formula, and gives it back as it was", async () => {
    const title = `=1+1@SUM(A1) 公式注入甲`;
    await publish(title);
    await publish("+1 公式注入甲");
    await publish("-1+2 公式注入甲");
    await publish("@SUM 公式注入甲");
    const text = (await csvBytes("q=公式注入甲")).toString();
    expect(text).not.toMatch(/(^|,|\n)"?[=+@]/m);
    expect(text).not.toMatch(/(^|,|\n)"?-1\+/m);
    expect((await csvRows("q=公式注入甲")).map((row) => row[1])).toContain(title);
  });

  it("stops at a thousand and says so", { timeout: 240_000 }, async () => {
    await publish("千行测试乙", 1003);
    const rows = await csvRows("q=千行测试乙");
    expect(rows).toHaveLength(1 + 1000 + 1);
    expect(rows.at(-1)?.[0]).toContain("1000");
    expect(new Set(rows.slice(1, -1).map((row) => row.at(-1))).size).toBe(1000);
  });

  it("holds only what may be seen now", async () => {
    const [id] = await publish("可见性测试丙");
    const links = async () => (await csvRows("q=可见性测试丙")).map((row) => row.at(-1));
    expect(await links()).toContain(`${baseUrl}/services/${id}`);
    await test.db
      .update(listing)
      .set({ state: "suspended" })
      .where(sql`id = ${id ?? ""}::uuid`);
    // The index still holds it.
    expect(await links()).not.toContain(`${baseUrl}/services/${id}`);
  });
});

interface Parsed {
  feed: {
    id: string;
    title: string;
    updated: string;
    "@_xmlns": string;
    "@_xml:lang": string;
    link: { "@_rel": string; "@_href": string; "@_type": string }[];
    entry?: {
      id: string;
      title: string;
      updated: string;
      summary: string;
      author: { name: string };
      link: { "@_href": string };
    }[];
  };
}

async function feed(query: string, locale?: Locale) {
  const made = valueOf(await resultsFeed(ctx, new URLSearchParams(query), reader(locale)));
  expect(XMLValidator.validate(made.xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => name === "entry",
  });
  const parsed: Parsed = parser.parse(made.xml);
  return { ...made, ...parsed.feed };
}

describe("results as a feed", () => {
  it("is what RFC 4287 asks for, newest first", async () => {
    const made = await feed("q=SEM&view=table&page=3");
    expect(made["@_xmlns"]).toBe("http://www.w3.org/2005/Atom");
    expect(made["@_xml:lang"]).toBe("zh-CN");
    expect(made.id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    const self = made.link.find((one) => one["@_rel"] === "self");
    expect(self?.["@_href"]).toBe(`${baseUrl}/search.atom?q=SEM&lang=zh-CN`);
    expect(made.link.find((one) => one["@_rel"] === "alternate")?.["@_href"]).toBe(`${baseUrl}/?q=SEM`);
    const entries = made.entry ?? [];
    expect(entries.length).toBeGreaterThan(3);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    for (const { id, title, updated, author, link } of entries) {
      expect(id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
      expect(title).toBeTruthy();
      expect(author.name).toBeTruthy();
      expect(link["@_href"]).toContain(id.replace("urn:uuid:", ""));
      expect(new Date(updated).toISOString()).toBe(updated);
      expect(new Date(updated) <= new Date(made.updated)).toBe(true);
    }
    const page = valueOf(await searchMarket(ctx, { ...inputOf("q=SEM"), sort: "newest", limit: 50 }));
    expect(entries.map(({ id }) => id.replace("urn:uuid:", ""))).toEqual(page.hits.map(({ id }) => id));
  });

  it("keeps its name and mark while nothing changes, and is another in the other language", async () => {
    const [first, again, english] = [
      await feed("q=SEM&kind=facility"),
      await feed("kind=facility&q=SEM"),
      await feed("q=SEM&kind=facility", "en"),
    ];
    expect(again.id).toBe(first.id);
    expect(again.etag).toBe(first.etag);
    expect(english.id).not.toBe(first.id);
    expect(english.etag).not.toBe(first.etag);
    expect(english["@_xml:lang"]).toBe("en");
  });

  it("holds any text as text", async () => {
    await publish(`${hostile}转义测试丁`);
    const made = await feed("q=转义测试丁");
    expect(made.entry?.[0]?.title.replaceAll("&lt;", "<")).toContain("<b>");
    expect(made.xml).not.toContain("<b>");
    expect(made.xml).not.toContain("\u0001");
  });

  it("is valid when it is empty, and changes when something is published", async () => {
    const empty = await feed("q=空订阅测试戊");
    expect(empty.entry).toBeUndefined();
    expect(empty.updated).toBe("1970-01-01T00:00:00.000Z");
    await publish("空订阅测试戊");
    const filled = await feed("q=空订阅测试戊");
    expect(filled.entry).toHaveLength(1);
    expect(filled.etag).not.toBe(empty.etag);
    expect(filled.id).toBe(empty.id);
  });

  it("has at most fifty entries", async () => {
    expect((await feed("")).entry).toHaveLength(50);
  });
});
