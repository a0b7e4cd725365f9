import { and, eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { royaltyPeriod } from "#db/schema/royalties.ts";
import { expectAccessible, hydrated } from "../support/browser.ts";
import { takeStep } from "../support/contract-steps.ts";
import type { TestDatabase } from "../support/database.ts";
import { expect, test } from "../support/story.ts";

const password = "kexiang-demo";

test("a university signs a standing offer of a licence; after its price was published a company has it by one acceptance", async ({
  page,
  story,
}) => {
  test.setTimeout(240_000);
  const main = page.getByRole("main");
  const go = async (path: string) => {
    await page.goto(path);
    await hydrated(page);
  };
  const [technology] = await story.database.db
    .select({ id: listing.id })
    .from(listing)
    .where(
      and(
        eq(listing.titleEn, "Micro-structured array for flexible pressure sensors"),
        eq(listing.state, "published"),
      ),
    );
  const path = `/technologies/${technology?.id}`;

  // The university writes its terms, reads the text that follows from them and signs it.
  await story.as(page, "tto", "zh-CN");
  await go(path);
  await main.getByRole("link", { name: "以固定价格公开许可" }).click();
  await page.waitForURL(/\/organization\/listings\/[0-9a-f-]{36}\/licence/);
  await hydrated(page);
  await page.getByRole("button", { name: "生成要约文本" }).click();
  await expect(page.getByRole("alert")).toContainText("许可地域");
  await page.getByLabel("使用费").fill("36,000");
  await page.getByLabel("许可期限").fill("24");
  await page.getByLabel("许可地域").fill("浙江省");
  await page.getByLabel("实施领域和方式").fill("床垫和地垫的制造与销售");
  await page.getByLabel("交付的技术资料").fill("印刷版图、浆料配方和检验规程各一份");
  await page.getByLabel("资料齐备的判断标准").fill("资料目录所列各项齐备，样片复测线性度不低于 0.98");
  await page.getByRole("button", { name: "生成要约文本" }).click();
  await expect(main).toContainText("必备条款齐备");
  await expect(main).toContainText("接受本要约的单位");
  await expectAccessible(page);
  await page.getByLabel("您的密码").fill(password);
  await page.getByRole("button", { name: "签署并公开" }).click();
  await page.waitForURL(/\/licence\?done=offer/);
  await expect(main).toContainText("可接受时间");

  // The price of a public institution is published first; then a company accepts, in English.
  await story.as(page, "sme", "en");
  await go(path);
  await main.getByRole("link", { name: "Licence at a fixed price" }).click();
  await page.waitForURL(/\/licence$/);
  await hydrated(page);
  await expect(main).toContainText("Can be accepted from");
  await expect(page.getByRole("button", { name: "Accept and sign" })).toHaveCount(0);
  story.wait(17);
  await story.as(page, "sme", "en");
  await go(`${path}/licence`);
  await main.locator("summary", { hasText: "Accept the offer" }).click();
  await page.getByLabel("Your password").fill("not the password");
  await page.getByRole("button", { name: "Accept and sign" }).click();
  await expect(page.getByRole("alert")).toContainText("Your password");
  await expectAccessible(page);
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Accept and sign" }).click();
  await page.waitForURL(/\/contracts\/[0-9a-f-]{36}\?done=concluded/);
  await expect(page.getByRole("status")).toContainText("The licence is concluded");
  await expect(main).toContainText("In force");
  await expect(main).toContainText("36,000");

  // Neither side is asked to sign again; the owner sees how many have accepted.
  await story.as(page, "tto", "zh-CN");
  await go(`${path}/licence`);
  await expect(main).toContainText("已有 1 家单位接受");

  // Another licence pays by what is sold: the company reports a quarter, the university asks for the books, the company answers.
  const { contractId, n } = await dueRoyalty(story.database);
  const contract = `/contracts/${contractId}`;
  const period = main.locator(`#royalty-${n}`);
  await story.as(page, "sme", "en");
  await go(contract);
  await takeStep(page, `royalty.${n}.report-royalty`, { base: "1,000.50" });
  await expect(period).toContainText("To be paid");
  await expect(period).toContainText("Sales in this period ¥1,000.50; royalty ¥30.02");
  await expect(period.getByRole("link", { name: "Pay", exact: true })).toBeVisible();
  await story.as(page, "tto", "zh-CN");
  await go(contract);
  await takeStep(page, `royalty.${n}.question-royalty`, { question: "与市场情况不符", inspects: "on" });
  await expect(period).toContainText("待答复质询");
  await expect(period).toContainText("要求查阅有关会计账目");
  await expectAccessible(page);
  await story.as(page, "sme", "en");
  await go(contract);
  await takeStep(page, `royalty.${n}.answer-royalty`, { answer: "The line stood still in August." });
  await expect(period).toContainText("The line stood still in August.");
  await expect(period).toContainText("To be paid");
});

/** The demonstration's royalty that sme's company has to report next. */
async function dueRoyalty({ db }: TestDatabase) {
  const [found] = await db
    .select({ contractId: royaltyPeriod.contractId, n: royaltyPeriod.n })
    .from(royaltyPeriod)
    .where(eq(royaltyPeriod.state, "due"))
    .orderBy(royaltyPeriod.startsOn)
    .limit(1);
  if (!found) throw new Error("no royalty is due");
  return found;
}
