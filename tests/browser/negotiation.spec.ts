import { and, eq } from "drizzle-orm";
import { dealNotice } from "#db/schema/deals.ts";
import { listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { expectAccessible, hydrated } from "../support/browser.ts";
import { expect, test } from "../support/story.ts";

test("a technology is asked for, bargained over, announced, objected to and sold, by both sides in both languages", async ({
  page,
  story,
}) => {
  test.setTimeout(420_000);
  const { db } = story.database;
  const main = page.getByRole("main");
  const go = async (path: string) => {
    await page.goto(path);
    await hydrated(page);
  };
  /** Unfolds an act, fills its form and sends it. */
  const act = async (name: string, fill: Record<string, string> = {}) => {
    const button = page.locator(`button[name=intent][value="${name}"]`);
    const step = page.locator("details.confirm").filter({ has: button });
    await step.locator("summary").first().click();
    for (const [field, value] of Object.entries(fill)) {
      const input = step.locator(`[name="${field}"]`).first();
      const kind = await input.evaluate((element) => element.getAttribute("type") ?? element.tagName);
      if (kind === "SELECT") await input.selectOption(value);
      else if (kind === "checkbox") await input.check();
      else await input.fill(value);
    }
    await button.click();
    await page.waitForURL(new RegExp(`done=${name}`));
  };
  const [technology] = await db
    .select({ id: listing.id })
    .from(listing)
    .innerJoin(organization, eq(organization.id, listing.organizationId))
    .where(
      and(
        eq(listing.titleEn, "Micro-structured array for flexible pressure sensors"),
        eq(listing.state, "published"),
      ),
    );

  // The company enquires from the technology's page and accepts the confidentiality terms.
  await story.as(page, "sme", "zh-CN");
  await go(`/technologies/${technology?.id}`);
  await page.getByRole("link", { name: "询价洽谈" }).click();
  await page.waitForURL(/\/enquire$/);
  await hydrated(page);
  await page.getByLabel("来意").fill("用于康复鞋垫的足底压力监测。");
  await page.getByRole("button", { name: "接受保密条款并询价" }).click();
  await expect(page.getByRole("alert")).toContainText("本单位接受上述保密条款");
  await page.getByLabel(/本单位接受上述保密条款/).check();
  await page.getByRole("button", { name: "接受保密条款并询价" }).click();
  await page.waitForURL(/\/negotiations\/[0-9a-f-]{36}\?/);
  const own = new URL(page.url()).pathname;

  // The university talks in English; terms go back and forth.
  await story.as(page, "tto", "en");
  await go("/organization/deals");
  await main.locator(`a[href="${own}"]`).click();
  await page.waitForURL(own);
  await hydrated(page);
  await act("open", { termsVersion: "" });
  await act("offer", { amount: "720,000", territory: "Zhejiang", termMonths: "60" });
  await story.as(page, "sme", "zh-CN");
  await go(own);
  await act("offer", {
    payment: "royalty_with_entry_fee",
    amount: "200,000",
    royaltyBasis: "sales",
    royaltyRate: "2.5",
  });
  await story.as(page, "tto", "en");
  await go(own);
  await expect(main.getByRole("columnheader")).toHaveCount(3);
  await expect(main.getByRole("row", { name: /Amount/ })).toContainText("changed");
  await expect(main.getByRole("row", { name: /Territory/ })).not.toContainText("changed");
  await expectAccessible(page);
  await act("accept");

  // A public institution announces the price; anybody objects; only afterwards it is concluded.
  await expect(page.locator('button[value="conclude"]')).toHaveCount(0);
  await act("announce", { insider: "", relation: "An inventor holds 20 % of the buyer" });
  const [notice] = await db
    .select()
    .from(dealNotice)
    .where(eq(dealNotice.negotiationId, own.split("/").at(-1) ?? ""));
  await page.context().clearCookies();
  await go("/deal-notices");
  await main.locator(`a[href="/deal-notices/${notice?.id}"]`).click();
  await page.waitForURL(/\/deal-notices\/[0-9a-f-]{36}/);
  await hydrated(page);
  await expect(main).toContainText("An inventor holds 20 % of the buyer");
  await expect(main).toContainText("销售额的 2.5%");
  await expectAccessible(page);
  await main.locator('[name="name"]').fill("某甲");
  await main.locator('[name="contact"]').fill("a@b.test");
  await main.locator('[name="text"]').fill("价格明显低于挂牌价，请说明定价依据。");
  await main.locator('button[value="object"]').click();
  await page.waitForURL(/done=object/);
  await expect(main).not.toContainText("a@b.test");
  story.wait(17);
  await story.as(page, "tto", "en");
  await go(own);
  await expect(main).toContainText("1 objection is not answered");
  await page.getByRole("link", { name: "See the public notice" }).click();
  await page.waitForURL(/deal-notices/);
  await hydrated(page);
  await expect(main).toContainText("a@b.test");
  await page.getByLabel("Answer").fill("An appraiser’s report supports it.");
  await page.getByLabel("The objection does not hold").check();
  await page.getByRole("button", { name: "Answer in public" }).click();
  await page.waitForURL(/done=answer/);
  await go(own);
  await act("conclude");
  await story.as(page, "sme", "zh-CN");
  await go(own);
  await expect(main).toContainText("交易达成");
});
