import type { Page } from "@playwright/test";
import { encodeGb18030 } from "../support/gb18030.ts";
import { expect, expectAccessible, hydrated, looks, test } from "../support/browser.ts";

const results = "main ol > li";

/** Waits until a search finds something, or nothing any more. */
async function searchFinds(page: Page, q: string, something: boolean) {
  await expect(async () => {
    await page.goto(`/?q=${q}`);
    const found = page.locator(results);
    if (something) await expect(found.first()).toBeVisible({ timeout: 1000 });
    else await expect(found).toHaveCount(0, { timeout: 1000 });
  }).toPass();
}

test("an officer adds an abbreviation: the search follows, and follows when it is undone", async ({
  page,
  browser,
  market,
  signIn,
}) => {
  const visitor = await (await browser.newContext({ baseURL: market.server.url })).newPage();
  await searchFinds(visitor, "QLJX", false);
  await signIn("officer");
  await page.goto("/oversight/synonyms");
  await hydrated(page);
  await page.getByLabel("查找词语").fill("扫描电镜");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=/);
  await page.locator("a[data-row-link]", { hasText: "扫描电镜" }).first().click();
  const words = page.getByLabel("同义的词");
  const before = await words.inputValue();
  await words.fill(`${before}\nQLJX`);
  await page.getByRole("button", { name: "预览影响" }).click();
  await expect(page.getByText("新增：QLJX")).toBeVisible();
  await expect(page.getByText(/项资源的名称或关键词中含有这些词/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "保存" }).click();
  const anyway = page.getByRole("button", { name: "我已了解，仍然保存" });
  await expect(page.getByText("已保存。").or(anyway).first()).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
  await expect(page.getByText("已保存。")).toBeVisible();
  await searchFinds(visitor, "QLJX", true);
  await expect(visitor.locator(results).first()).toContainText(/电镜|显微镜/);

  await page.getByRole("link", { name: "修改记录" }).click();
  await expect(page.getByRole("row", { name: /何正清/ }).first()).toContainText("新增：QLJX");
  await expectAccessible(page);
  await page
    .getByRole("button", { name: /撤销第/ })
    .first()
    .click();
  await expect(page.getByText("已撤销该次修改。")).toBeVisible();
  await searchFinds(visitor, "QLJX", false);
  await visitor.context().close();
});

test("a city officer reads and cannot edit", async ({ page, signIn }) => {
  await signIn("city");
  await page.goto("/oversight/synonyms");
  await expect(page.getByText("由省级主管部门维护")).toBeVisible();
  await expect(page.getByRole("link", { name: "新增一组" })).toHaveCount(0);
  await expect(page.locator("a[data-row-link]")).toHaveCount(0);
  expect((await page.goto("/oversight/synonyms/1"))?.status()).toBe(403);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("add, be told of a doubt and of somebody else's change, import and delete", async ({
    page,
    context,
    signIn,
  }) => {
    await signIn("operator");
    await page.goto("/oversight/synonyms/new");
    await page.getByLabel("同义的词").fill("只有一个");
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("至少填写 2 个不同的词");
    await page.getByLabel("同义的词").fill("扫描电镜\n无脚本词甲");
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await expect(page.getByText(/“扫描电镜”已在第 \d+ 组/)).toBeVisible();
    await page.getByLabel("同义的词").fill("无脚本词甲\n无脚本词乙");
    await page.getByRole("button", { name: "我已了解，仍然保存" }).click();
    await expect(page.getByText("已保存。")).toBeVisible();

    const second = await context.newPage();
    await second.goto(page.url());
    await second.getByLabel("同义的词").fill("无脚本词甲\n无脚本词乙\n无脚本词丙");
    await second.getByRole("button", { name: "保存", exact: true }).click();
    await expect(second.getByText("已保存。")).toBeVisible();
    await page.getByLabel("同义的词").fill("无脚本词甲\n无脚本词丁");
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("该组同义词已被他人修改");
    await expect(page.getByRole("alert")).toContainText("无脚本词丙");

    const group = /synonyms\/(\d+)/.exec(second.url())?.[1] ?? "";
    await second.goto("/oversight/synonyms/import");
    await second.getByLabel("CSV 文件").setInputFiles({
      name: "词表.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(encodeGb18030(`组号,词\r\n${group}\r\n,无脚本词戊,无脚本词己\r\n`)),
    });
    await second.getByRole("button", { name: "读取并预览" }).click();
    await expect(second.getByText(/新增 1 组，修改 0 组，删除 1 组/)).toBeVisible();
    await second.getByRole("button", { name: "确认导入" }).click();
    await expect(second.getByText("导入完成。")).toBeVisible();
    await second.goto("/oversight/synonyms?q=无脚本词");
    await expect(second.locator("a[data-row-link]")).toHaveCount(1);
    await second.locator("a[data-row-link]").click();
    await second.getByText("删除本组").click();
    await second.getByRole("button", { name: "确认删除" }).click();
    await expect(second.getByText("已删除该组。")).toBeVisible();
  });
});

for (const look of looks) {
  test.describe(`synonyms, ${look.locale}, ${look.colorScheme}`, () => {
    test.use(look);

    test("doubts and a wrong file are accessible", async ({ page, signIn }) => {
      await signIn("operator");
      await page.goto("/oversight/synonyms/new");
      await hydrated(page);
      await page.locator("textarea").fill("扫描电镜\n仪器");
      await page.locator('button[value="save"]').click();
      await expect(page.locator('input[name="accept"]')).toHaveCount(1);
      await expectAccessible(page);
      await page.goto("/oversight/synonyms/import");
      await hydrated(page);
      await page.locator('input[type="file"]').setInputFiles({
        name: "a.csv",
        mimeType: "text/csv",
        buffer: Buffer.from("x,甲乙,丙丁\n,单\n"),
      });
      await page.locator('main form button[type="submit"]').click();
      await expect(page.getByRole("alert")).toBeVisible();
      await expectAccessible(page);
    });
  });
}
