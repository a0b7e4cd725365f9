import { organization } from "#db/schema/identity.ts";
import { listing } from "#db/schema/catalog.ts";
import { eq } from "drizzle-orm";
import { expectAccessible, hydrated } from "../support/browser.ts";
import { expect, test } from "../support/story.ts";

test("two organisations begin a contract; another kind shows its own clauses at once, and by a button without a script", async ({
  page,
  browser,
  story,
}) => {
  test.setTimeout(240_000);
  const { db } = story.database;
  const [university] = await db
    .select({ uscc: organization.uscc })
    .from(organization)
    .innerJoin(listing, eq(listing.organizationId, organization.id))
    .where(eq(listing.titleEn, "Micro-structured array for flexible pressure sensors"));
  await story.as(page, "sme", "zh-CN");
  await page.goto("/contracts/new");
  await hydrated(page);
  await page.getByLabel(/对方统一社会信用代码/).fill(university?.uscc ?? "");
  await page.getByLabel("合同名称").fill("气敏材料湿度补偿技术");
  await page.getByRole("button", { name: "开始起草" }).click();
  await page.waitForURL(/\/edit\?done=started/);
  await hydrated(page);

  // What was typed stays when the kind changes; the clauses of work go, those of a licence come.
  await page.locator('[name="subject"]').fill("气敏材料湿度补偿的专利技术。");
  await expect(page.locator('[name="patent"]').first()).toBeAttached();
  await expect(page.locator('[name="rights.territory"]')).toHaveCount(0);
  await expect(page.getByRole("button", { name: "显示该类合同的条款" })).toHaveCount(0);
  await page.locator('[name="kind"]').selectOption("licence");
  await page.locator('[name="rights.territory"]').fill("浙江省");
  await expect(page.locator('[name="patent"]')).toHaveCount(0);
  await expect(page.locator('[name="subject"]')).toHaveValue("气敏材料湿度补偿的专利技术。");
  await expectAccessible(page);
  await page.getByRole("button", { name: "保存草稿" }).click();
  await page.waitForURL(/done=saved/);
  await hydrated(page);
  await expect(page.locator('[name="rights.territory"]')).toHaveValue("浙江省");

  // The same without a script.
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: story.server.url });
  const other = await plain.newPage();
  await story.as(other, "sme", "en");
  await other.goto(new URL(page.url()).pathname);
  await other.locator('[name="subject"]').fill("A changed subject");
  await other.locator('[name="kind"]').selectOption("commissioned");
  await other.getByRole("button", { name: "Show the clauses of this kind" }).click();
  await expect(other.locator('[name="patent"]').first()).toBeAttached();
  await expect(other.locator('[name="rights.territory"]')).toHaveCount(0);
  await expect(other.locator('[name="subject"]')).toHaveValue("A changed subject");
  await plain.close();
});
