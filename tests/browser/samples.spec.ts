import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { usageRecord } from "#db/schema/booking.ts";
import { price } from "#db/schema/catalog.ts";
import { reserveInput } from "#app/domain/booking/inputs.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { makeFacility } from "../support/booking.ts";
import { daysAhead } from "../support/booking-client.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { demoActor } from "../support/demo-actor.ts";
import { valueOf } from "../support/results.ts";

test.setTimeout(150_000);

const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/** A facility of the demonstration university that takes samples at 380 yuan each. */
async function laboratory(database: TestDatabase): Promise<string> {
  const facilityId = await makeFacility(database.db, await demoActor(database, "provider"));
  await database.db.insert(price).values({
    ...{ listingId: facilityId, item: "全谱", unit: "sample", userClass: "enterprise", amount: 38_000 },
    validFrom: "2026-01-01",
  });
  return facilityId;
}

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

/** Unfolds an act, fills its text and does it. */
async function act(page: Page, name: string, field?: string, text = ""): Promise<void> {
  await page.getByRole("main").locator("summary", { hasText: name }).click();
  if (field) await page.getByRole("textbox", { name: field }).fill(text);
  await page.getByRole("button", { name, exact: true }).click();
}

test("work on samples is ordered, objected to, put right, done and evaluated", async ({
  page,
  signIn,
  market: { database },
}) => {
  const facilityId = await laboratory(database);
  await signIn("sme");
  await page.goto(`/facilities/${facilityId}/samples`);
  await hydrated(page);
  await tabTo(page, "textbox", "检测要求");
  await page.keyboard.type("表面元素与价态分析");
  await tabTo(page, "textbox", "样品");
  await page.keyboard.type("A-1, 气敏芯片\nA-2, 传感器浆料, 易燃");
  await expect(page.getByRole("main")).toContainText("¥380.00 × 2 个样品 = ¥760.00");
  await page.getByRole("radio", { name: "全省科研仪器共享创新券：抵扣 ¥380.00" }).check();
  await expectAccessible(page);
  await tabTo(page, "button", "提交委托");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/samples\/[0-9a-f-]{36}\?/);
  const order = new URL(page.url()).pathname;
  await expect(page.getByRole("status")).toContainText("委托已提交");

  await signIn("provider");
  await page.goto(order);
  await hydrated(page);
  await expectAccessible(page);
  await act(page, "提出异议", "理由", "A-2 含水较多，请干燥后再送");
  await expect(page.getByRole("status")).toContainText("已提出异议");

  await signIn("sme");
  await page.goto(order);
  await page.getByRole("link", { name: "补正委托" }).click();
  await page.waitForURL(/\/amend$/);
  await hydrated(page);
  await expect(page.getByRole("main")).toContainText("A-2 含水较多");
  await page.getByRole("textbox", { name: "补正说明" }).fill("已干燥 24 小时");
  await page.getByRole("button", { name: "重新提交" }).click();
  await expect(page.getByRole("status")).toContainText("已重新提交");

  await signIn("provider");
  await page.goto(order);
  await hydrated(page);
  await act(page, "收样确认", "收样状况", "2, 外包装破损");
  await expect(page.getByRole("status")).toContainText("已收样");
  await expect(page.getByRole("row", { name: /^A-2/ })).toContainText("外包装破损");
  await page.getByRole("button", { name: "开始检测" }).click();
  await expect(page.getByRole("status")).toContainText("已开始检测");

  const upload = async (name: string, buffer: Buffer) => {
    await page.getByLabel("结果文件").setInputFiles({ name, mimeType: "application/pdf", buffer });
    await page.getByRole("button", { name: "上传", exact: true }).click();
  };
  await upload("空.pdf", Buffer.alloc(0));
  await expect(page.getByRole("main")).toContainText("文件是空的");
  await upload("报告.pdf", Buffer.from("MZ not a report"));
  await expect(page.getByRole("main")).toContainText("不支持这种文件");
  const report = Buffer.concat([pdf, Buffer.alloc(2_000_000)]);
  await upload("报告.pdf", report);
  await expect(page.getByRole("status")).toContainText("结果文件已上传");
  await act(page, "交付结果");
  await expect(page.getByRole("status")).toContainText("结果已交付");

  await signIn("sme");
  await page.goto(order);
  await hydrated(page);
  await expectAccessible(page);
  await expect(page.getByRole("definition").filter({ hasText: "全省科研仪器共享创新券" })).toContainText(
    "¥380.00已抵扣",
  );
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "报告.pdf" }).click();
  expect(await readFile(await (await download).path())).toEqual(report);
  await page.getByRole("radio", { name: "非常满意" }).check();
  await page.getByRole("button", { name: "提交评价" }).click();
  await expect(page.getByRole("status")).toContainText("感谢您的评价");
  const [record] = await database.db
    .select()
    .from(usageRecord)
    .where(eq(usageRecord.sampleOrderId, order.split("/").at(-1) ?? ""));
  expect(record).toMatchObject({
    way: "commissioned",
    external: true,
    samples: 2,
    amount: 76_000,
    content: "表面元素与价态分析",
    evaluation: "very_satisfied",
  });

  await signIn("dachen");
  expect((await page.goto(order))?.status()).toBe(404);
});

test.describe("on a phone, in English", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "en" });

  test("a time that somebody has is waited for, offered when it is given up, and taken", async ({
    page,
    context,
    signIn,
    market: { database, server },
  }) => {
    await context.addCookies([{ name: "kx_lang", value: "en", url: server.url }]);
    const facilityId = await makeFacility(database.db, await demoActor(database, "provider"));
    const when = { start: daysAhead(3, 10), end: daysAhead(3, 12) };
    const wish = reserveInput.parse({ facilityId, ...when, purpose: "断口形貌观察" });
    const owner = { db: database.db, actor: await demoActor(database, "sme"), clock: systemClock };
    const taken = valueOf(await reserve(owner, wish)).id;

    await signIn("dachen");
    await page.goto(`/facilities/${facilityId}/book?${new URLSearchParams(when)}`);
    await hydrated(page);
    await page.getByRole("region", { name: "Join the waiting list" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("textbox", { name: "Purpose" }).last().fill("Pump impeller, fracture");
    await tabTo(page, "button", "Join the waiting list");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/bookings\/waitlist/);
    await expect(page.getByRole("status")).toContainText("You are on the waiting list");
    await expect(page.getByRole("main")).toContainText("First");

    await signIn("sme");
    await page.goto(`/bookings/${taken}`);
    await hydrated(page);
    await act(page, "Cancel the booking");
    await expect(page.getByRole("status").first()).toContainText("Cancelled");

    await signIn("dachen");
    await expect(async () => {
      await page.goto("/bookings/waitlist");
      await expect(page.getByRole("main")).toContainText("Offered to you", { timeout: 500 });
    }).toPass();
    await hydrated(page);
    await expectAccessible(page);
    await tabTo(page, "button", "Take it");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
    await expect(page.getByRole("main")).toContainText("Confirmed");
  });
});
