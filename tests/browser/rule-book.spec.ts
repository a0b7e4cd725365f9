import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";

test("the operator changes a rule with the keyboard, an adjudicator publishes it, everybody reads what is new", async ({
  page,
  signIn,
}) => {
  await signIn("operator");
  await page.goto("/oversight/rules");
  await hydrated(page);
  await page.getByRole("button", { name: "起草下一版" }).press("Enter");
  await expect(page.getByText("没有差别")).toBeVisible();
  await page.getByRole("link", { name: "修改 MC02 未授权专利标注授权专利号" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("MC02 未授权专利标注授权专利号");
  await expectAccessible(page);
  const card = page.getByRole("checkbox", { name: "黄牌警告" });
  await card.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.type("90");
  await page.keyboard.press("Tab");
  await page.keyboard.type("30");
  await page.keyboard.press("Enter");
  await expect(page.getByText("最短不得超过最长")).toBeVisible();
  await page.locator("[id='max.yellow_card']").fill("120");
  await page.keyboard.press("Enter");
  await expect(page.getByText("已保存")).toBeVisible();
  await page.getByRole("link", { name: "修改 听证通知（不少于）" }).click();
  await page.getByLabel("天数").fill("5");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByLabel("修订说明（中文）").fill("调整专利标注的处理。");
  await page.getByLabel("修订说明（英文）").fill("Patents marked wrongly are answered otherwise.");
  await page.getByRole("button", { name: "保存说明" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await expectAccessible(page);

  await signIn("adjudicator");
  await page.goto("/oversight/rules");
  await page.getByRole("button", { name: "公布" }).click();
  await expect(page.getByText("“听证通知（不少于）”不得少于法定的7天")).toBeVisible();
  await expect(page.getByRole("link", { name: "修改" })).toHaveCount(0);
  await signIn("operator");
  await page.goto("/oversight/rules/limits/hearing_notice");
  await page.getByLabel("天数").fill("8");
  await page.getByRole("button", { name: "保存" }).click();
  await signIn("adjudicator");
  await page.goto("/oversight/rules");
  await page.getByRole("button", { name: "公布" }).click();
  await expect(page.getByText("没有起草中的版本")).toBeVisible();

  await page.context().clearCookies();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/credit/rules?lang=en");
  await page.getByRole("link", { name: "Compare with version 3" }).click();
  const changes = page.locator("#differences");
  await expect(changes.getByRole("heading")).toHaveText("What version 3 changes in version 2");
  await expect(changes.locator("del").first()).toHaveText("Yellow card 30–365 days");
  await expect(changes.locator("ins").first()).toHaveText("Yellow card 90–120 days");
  await expectAccessible(page);
});
