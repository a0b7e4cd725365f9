import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { read, utils } from "@e965/xlsx";
import { and, eq } from "drizzle-orm";
import { spacedReference } from "#db/payment-reference.ts";
import { charge, refund } from "#db/schema/money.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import { clockEnvironment, setOffset } from "../support/clock-file.ts";
import type { TestDatabase } from "../support/database.ts";
import { ownFacility } from "../support/own-facility.ts";
import { startServer } from "../support/server.ts";

test.setTimeout(120_000);
test.use({ actionTimeout: 20_000 });

const dayMs = 86_400_000;
/** Days after which every half year has ended in which something is done today. */
const halfYear = 190;
const shanghaiDay = (days: number): string =>
  new Date(Date.now() + days * dayMs + 8 * 3_600_000).toISOString().slice(0, 10);

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await hydrated(page);
}

const main = (page: Page) => page.getByRole("main");

/** Unfolds an act and returns what it unfolds. */
async function unfold(page: Page, name: string) {
  await hydrated(page);
  await main(page).locator("summary", { hasText: name }).first().click();
  return page.locator("details.confirm[open]");
}

/** Books two hours at two in the afternoon, so many days from now. Returns the booking's id. */
async function book(page: Page, facilityId: string, days: number, voucher?: RegExp): Promise<string> {
  const day = shanghaiDay(days);
  const [start, end] = [`${day}T14:00:00%2B08:00`, `${day}T16:00:00%2B08:00`];
  await open(page, new URL(`/facilities/${facilityId}/book?start=${start}&end=${end}`, page.url()).href);
  await page.getByRole("textbox", { name: "用途" }).fill("涂层断口形貌观察");
  if (voucher) {
    await expectAccessible(page);
    await page.getByRole("radio", { name: voucher }).check();
  }
  await page.getByRole("button", { name: "确认预约" }).click();
  await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
  return /bookings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
}

/** The payee's bank says that so many yuan came for a reference, and the payee confirms what fits. */
async function importStatement(page: Page, { yuan, reference, serial }: Record<string, string>) {
  const lines = [
    "交易日期,贷方发生额,借方发生额,对方户名,附言,交易流水号",
    `${shanghaiDay(0)},${yuan},,之江研池新材料有限公司,机时费 ${reference},${serial}`,
  ];
  await open(page, new URL("/organization/statements", page.url()).href);
  await page.locator("input[type=file]").setInputFiles({
    ...{ name: `${serial}.csv`, mimeType: "text/csv" },
    buffer: Buffer.from(lines.join("\n")),
  });
  await page.getByRole("button", { name: "导入", exact: true }).click();
  await page.waitForURL(/statements\/[0-9a-f-]{36}/);
  await hydrated(page);
  await expect(main(page)).toContainText("编号、金额相符");
  await expectAccessible(page);
  await page.getByRole("button", { name: /确认/ }).last().click();
  await expect(page.getByRole("status")).toContainText("1");
}

const chargeOf = async ({ db }: TestDatabase, causeId: string, purpose = "use") => {
  const [row] = await db
    .select()
    .from(charge)
    .where(and(eq(charge.causeId, causeId), eq(charge.purpose, purpose)));
  if (!row) throw new Error(`nothing is charged for ${causeId}`);
  return row;
};

test("a booking is paid ahead by bank transfer, confirmed from the bank's statement, cancelled and refunded", async ({
  page,
  signIn,
  market: { database, server },
}) => {
  const facilityId = await ownFacility(database, {
    rules: { prepay: true, payWithinMinutes: 1_440, cancelCutoffMinutes: 60 },
  });
  await signIn("sme");
  await page.goto(server.url);
  const id = await book(page, facilityId, 2);
  const owed = await chargeOf(database, id);

  // The payer reads the notice with its reference and says that the money is on its way.
  await expect(main(page)).toContainText("付清即确认");
  await expect(main(page).getByRole("button", { name: "确认预约" })).toHaveCount(0);
  await page.getByRole("link", { name: "去付款" }).click();
  await page.getByRole("link", { name: "银行转账付款" }).click();
  await expect(main(page)).toContainText("陆佰元整");
  await expect(main(page)).toContainText(spacedReference(owed.reference));
  await expectAccessible(page);
  const declaring = await unfold(page, "告知已汇款");
  await declaring.getByRole("button", { name: "告知已汇款" }).click();
  await expect(page.getByRole("status")).toContainText("已告知收款单位");

  // The payee confirms it from its bank's statement; only then is there a booking.
  await signIn("provider");
  await importStatement(page, { yuan: "600.00", reference: owed.reference, serial: "E2E-IN-1" });
  await signIn("sme");
  await open(page, `/bookings/${id}`);
  await expect(main(page)).toContainText("已确认");
  const cancelling = await unfold(page, "取消预约");
  await cancelling.getByRole("button", { name: "取消预约" }).click();
  await expect(page.getByRole("status").first()).toContainText("预约已取消");

  // What was paid is owed back until the payee says that its bank has sent it, once.
  await signIn("provider");
  await open(page, "/organization/receivables");
  await expect(main(page)).toContainText("待汇出的退款");
  await expectAccessible(page);
  await main(page).getByRole("link", { name: owed.reference }).click();
  await expect(main(page)).toContainText("已批准，待退款");
  const sending = await unfold(page, "登记已退款");
  await sending.getByRole("button", { name: "登记已退款" }).click();
  await expect(page.locator("details.confirm[open]")).toContainText("银行流水号");
  await page.getByRole("textbox", { name: "银行流水号" }).fill("E2E-OUT-1");
  await page.locator("details.confirm[open]").getByRole("button", { name: "登记已退款" }).click();
  await expect(page.getByRole("status")).toContainText("退款已登记为汇出");
  await expectAccessible(page);
  expect(await database.db.select().from(refund).where(eq(refund.chargeId, owed.id))).toMatchObject([
    { amount: 60_000, state: "settled", externalId: "E2E-OUT-1", method: "transfer" },
  ]);
  await signIn("sme");
  await open(page, `/organization/charges/${owed.id}`);
  await expect(main(page)).toContainText("已全额退款");
});

test("a voucher pays half of a booking after its use, the company the rest, and the use is settled", async ({
  page,
  signIn,
  market: { database },
}) => {
  const clock = join(mkdtempSync(join(tmpdir(), "kexiang-clock-")), "offset");
  setOffset(clock, 0);
  const server = await startServer(database.url, { env: clockEnvironment(clock) });
  const at = (path: string) => server.url + path;
  const facilityId = await ownFacility(database);

  // What it covers and what is left is said before anything is booked.
  await signIn("sme");
  await page.goto(server.url);
  const id = await book(page, facilityId, 1, /全省科研仪器共享创新券：抵扣 ¥300\.00/);
  await expect(main(page)).toContainText("企业自付 ¥300.00");

  // The use is over: its record charges it, and the voucher has paid its half.
  setOffset(clock, 2 * dayMs);
  await signIn("provider");
  await open(page, at(`/bookings/${id}`));
  const recording = await unfold(page, "更正为已使用");
  await recording.getByRole("textbox", { name: /理由/ }).fill("已到场使用，忘记签到");
  await recording.getByRole("button", { name: "更正为已使用" }).click();
  await page.waitForURL(/done=/);
  const owed = await chargeOf(database, id);
  expect(owed).toMatchObject({ amount: 60_000, paid: 30_000, state: "partly_paid" });

  // The company pays the rest by transfer.
  await importStatement(page, { yuan: "300.00", reference: owed.reference, serial: "E2E-IN-2" });
  await signIn("sme");
  await open(page, at(`/organization/charges/${owed.id}`));
  await expect(main(page)).toContainText("已付清");
  await expect(main(page).getByRole("row", { name: /创新券.*¥300\.00/ })).toBeVisible();
  await expectAccessible(page);

  // The provider names its invoice; the officer sees the use among what is to be settled, and exports it.
  await signIn("provider");
  await open(page, at("/organization/voucher-claims"));
  const use = main(page)
    .getByRole("row")
    .filter({ has: page.locator(`a[href="/bookings/${id}"]`) });
  await use.locator("summary").click();
  await use.getByRole("textbox", { name: "发票号码" }).fill("26337000000000000077");
  await use.getByRole("button", { name: "填写发票" }).click();
  await page.waitForURL(/done=invoice/);
  await hydrated(page);
  await expect(use).toContainText("26337000000000000077");
  await expectAccessible(page);

  // The half year is over: an officer settles it and takes the list along.
  setOffset(clock, halfYear * dayMs);
  await signIn("officer", new Date(Date.now() + halfYear * dayMs));
  await open(page, at("/oversight/vouchers/settlements"));
  await expectAccessible(page);
  const due = main(page)
    .getByRole("table", { name: "待结算" })
    .getByRole("row", { name: /钱塘.*全省科研仪器共享创新券/ });
  await due
    .last()
    .getByRole("button", { name: /提请拨付/ })
    .click();
  await page.waitForURL(/done=submit/);
  const list = await page.request.get(at("/oversight/vouchers/settlements.xlsx"));
  expect(list.headers()["content-type"]).toContain("spreadsheetml");
  const workbook = read(await list.body());
  const uses = JSON.stringify(Object.values(workbook.Sheets).map((sheet) => utils.sheet_to_json(sheet)));
  expect(uses).toContain("26337000000000000077");
  await server.stop();
});
