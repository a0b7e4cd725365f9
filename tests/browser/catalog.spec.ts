import type { Page } from "@playwright/test";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";

let made = 0;
const newTitle = () => `拉伸性能测试 ${Date.now()}${++made}`;

/** Unfolds an act and carries it out. */
async function act(page: Page, name: string): Promise<void> {
  const folded = page.locator("details.confirm", { has: page.locator("summary", { hasText: name }) });
  await folded.locator("summary").click();
  await folded.getByRole("button", { name, exact: true }).click();
}

/** Starts a service and fills in every step; ends on the page that checks and submits. */
async function writeService(page: Page, title: string): Promise<void> {
  await page.goto("/organization/listings/new?kind=service");
  await page.getByLabel("名称", { exact: true }).fill(title);
  await page.getByLabel("服务类别").selectOption({ label: "检验检测" });
  await page.getByRole("button", { name: "建立草稿" }).click();
  await expect(page.getByRole("status")).toContainText("草稿已建立");
  await page.getByLabel("摘要", { exact: true }).fill("金属与塑料的室温拉伸。");
  await page.getByLabel("学科领域 1").selectOption({ label: "430 材料科学" });
  await page.getByRole("button", { name: "保存并继续" }).click();
  await page.getByLabel("交付内容").fill("盖章检测报告");
  await page.getByLabel("交付周期").fill("５");
  await page.getByRole("button", { name: "保存并继续" }).click();
  await page.getByLabel("服务项目").fill("室温拉伸");
  await page.getByLabel("价格").fill("1,200");
  await page.getByRole("button", { name: "保存并继续" }).click();
  // The link to the last step is on every step: followed before the prices are saved, it would show what is outdated.
  await expect(page).toHaveURL(/\/files/);
  await page.getByRole("link", { name: "检查并提交" }).last().click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a service goes from a draft to the market", async ({ page, signIn }) => {
      const title = newTitle();
      await signIn("provider");
      await writeService(page, title);
      await expect(page.getByText("内容完整，可以提交。")).toBeVisible();
      await act(page, "提交审核");
      await expect(page.getByRole("status")).toContainText("已提交");
      await signIn("officer");
      await page.goto("/oversight/listings");
      await page.getByRole("link", { name: title }).click();
      await act(page, "审核通过，公开");
      await expect(page.getByRole("status")).toContainText("已公开");
      await page.context().clearCookies();
      await page.goto("/services");
      await page.goto(`/?kind=service&q=${encodeURIComponent(title)}`);
      await expect(page).toHaveURL(/kind=service/);
    });

    test("a wrong amount is named beside its field and nothing written is lost", async ({ page, signIn }) => {
      await signIn("provider");
      await page.goto("/organization/listings/new?kind=service");
      await page.getByLabel("名称", { exact: true }).fill(newTitle());
      await page.getByLabel("服务类别").selectOption({ label: "检验检测" });
      await page.getByRole("button", { name: "建立草稿" }).click();
      await page.getByRole("link", { name: "收费标准" }).first().click();
      await page.getByLabel("服务项目").fill("室温拉伸");
      await page.getByLabel("价格").fill("一千");
      await page.getByRole("button", { name: "保存", exact: true }).click();
      await expect(page.getByRole("alert")).toContainText("请填写数字");
      await expect(page.getByLabel("价格")).toHaveValue("一千");
      await expect(page.getByLabel("服务项目")).toHaveValue("室温拉伸");
      await page.getByLabel("价格").fill("1000");
      await page.getByRole("button", { name: "增加一行" }).click();
      await expect(page.getByLabel("服务项目")).toHaveCount(2);
      await page.getByRole("button", { name: "保存", exact: true }).click();
      await expect(page.getByRole("status")).toContainText("已保存");
      await expect(page.getByLabel("服务项目")).toHaveCount(1);
    });

    test("a save over somebody else's says what differs and keeps what was written", async ({
      page,
      signIn,
      context,
    }) => {
      await signIn("provider");
      await page.goto("/organization/listings/new?kind=service");
      await page.getByLabel("名称", { exact: true }).fill(newTitle());
      await page.getByLabel("服务类别").selectOption({ label: "检验检测" });
      await page.getByRole("button", { name: "建立草稿" }).click();
      await expect(page.getByLabel("英文名称")).toBeVisible();
      const other = await context.newPage();
      await other.goto(page.url());
      await other.getByLabel("英文名称").fill("Saved first");
      await other.getByRole("button", { name: "保存", exact: true }).click();
      await expect(other.getByRole("status")).toContainText("已保存");
      await page.getByLabel("英文名称").fill("Written second");
      await page.getByRole("button", { name: "保存", exact: true }).click();
      await expect(page.getByText("目前保存的是：Saved first")).toBeVisible();
      await expect(page.getByLabel("英文名称")).toHaveValue("Written second");
      await page.getByRole("button", { name: "保存", exact: true }).click();
      await expect(page.getByRole("status")).toContainText("已保存");
      await expect(page.getByLabel("英文名称")).toHaveValue("Written second");
    });
  });
}

test("an unfolded decision and a refused one are accessible", async ({ page, signIn }) => {
  const title = newTitle();
  await signIn("provider");
  await writeService(page, title);
  await act(page, "提交审核");
  await expect(page.getByRole("status")).toContainText("已提交");
  await signIn("officer");
  await page.goto("/oversight/listings");
  await page.getByRole("link", { name: title }).click();
  await hydrated(page);
  await act(page, "退回修改");
  await expect(page.getByText("请填写此项").first()).toBeVisible();
  await expectAccessible(page);
});
