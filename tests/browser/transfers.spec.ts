import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { charge } from "#db/schema/money.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import { owed } from "../support/charges.ts";
import { demoActor } from "../support/demo-actor.ts";

test.setTimeout(150_000);

/** Presses Tab until the focus is on the element with this role and name. */
async function tabTo(page: Page, role: "button" | "textbox", name: string): Promise<void> {
  const target = page.getByRole("main").getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let press = 0; press < 80; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${name}`);
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await hydrated(page);
}

const unfold = (page: Page, name: string) =>
  page.getByRole("main").locator("summary", { hasText: name }).first().click();

/** The payee says what its bank shows; returns once the page has answered. */
async function receive(page: Page, amount: string, number: string): Promise<void> {
  await unfold(page, "确认到账");
  await page.getByRole("textbox", { name: "金额" }).fill(amount);
  await page.getByRole("textbox", { name: "银行流水号" }).fill(number);
  await page.getByRole("button", { name: "确认到账", exact: true }).click();
  await page.waitForURL(/done=/);
  await hydrated(page);
}

test("a charge is paid by bank transfer in two parts, and its invoice is asked for and recorded", async ({
  page,
  signIn,
  market: { database },
}) => {
  const [sme, provider] = [await demoActor(database, "sme"), await demoActor(database, "provider")];
  const { id, reference } = await owed(database, sme, provider, 76_137, { dueOn: "2030-01-31" });
  const notice = `/organization/charges/${id}/transfer`;

  // The payer finds it among what it owes, reads the notice and says, by keyboard, that the money is on its way.
  await signIn("sme");
  await open(page, `/organization/payables?q=${reference}`);
  await expect(page.getByRole("main")).toContainText("¥761.37");
  await open(page, notice);
  await expect(page.getByRole("main")).toContainText("柒佰陆拾壹元叁角柒分");
  await expectAccessible(page);
  await unfold(page, "告知已汇款");
  await tabTo(page, "textbox", "说明");
  await page.keyboard.type("分两笔汇出");
  await tabTo(page, "button", "告知已汇款");
  await page.keyboard.press("Enter");
  await page.waitForURL(/done=declare/);
  await expect(page.getByRole("status")).toContainText("已告知收款单位");

  // The payee confirms a part on a phone, then the rest; the same number a second time is refused.
  await signIn("provider");
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, notice);
  await receive(page, "300", "E2E-0001");
  await expect(page.getByRole("status")).toContainText("余款仍待支付");
  const overhang = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await page.evaluate(overhang)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await unfold(page, "确认到账");
  await page.getByRole("textbox", { name: "银行流水号" }).fill("E2E-0001");
  await page.getByRole("button", { name: "确认到账", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText("E2E-0001");
  await open(page, notice);
  await receive(page, "461.37", "E2E-0002");
  await expect(page.getByRole("status")).toContainText("已付清");
  const [row] = await database.db.select().from(charge).where(eq(charge.id, id));
  expect(row).toMatchObject({ state: "paid", paid: 76_137 });

  // The payer asks for an invoice for this charge alone; the payee records it; the payer sees its number.
  await signIn("sme");
  await open(page, `/organization/invoices/new?charge=${id}`);
  await page.getByRole("textbox", { name: "纳税人识别号" }).fill("91330108MA000000X0");
  await page.getByRole("button", { name: "提交申请" }).click();
  await expect(page.getByRole("alert").first()).toContainText("纳税人识别号");
  await page.getByRole("textbox", { name: "纳税人识别号" }).fill(sme.organization?.uscc ?? "");
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.waitForURL(/done=requested/);
  await signIn("provider");
  await open(page, "/organization/invoices?side=issued");
  await page
    .getByRole("row", { name: /¥761.37/ })
    .getByRole("link")
    .click();
  await unfold(page, "登记已开发票");
  await page.getByRole("textbox", { name: "发票号码" }).fill("26337000000000000042");
  await page.getByRole("button", { name: "登记已开发票", exact: true }).click();
  await page.waitForURL(/done=issue/);
  await expectAccessible(page);
  await signIn("sme");
  await open(page, "/organization/invoices?side=received");
  await expect(page.getByRole("link", { name: "26337000000000000042" })).toBeVisible();
});
