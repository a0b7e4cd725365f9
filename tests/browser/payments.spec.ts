import type { Browser, BrowserContext } from "@playwright/test";
import { eq } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { appUser, membership } from "#db/schema/identity.ts";
import { payment, refund } from "#db/schema/money.ts";
import { systemActor } from "#app/domain/context.ts";
import { charge } from "#app/domain/money/charges/charge.server.ts";
import { refundCharge } from "#app/domain/money/refunds/refund-charge.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import "#app/domain/settlements.server.ts";
import { expect, hydrated, type Market } from "../support/browser.ts";
import { cardTest as test } from "../support/card-market.ts";
import type { TestDatabase } from "../support/database.ts";
import { byKeyboard, handOf } from "../support/hand.ts";
import { judge, makeOwner, openAccount, payOutAtOnce } from "../support/paying.ts";
import { privateWords } from "../support/private-words.ts";
import type { StripeServer } from "../support/stripe-server/index.ts";

const ctx = { actor: systemActor("test"), clock: systemClock };

/** What sme's company owes the university for a booking. */
async function chargeForBooking({ db }: TestDatabase, amount: number, purpose: string) {
  const [made] = await db
    .select({ id: booking.id, payerId: booking.organizationId, payeeId: booking.providerId })
    .from(booking)
    .innerJoin(appUser, eq(appUser.id, booking.userId))
    .innerJoin(membership, eq(membership.organizationId, booking.providerId))
    .where(eq(appUser.email, "sme@demo.test"))
    .orderBy(booking.id)
    .limit(1);
  if (!made) throw new Error("sme has booked nothing");
  const { id, payerId, payeeId } = made;
  const lines = [{ reason: "agreed", amount }];
  const wish = { payerId, payeeId, cause: { type: "booking", id }, purpose, lines };
  const { id: chargeId } = await db.transaction((tx) => charge(tx, ctx, wish));
  return { id: chargeId, payeeId };
}

interface Payer {
  /** Of whoever is signed in. */
  cookies: Parameters<BrowserContext["addCookies"]>[0];
  /** What they owe ¥1,200.00 for. */
  id: string;
}

/** Pays with keys alone on a phone: goes to Stripe's page and back, is declined, tries again and waits. */
async function paidByKeys(
  browser: Browser,
  { server }: Market,
  stripe: StripeServer,
  { cookies, id }: Payer,
): Promise<void> {
  const manner = byKeyboard;
  const phone = await browser.newContext({ ...manner.look, baseURL: server.url });
  await phone.addCookies(cookies);
  const hand = await handOf(await phone.newPage(), manner);
  const { page, main } = hand;
  const say = (key: string) => hand.say(`cards:checkout.${key}`);
  await hand.open(`/organization/charges/${id}`);
  await hand.press(main.getByRole("link", { name: say("title"), exact: true }));
  await judge(page);
  await hand.press(main.getByRole("button", { name: say("pay") }));
  await expect(page.getByRole("heading", { name: "CNY 1200.00" })).toBeVisible();
  await hand.press(page.getByRole("link", { name: "返回 Back" }));
  await expect(page.getByRole("status")).toContainText(say("said.cancelled.title"));
  await hydrated(page);
  await hand.press(main.getByRole("button", { name: say("goOn") }));
  const pay = page.getByRole("button", { name: "付款 Pay" });
  await hand.write(page.getByLabel("卡号 Card number"), "4000 0000 0000 0002");
  await hand.press(pay);
  await expect(page.getByRole("alert")).toHaveText("Your card was declined.");
  await hand.write(page.getByLabel("卡号 Card number"), "4000 0000 0000 7726");
  stripe.post.holding = true;
  await hand.press(pay);
  // Coming back pays nothing: Stripe has not said so yet.
  await expect(page.getByRole("status")).toContainText(say("said.waiting.title"));
  await judge(page);
  await stripe.post.release({ times: 3, arrange: (events) => events.toReversed() });
  stripe.post.holding = false;
  await expect(page.getByRole("status")).toContainText(say("said.paid.title"));
  await judge(page);
  await phone.close();
}

test.describe.configure({ timeout: 240_000 });

test("a booking is paid on Stripe's page by keyboard on a phone, partly refunded and paid out to the university", async ({
  browser,
  page,
  market,
  stripe,
  signIn,
}) => {
  const { database, server } = market;
  const { id, payeeId } = await chargeForBooking(database, 120_000, "use101");
  await makeOwner(database, payeeId);
  await payOutAtOnce(database);

  await signIn("sme");
  await paidByKeys(browser, market, stripe, { cookies: await page.context().cookies(), id });
  expect(await database.db.select().from(payment).where(eq(payment.chargeId, id))).toMatchObject([
    { amount: 120_000, method: "stripe" },
  ]);

  await database.db.transaction((tx) => refundCharge(tx, ctx, id, { amount: 30_000, reason: "提前取消" }));
  // The bank refuses the refund; the university reads why and has it sent again.
  await expect.poll(() => stripe.world.refunds.all).toMatchObject([{ amount: 30_000, status: "pending" }]);
  const [refused] = stripe.world.refunds.all;
  stripe.settleRefund(refused?.id ?? "", false);
  await signIn("provider");
  await expect(async () => {
    await page.goto("/organization/receivables");
    await expect(page.getByRole("heading", { name: "未成功的退款" })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page
    .getByRole("row", { name: /付款卡已过期或注销.*¥300\.00/ })
    .getByRole("link")
    .click();
  await expect(page.getByText("退款 ¥300.00 未成功：付款卡已过期或注销。")).toBeVisible();
  await judge(page);
  await page.getByRole("button", { name: "重新退款" }).click();
  await expect(page.getByText("已重新提交退款。")).toBeVisible();
  await expect
    .poll(() => stripe.world.refunds.all.map(({ status }) => status))
    .toEqual(["failed", "pending"]);
  const redirecting = page.locator("summary", { hasText: "改由银行转账退还" });
  // Nor does it take the second: the university pays by its bank, and keeps what stands at Stripe.
  stripe.settleRefund(stripe.world.refunds.all[1]?.id ?? "", false);
  await expect(async () => {
    await page.reload();
    await expect(redirecting).toBeVisible({ timeout: 1000 });
  }).toPass();
  await hydrated(page);
  await redirecting.click();
  await page.getByRole("button", { name: "改由银行转账退还" }).click();
  await expect(page.getByText("转账退还的申请已登记。")).toBeVisible();
  await expect(page.getByText("付款方尚未填写收款账户")).toBeVisible();
  await judge(page);
  await signIn("sme");
  await page.goto(`/organization/charges/${id}`);
  await expect(page.getByText("付款卡未能收到退款，¥300.00 将改由银行转账退还。")).toBeVisible();
  await judge(page);
  await signIn("provider");
  await page.goto(`/organization/charges/${id}`);
  await hydrated(page);
  await page.locator("summary", { hasText: "登记已退款" }).click();
  await page.getByRole("textbox", { name: "银行流水号" }).fill("ICBC-20261127-0300");
  await page.getByRole("button", { name: "登记已退款" }).click();
  await expect(page.getByText("退款已登记为汇出。")).toBeVisible();
  expect(await database.db.select().from(refund).where(eq(refund.chargeId, id))).toMatchObject([
    { state: "settled", method: "transfer", externalId: "ICBC-20261127-0300" },
  ]);

  // The platform bears Stripe's fees.
  stripe.topUp(10_000);
  await page.goto("/organization/payouts");
  await judge(page);
  await openAccount(page);
  await page.getByRole("button", { name: "立即结算 ¥1,200.00" }).click();
  await expect(page.getByText("已提交结算。")).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row", { name: /¥1,200\.00.*已结算/ })).toBeVisible({ timeout: 1000 });
  }).toPass();
  stripe.payOut(stripe.world.accounts.all[0]?.id ?? "");
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row", { name: /¥1,200\.00.*已到账/ })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await judge(page);
  expectNothingPrivate(server.output());
});

test("a Stripe that cannot be reached loses nothing, without a script too; what fails waits for the operator", async ({
  browser,
  page,
  market,
  stripe,
  signIn,
}) => {
  const { database, server } = market;
  const { id } = await chargeForBooking(database, 45_000, "use102");
  await signIn("sme");
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url, locale: "en" });
  await plain.addCookies(await page.context().cookies());
  const bare = await plain.newPage();
  await stripe.close();
  await bare.goto(`/organization/charges/${id}/checkout?lang=en`);
  await bare.getByRole("button", { name: "Go to payment" }).click();
  const refusal = bare.getByRole("alert").filter({ hasText: "The payment service cannot be reached" });
  await expect(refusal.getByRole("link", { name: "Pay by bank transfer" })).toHaveAttribute(
    "href",
    `/organization/charges/${id}/transfer`,
  );
  await stripe.open();
  await expect(async () => {
    await bare.goto(`/organization/charges/${id}/checkout`);
    await expect(bare.getByRole("button", { name: "Continue to payment" })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 90_000 });
  await bare.getByRole("button", { name: "Continue to payment" }).click();
  await expect(bare.getByRole("heading", { name: "CNY 450.00" })).toBeVisible();
  const session = stripe.world.sessions.all.at(-1);
  Object.assign(session ?? {}, { amount_total: 1 });
  await bare.getByRole("button", { name: "付款 Pay" }).click();
  await expect(bare.getByText("Waiting for confirmation")).toBeVisible();
  await plain.close();

  await signIn("operator");
  await page.goto("/oversight/payments/events?lang=en");
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Amount or currency is not what we asked for")).toBeVisible({
      timeout: 1000,
    });
  }).toPass();
  await judge(page);
  await page.getByRole("button", { name: "Try again" }).first().click();
  await expect(page.getByText("It will be worked through again.")).toBeVisible();
  await page.goto("/oversight/payments/events?view=all");
  await judge(page);
  expect(await database.db.select().from(payment).where(eq(payment.chargeId, id))).toEqual([]);

  // The university no longer asks for it, and then does after all.
  await signIn("provider");
  await page.goto(`/organization/charges/${id}?lang=zh-CN`);
  await hydrated(page);
  const withdrawing = page.locator("details.confirm").filter({ has: page.locator('[value="cancel"]') });
  await withdrawing.locator("summary").click();
  await withdrawing.getByRole("textbox", { name: "理由" }).fill("设备故障补偿");
  await withdrawing.getByRole("button", { name: "撤销费用" }).click();
  await expect(page.getByText("费用已撤销。")).toBeVisible();
  await judge(page);
  await page.getByRole("button", { name: "恢复收取" }).click();
  await expect(page.getByText("正在按目前应付的金额重新计费。")).toBeVisible();
  await expect(page.getByRole("button", { name: "恢复收取" })).toHaveCount(0);
  expectNothingPrivate(server.output());
});

/** No card, no secret, nobody's name or address is in the log of all this, which tells everything else. */
function expectNothingPrivate(log: string): void {
  expect(log.length).toBeGreaterThan(1000);
  expect(privateWords(log, ["Payer Privately", "payer.privately", "沈砚秋", "陆明远"])).toEqual([]);
}
