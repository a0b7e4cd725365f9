import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, hydrated, looks, test } from "../support/browser.ts";
import { encodeGb18030 } from "../support/gb18030.ts";
import { uniquipList } from "../support/uniquip-list.ts";

let made = 0;

/** Forty rows, one of them broken, with numbers of their own. */
function list(): Buffer {
  const mark = `T${Date.now()}${++made}-`;
  return Buffer.from(encodeGb18030(uniquipList(40).csv.replaceAll("KX-", mark)));
}

async function upload(page: Page, buffer: Buffer): Promise<void> {
  await page.goto("/organization/imports");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "仪器清单.csv", mimeType: "text/csv", buffer });
  await page.locator("form[enctype] button[type=submit]").click();
  await page.waitForURL(/imports\/[0-9a-f-]{36}/);
}

/** Waits for a job's result; without a script the page asks again only when it is loaded again. */
async function until(page: Page, locator: ReturnType<Page["locator"]>, scripts: boolean): Promise<void> {
  await expect(async () => {
    if (!scripts) await page.reload();
    await expect(locator).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a list is previewed, imported, and taken back", async ({ page, signIn }) => {
      await signIn("provider");
      await upload(page, list());
      const confirm = page.getByRole("button", { name: "导入 39 行" });
      await until(page, confirm, javaScriptEnabled);
      await expect(page.getByText("编码为 GB18030")).toBeVisible();
      await expect(page.getByText("“Type”列：请填写此项")).toBeVisible();
      const [rejected] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "下载有误的行" }).click(),
      ]);
      expect(await readFile(await rejected.path(), "utf8")).toMatch(
        /^\uFEFF行号,未导入的原因,Type,[^\n]+\r\n38,/,
      );
      const otherTab = await page.context().newPage();
      await otherTab.goto(page.url());
      if (javaScriptEnabled) await hydrated(otherTab);
      await confirm.click();
      const undoIn = (tab: Page) => tab.locator("details.confirm summary", { hasText: "撤销此次导入" });
      const undo = undoIn(page);
      await until(page, undo, javaScriptEnabled);
      await otherTab.getByRole("button", { name: "导入 39 行" }).click();
      await expect(otherTab.getByRole("alert")).toContainText("当前状态不能进行此操作");
      await expect(undoIn(otherTab)).toBeVisible();
      await otherTab.close();
      await expect(page.locator("dl")).toContainText("39");
      await undo.click();
      await page.getByRole("button", { name: "确认撤销" }).click();
      await expect(page.getByRole("status")).toContainText("已撤销此次导入");
    });
  });
}

test("columns that nobody knows are named by a person, and remembered", async ({ page, signIn }) => {
  const name = `品名${Date.now()}`;
  const file = Buffer.from(`编码,${name}\nX${Date.now()},电镜\n`);
  await signIn("provider");
  await upload(page, file);
  await expect(page.getByText("有 2 列没有识别，不会导入")).toBeVisible();
  const columns = page.locator("select[name=columns]");
  await columns.nth(0).selectOption({ label: "所在单位仪器编号（必需）" });
  await columns.nth(1).selectOption({ label: "仪器设备名称" });
  await page.getByRole("button", { name: "按此重新预览" }).click();
  await expect(page.getByRole("button", { name: "导入 1 行" })).toBeVisible();
  await expect(page.getByText("没有识别，不会导入")).toHaveCount(0);
  await upload(page, file);
  await expect(page.getByRole("button", { name: "导入 1 行" })).toBeVisible();
});

test("what is no list is refused beside its field", async ({ page, signIn }) => {
  await signIn("provider");
  await page.goto("/organization/imports");
  await hydrated(page);
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "x.csv", mimeType: "text/csv", buffer: Buffer.from([0, 1, 2]) });
  await page.locator("form[enctype] button[type=submit]").click();
  await expect(page.getByRole("alert")).toContainText("认不出文件的文字编码");
});

for (const look of looks) {
  test.describe(`${look.locale}, ${look.colorScheme}`, () => {
    test.use(look);

    test("the screens have no accessibility defects", async ({ page, signIn }) => {
      await signIn("provider");
      await page.goto(`/organization/imports?lang=${look.locale}`);
      await hydrated(page);
      await expectAccessible(page);
      await upload(page, list());
      await page.locator("input[name=finish]").first().waitFor();
      await expectAccessible(page);
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
  });
}
