import { expect, expectAccessible, hydrated, looks, test } from "../support/browser.ts";

const results = "main ol > li";

for (const look of looks) {
  test.describe(`results, ${look.locale}, ${look.colorScheme}`, () => {
    test.use(look);

    test("are accessible as list, as table, and when there are none", async ({ page }) => {
      for (const address of ["/?q=SEM&region=3301", "/?kind=facility&view=table", "/?q=zzzzqq&trl=3"]) {
        await page.goto(address);
        await hydrated(page);
        await expectAccessible(page);
      }
    });
  });
}

test("with the keyboard alone: search, choose a suggestion, narrow to a city, open a result", async ({
  page,
}) => {
  await page.goto("/");
  await hydrated(page);
  await page.keyboard.press("/");
  const field = page.getByRole("main").getByRole("combobox");
  await expect(field).toBeFocused();
  await page.keyboard.type("saomiao");
  await expect(page.getByRole("option", { name: "扫描电镜" }).first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?q=/);
  await expect(page.locator("mark").first()).toBeVisible();
  const before = await page.locator(results).count();
  const city = page.getByRole("link", { name: /^杭州市/ });
  await city.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/region=3301/);
  await expect(city).toHaveAttribute("aria-current", "true");
  expect(await page.locator(results).count()).toBeLessThanOrEqual(before);
  await page.keyboard.press("j");
  await expect(page.locator(`${results} a[data-row-link]`).first()).toBeFocused();
  const href = await page.locator(`${results} a[data-row-link]`).first().getAttribute("href");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${href}$`));
});

test("going back shows the search as it was", async ({ page }) => {
  await page.goto("/?q=SEM");
  await hydrated(page);
  await page.getByRole("link", { name: /^杭州市/ }).click();
  await expect(page).toHaveURL(/region=3301/);
  await page.goBack();
  await expect(page).not.toHaveURL(/region/);
  await expect(page.getByRole("searchbox").or(page.getByRole("combobox")).first()).toHaveValue("SEM");
});

test("what was typed in pinyin is said, and can be seen in results", async ({ page }) => {
  await page.goto("/?q=saomiao+dianjing");
  await expect(page.getByText("已按“扫描电镜”查找")).toBeVisible();
  await expect(page.locator("mark", { hasText: "扫描电镜" }).first()).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("search, narrow, sort, page and take a condition back", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("main").getByRole("searchbox").fill("电镜");
    await page.getByRole("main").getByRole("button", { name: "搜索" }).click();
    await expect(page).toHaveURL(/q=/);
    await expect(page.locator(results).first()).toBeVisible();
    await page.getByRole("link", { name: /^杭州市/ }).click();
    await expect(page.locator(results).first()).toContainText("杭州市");
    await page.getByRole("link", { name: "去掉条件：杭州市" }).click();
    await expect(page).not.toHaveURL(/region/);
    await page.goto("/?kind=facility");
    await page.getByRole("link", { name: "价格从低到高" }).click();
    await expect(page).toHaveURL(/sort=price/);
    await page.getByRole("link", { name: "下一页" }).click();
    await expect(page).toHaveURL(/page=2/);
    await expect(page.locator(results).first()).toBeVisible();
  });

  test("a limit of price and free time are forms", async ({ page }) => {
    await page.goto("/?kind=facility");
    await page.getByText("最高价格").click();
    await page.getByLabel("不高于（元）").fill("300");
    await page.getByRole("button", { name: "应用" }).first().click();
    await expect(page).toHaveURL(/priceYuan=300/);
    await expect(page.getByRole("link", { name: "去掉条件：不高于 ¥300.00" })).toBeVisible();
  });

  test("a market without what was looked for offers ways on", async ({ page }) => {
    await page.goto("/?q=zzzzqq&region=3301");
    await expect(page.getByRole("heading", { name: "没有找到符合条件的资源" })).toBeVisible();
    await expect(page.getByRole("link", { name: "发布需求" })).toBeVisible();
  });
});

test("words are never markup", async ({ page }) => {
  const words = "<script>document.title='owned'</script><b>电镜</b>";
  await page.goto(`/?q=${encodeURIComponent(words)}`);
  await hydrated(page);
  await expect(page.getByRole("main").getByRole("combobox")).toHaveValue(words);
  expect(await page.title()).toContain("<script>");
  expect(await page.locator("main b").count()).toBe(0);
});
