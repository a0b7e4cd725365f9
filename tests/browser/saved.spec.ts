import type { Page } from "@playwright/test";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { sql } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { readCsv } from "#app/integrations/csv.server.ts";
import type { TestDatabase } from "../support/database.ts";
import { expect, expectAccessible, hydrated, looks, test } from "../support/browser.ts";

/** Publishes something as the catalogue does: the row, and the job that puts it into the index. */
async function publish({ db }: TestDatabase, titleZh: string): Promise<string> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(listing)
      .values({
        kind: "service",
        organizationId: sql`(select organization_id from listing where state = 'published' order by id limit 1)`,
        titleZh,
        titleEn: "",
        regionCode: "330106",
        state: "published",
        publishedAt: new Date(),
      })
      .returning({ id: listing.id });
    if (!row) throw new Error("not published");
    await enqueue(tx, "index-listing", { listingId: row.id }, { key: `index:${row.id}` });
    return row.id;
  });
}

/** The mailbox page once it shows a mail with these words. */
async function mailWith(page: Page, words: string) {
  await expect(async () => {
    await page.goto("/mailbox?to=sme@demo.test");
    await expect(page.getByText(words).first()).toBeVisible({ timeout: 1000 });
  }).toPass();
}

test("saved after signing in, an alert arrives by mail, and its link stops it without signing in", async ({
  page,
  browser,
  market,
}) => {
  const word = "青螺甲测试";
  await page.goto(`/?q=${word}`);
  await hydrated(page);
  const save = page.getByRole("link", { name: "保存检索并订阅提醒" });
  await save.focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("邮箱").fill("sme@demo.test");
  await page.getByLabel("密码", { exact: true }).fill("kexiang-demo");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("保存检索");
  await expect(page.getByRole("main")).toContainText(word);
  await page.getByLabel("名称").fill("青螺的新服务");
  await page.getByLabel("及时（每小时最多一封）").check();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存。")).toBeVisible();
  const row = page.getByRole("row", { name: /青螺的新服务/ });
  await expect(row).toContainText("0 项");

  // What is new since the last look is counted in whole seconds: this look was a while ago.
  await market.database.db.execute(
    sql`update saved_search set viewed_at = viewed_at - interval '3 seconds' where name = '青螺的新服务'`,
  );
  const id = await publish(market.database, `${word}服务`);
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("1 项", { timeout: 1000 });
  }).toPass();
  await enqueue(market.database.db, "find-due-alerts", {});
  await mailWith(page, "青螺的新服务");
  const body = await page.getByRole("main").innerText();
  expect(body).toContain(`/services/${id}`);
  const link = /停止这项提醒：\S+(\/unsubscribe\/\S+)/.exec(body)?.[1] ?? "";

  const stranger = await browser.newContext({ locale: "zh-CN" });
  const mailed = await stranger.newPage();
  await mailed.goto(market.server.url + link);
  await hydrated(mailed);
  await expectAccessible(mailed);
  await mailed.getByRole("button", { name: "停止这项检索的提醒" }).click();
  await expect(mailed.getByText("已停止“青螺的新服务”的邮件提醒。")).toBeVisible();
  await stranger.close();

  await page.goto("/account/searches");
  await expect(row).toContainText("不提醒");
  await page.goto("/account/notices");
  await expect(page.getByText("青螺的新服务").first()).toBeVisible();
});

test("a mail program's own button stops everything, and looking stops nothing", async ({
  page,
  market,
  signIn,
}) => {
  await signIn("provider");
  await page.goto("/account/searches/new?q=%E6%9F%90%E7%89%A9&kind=service");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存。")).toBeVisible();
  const [saved] = await market.database.db.execute<{ token: string }>(
    sql`select token from saved_search where query like 'kind=service%' limit 1`,
  );
  const address = `${market.server.url}/unsubscribe/${saved?.token}?all=1`;
  const cadence = async () =>
    (
      await market.database.db.execute<{ cadence: string }>(
        sql`select cadence from saved_search where token = ${saved?.token}`,
      )
    )[0]?.cadence;
  expect((await fetch(address)).status).toBe(200);
  expect(await cadence()).toBe("daily");
  // Another site cannot make a browser do it.
  const form = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
  const headers = { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" };
  expect((await fetch(address, { method: "POST", body: form, headers })).status).toBe(403);
  expect(await cadence()).toBe("daily");
  expect((await fetch(address, { method: "POST", body: form })).status).toBe(200);
  expect(await cadence()).toBe("none");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("save, run, rename and delete a search", async ({ page, signIn }) => {
    await signIn("tto");
    await page.goto("/?q=SEM&kind=facility");
    await page.getByRole("link", { name: "保存检索并订阅提醒" }).click();
    await page.getByLabel("名称").fill("");
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.getByLabel("名称").fill("电镜");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByRole("button", { name: "查看“电镜”的结果" }).click();
    await expect(page).toHaveURL(/q=SEM/);
    await page.goto("/account/searches");
    await page.getByRole("link", { name: "修改“电镜”" }).click();
    await page.getByLabel("名称").fill("扫描电镜设备");
    await page.getByLabel("每周一上午 8 点").check();
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("row", { name: /扫描电镜设备/ })).toContainText("每周一上午 8 点");
    await page.getByRole("link", { name: "修改“扫描电镜设备”" }).click();
    await page.getByText("删除", { exact: true }).click();
    await page.getByRole("button", { name: "确认删除" }).click();
    await expect(page.getByText("还没有保存的检索")).toBeVisible();
  });
});

for (const look of looks) {
  test.describe(`saved searches, ${look.locale}, ${look.colorScheme}`, () => {
    test.use(look);

    test("are accessible, filled and on a phone", async ({ page, signIn }) => {
      await signIn("provider");
      await page.goto(`/account/searches/new?q=look-${look.locale}&region=3301&trl=4`);
      await hydrated(page);
      await expectAccessible(page);
      await page.locator('button[value="save"]').click();
      await expect(page.getByRole("status").first()).toBeVisible();
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page);
      const overhang = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overhang).toBeLessThanOrEqual(0);
    });
  });
}

test("results are a file and a feed with the same results as the page", async ({ page, request }) => {
  await page.goto("/?q=SEM&kind=facility");
  const shown = await page.locator("main ol > li a[data-row-link]").first().getAttribute("href");
  const csv = await request.get(
    (await page.getByRole("link", { name: "下载 CSV" }).getAttribute("href")) ?? "",
  );
  expect(csv.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  expect(csv.headers()["content-disposition"]).toMatch(
    /^attachment; filename="kexiang-\d{4}-\d\d-\d\d\.csv"/,
  );
  const rows: string[][] = [];
  const text = await csv.text();
  for await (const row of readCsv(
    (async function* () {
      yield text;
    })(),
    ",",
  ))
    rows.push(row);
  expect(rows[1]?.at(-1)).toContain(shown ?? "-");

  const head = page.locator('link[rel="alternate"][type="application/atom+xml"]');
  const address = (await head.getAttribute("href")) ?? "";
  expect(await page.getByRole("link", { name: "订阅（Atom）" }).getAttribute("href")).toContain(
    "search.atom",
  );
  const feed = await request.get(address);
  expect(feed.headers()["content-type"]).toBe("application/atom+xml; charset=utf-8");
  const xml = await feed.text();
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(new XMLParser().parse(xml).feed.entry.length).toBeGreaterThan(3);
  const { etag, "last-modified": changed } = feed.headers();
  const unchanged = await request.get(address, { headers: { "If-None-Match": etag ?? "" } });
  expect([unchanged.status(), (await unchanged.body()).length]).toEqual([304, 0]);
  const since = await request.get(address, { headers: { "If-Modified-Since": changed ?? "" } });
  expect(since.status()).toBe(304);
  const other = await request.get(address, { headers: { "If-None-Match": 'W/"other"' } });
  expect(other.status()).toBe(200);
  const english = await request.get(address.replace("lang=zh-CN", "lang=en"));
  expect(await english.text()).toContain('xml:lang="en"');
});
