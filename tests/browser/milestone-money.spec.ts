import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { contractMilestone } from "#db/schema/contracts.ts";
import { appUser, membership } from "#db/schema/identity.ts";
import { expect, hydrated } from "../support/browser.ts";
import { cardTest as test } from "../support/card-market.ts";
import { takeStep } from "../support/contract-steps.ts";
import type { TestDatabase } from "../support/database.ts";
import { judge, makeOwner, openAccount, payOutAtOnce } from "../support/paying.ts";

test.describe.configure({ timeout: 240_000 });

/** The demonstration contract between sme's company and the university: its second milestone is delivered, its third planned. */
async function contractUnderWay({ db }: TestDatabase) {
  const [found] = await db
    .select({ id: contractMilestone.contractId, payeeId: contractMilestone.developerId })
    .from(contractMilestone)
    .innerJoin(membership, eq(membership.organizationId, contractMilestone.clientId))
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(and(eq(appUser.email, "sme@demo.test"), eq(contractMilestone.state, "delivered")));
  if (!found) throw new Error("sme's company has no milestone to accept");
  return found;
}

/** Were the third milestone due half a year from now, its money could not come by card; a transfer could. */
async function heldTooLongOn(page: Page, { db }: TestDatabase, contractId: string): Promise<void> {
  const third = and(eq(contractMilestone.contractId, contractId), eq(contractMilestone.n, 3));
  const [agreed] = await db.select({ dueOn: contractMilestone.dueOn }).from(contractMilestone).where(third);
  if (!agreed) throw new Error("there is no third milestone");
  const later = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10);
  await db.update(contractMilestone).set({ dueOn: later }).where(third);
  await page.locator("#milestone-3").getByRole("link", { name: "在线支付" }).click();
  await expect(page.getByText("本笔款项不能在线支付")).toBeVisible();
  await expect(page.getByRole("button", { name: "前往付款" })).toHaveCount(0);
  await judge(page);
  await page.getByRole("link", { name: "银行转账付款" }).click();
  await expect(page.getByText("玖万元整")).toBeVisible();
  await db.update(contractMilestone).set(agreed).where(third);
}

test("a milestone is funded on Stripe's page and held, released on acceptance and paid out", async ({
  page,
  market,
  stripe,
  signIn,
}) => {
  const { database } = market;
  const { id, payeeId } = await contractUnderWay(database);
  await makeOwner(database, payeeId);
  await payOutAtOnce(database);
  const contract = `/contracts/${id}`;
  const statement = async (account: string) => {
    await page.goto(`/organization/statement?account=${account}`);
    await hydrated(page);
    await expect(
      page.getByRole("heading", { level: 2, name: account === "held" ? "托管中" : "待提现" }),
    ).toBeVisible();
  };

  // The client accepts what was delivered and pays for the next milestone ahead, by card.
  await signIn("sme");
  await page.goto(contract);
  await takeStep(page, "milestone.2.accept");
  await takeStep(page, "milestone.3.fund");
  await heldTooLongOn(page, database, id);
  await page.goto(contract);
  await page.locator("#milestone-3").getByRole("link", { name: "在线支付" }).click();
  await page.getByRole("button", { name: "前往付款" }).click();
  await page.getByLabel("卡号 Card number").fill("4242 4242 4242 4242");
  await page.getByRole("button", { name: "付款 Pay" }).click();
  await expect(page.getByText("已付清", { exact: true })).toBeVisible();

  // The university sees it held, as no money to be paid out yet, and delivers.
  await signIn("tto");
  await statement("held");
  await expect(page.getByRole("row", { name: /到账.*合同里程碑款.*¥90,000\.00/ })).toBeVisible();
  await signIn("operator");
  await page.goto("/oversight/payments/holds");
  await expect(page.getByRole("row", { name: /¥90,000\.00/ })).toContainText("钱塘");
  await judge(page);
  await signIn("provider");
  await page.goto("/organization/payouts");
  await hydrated(page);
  await expect(page.getByText("暂存（验收后结算）").locator("..")).toContainText("¥90,000.00");
  await expect(page.getByRole("button", { name: /立即结算/ })).toHaveCount(0);
  await openAccount(page);
  await signIn("tto");
  await page.goto(contract);
  await takeStep(page, "milestone.3.deliver", { note: "封装样机与测试报告" });

  // Accepted: it leaves what is held and is the university's, which pays it out.
  await signIn("sme");
  await page.goto(contract);
  await takeStep(page, "milestone.3.accept");
  await expect(page.locator("#milestone-3")).toContainText("已验收");
  await signIn("tto");
  await statement("held");
  const released = page.getByRole("row", { name: /托管款拨付.*合同里程碑款.*¥90,000\.00/ });
  await expect(released).toContainText("−¥90,000.00");
  await statement("balance");
  await expect(released).toBeVisible();
  await judge(page);
  stripe.topUp(1_000_000);
  await signIn("provider");
  await page.goto("/organization/payouts");
  await hydrated(page);
  await page.getByRole("button", { name: "立即结算 ¥90,000.00" }).click();
  await expect(page.getByText("已提交结算。")).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row", { name: /¥90,000\.00.*已结算/ })).toBeVisible({ timeout: 1000 });
  }).toPass();
  expect(stripe.world.transfers.all.at(-1)).toMatchObject({ amount: 9_000_000 });

  // The client's bank disputes it: the university says what shows that the work was done, once.
  stripe.dispute(stripe.world.charges.all.at(-1)?.id ?? "");
  await signIn("tto");
  await page.goto("/organization/statement?account=balance");
  await page
    .getByRole("row", { name: /托管款拨付.*合同里程碑款/ })
    .getByRole("link")
    .click();
  await page.waitForURL(/\/organization\/charges\//);
  const heading = page.getByRole("heading", { name: "付款方银行的争议" });
  await expect(async () => {
    await page.reload();
    await expect(heading).toBeVisible({ timeout: 1000 });
  }).toPass();
  await judge(page);
  await page.locator("summary", { hasText: "添加文件" }).click();
  await page.getByLabel("材料类别").selectOption("服务记录");
  const file = { name: "验收记录.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n% 验收") };
  await page.getByLabel("文件", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "添加文件" }).click();
  await expect(page.getByText("文件已添加，提交证据时一并转交。")).toBeVisible();
  await expect(page.getByRole("link", { name: "验收记录.pdf" })).toBeVisible();
  await judge(page);
  const giving = page.locator("details.confirm").filter({ has: page.locator('[value="evidence"]') });
  await giving.locator("summary").click();
  const words = "第三个里程碑已按约定交付，付款单位于合同页面验收，验收记录可查。";
  await giving.getByRole("textbox", { name: "服务已提供的说明" }).fill(words);
  await giving.getByRole("button", { name: "提交证据" }).click();
  await expect(page.getByText("证据已提交，正在转交付款方银行。")).toBeVisible();
  await expect.poll(() => stripe.world.disputes.all.at(-1)?.evidence).toBe(words);
  const papers = stripe.world.disputes.all.at(-1)?.papers;
  expect(stripe.world.files.all).toMatchObject([
    { id: papers?.service_documentation, filename: "验收记录.pdf", size: file.buffer.byteLength },
  ]);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("付款方银行已收到证据，正在裁定。")).toBeVisible({ timeout: 1000 });
  }).toPass();
});
