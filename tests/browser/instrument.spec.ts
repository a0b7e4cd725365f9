import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { reserveInput } from "#app/domain/booking/inputs.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { booking, usageRecord } from "#db/schema/booking.ts";
import { facilityUnit } from "#db/schema/catalog.ts";
import { makeFacility } from "../support/booking.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { demoActor } from "../support/demo-actor.ts";
import { valueOf } from "../support/results.ts";

test.setTimeout(120_000);

const phone = { width: 390, height: 844 };
const minute = 60_000;

/** The last round five minutes; bookings here are made of them. */
const begun = (): number => Math.floor(Date.now() / (5 * minute)) * 5 * minute;

/** A facility of the demonstration university that never shuts, with two units. */
async function instrument(database: TestDatabase): Promise<{ facilityId: string; unitId: string }> {
  const facilityId = await makeFacility(database.db, await demoActor(database, "provider"), {
    units: 2,
    hours: [0, 1440],
    rules: { leadMinutes: 0, stepMinutes: 5, noShowGraceMinutes: 60 },
  });
  const [unit] = await database.db
    .select({ id: facilityUnit.id })
    .from(facilityUnit)
    .where(and(eq(facilityUnit.facilityId, facilityId), eq(facilityUnit.number, 1)));
  return { facilityId, unitId: unit?.id ?? "" };
}

/** What somebody booked yesterday on unit 1, from and to so many minutes after `begun`. */
async function booked(database: TestDatabase, mailbox: string, facilityId: string, from: number, to: number) {
  const [start, end] = [from, to].map((after) => new Date(begun() + after * minute).toISOString());
  const wish = reserveInput.parse({ facilityId, start, end, unit: 1, purpose: "断口形貌观察" });
  const clock = fixedClock(new Date(Date.now() - 24 * 60 * minute));
  const actor = await demoActor(database, mailbox);
  return valueOf(await reserve({ db: database.db, actor, clock }, wish)).id;
}

const stateOf = async ({ db }: TestDatabase, id: string) =>
  (await db.select({ state: booking.state }).from(booking).where(eq(booking.id, id)))[0]?.state;

/** Presses Tab until the focus is on the button with this name. */
async function tabToButton(page: Page, name: string | RegExp): Promise<void> {
  const target = page.getByRole("main").getByRole("button", { name });
  await expect(target).toBeVisible();
  for (let press = 0; press < 60; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${name}`);
}

/** A moment as the forms take it, on the facility's clock. */
const written = (after: number): string =>
  new Date(begun() + after * minute).toLocaleString("sv-SE", {
    timeZone: "Asia/Shanghai",
    dateStyle: "short",
    timeStyle: "short",
  });

test.describe("on a technician's phone", () => {
  test.use({ viewport: phone });

  test("a user is checked in and given more time, and a fault takes the instrument out of service", async ({
    page,
    context,
    signIn,
    market: { database },
  }) => {
    const { facilityId, unitId } = await instrument(database);
    const now = await booked(database, "sme", facilityId, 0, 60);
    const moved = await booked(database, "bianshan", facilityId, 95, 155);
    const displaced = await booked(database, "dachen", facilityId, 200, 260);
    await signIn("provider");
    const stale = await context.newPage();
    for (const tab of [stale, page]) {
      await tab.goto(`/at/${unitId}`);
      await hydrated(tab);
    }
    await expect(page.getByRole("main")).toContainText("沈砚秋");
    await expect(page.getByRole("list").filter({ hasText: "费储云" })).toBeVisible();
    await expectAccessible(page);
    await tabToButton(page, "为沈砚秋签到");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toContainText("已签到");
    expect(await stateOf(database, now)).toBe("in_use");

    await stale.getByRole("button", { name: "为沈砚秋签到" }).click();
    await expect(stale.getByRole("alert")).toContainText("当前状态不能进行此操作");
    await expect(stale.getByRole("main")).toContainText("使用中");
    await stale.close();

    await tabToButton(page, /^延长 30 分钟/);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toContainText("已延长");
    await expect(page.getByRole("main")).toContainText("其后已有预约");

    await page.getByText("报告故障", { exact: true }).last().click();
    await page.getByRole("textbox", { name: "故障情况" }).fill("真空报警，抽不到 10⁻³ Pa");
    await page.getByRole("radio", { name: "无法使用" }).check();
    await page.getByRole("button", { name: "提交报修" }).click();
    await expect(page.getByRole("status")).toContainText("报修已提交");
    await expect(page.getByRole("main")).toContainText("暂时无法使用");

    await page.goto("/organization/problems");
    await page.getByRole("link", { name: "场发射扫描电镜", exact: true }).first().click();
    await hydrated(page);
    await page.getByRole("link", { name: "登记停用" }).click();
    await page.waitForURL(/\/outage/);
    await page.getByRole("textbox", { name: "开始" }).fill(written(94));
    await page.getByRole("textbox", { name: "结束" }).fill(written(300));
    await page.getByRole("button", { name: "查看受影响的预约" }).click();
    await expect(page.getByRole("heading", { name: "有 2 个预约受影响" })).toBeVisible();
    await expectAccessible(page);
    await expect(
      page.getByRole("group", { name: /费储云/ }).getByRole("radio", { name: "改到 2 号机位，时间不变" }),
    ).toBeChecked();
    await page
      .getByRole("group", { name: /应海平/ })
      .getByRole("radio", { name: /另选/ })
      .check();
    await page.getByRole("button", { name: "确认停用" }).click();
    await expect(page.getByRole("status")).toContainText("已登记停用");
    expect(await Promise.all([now, moved, displaced].map((id) => stateOf(database, id)))).toEqual([
      "in_use",
      "confirmed",
      "cancelled",
    ]);

    await signIn("dachen");
    await expect(async () => {
      await page.goto("/account/notices");
      await expect(page.getByRole("main")).toContainText("预约因设备停用取消：场发射扫描电镜", {
        timeout: 500,
      });
    }).toPass();
    await page.goto(`/bookings/${displaced}`);
    await hydrated(page);
    await expect(page.getByRole("main")).toContainText("真空报警");
    const instead = page.getByRole("main").getByRole("link", { name: /^\d{4}年.*\d\d:\d\d–\d\d:\d\d$/ });
    await instead.first().click();
    await page.waitForURL(/\/book\?/);
    await expect(page.getByRole("button", { name: "确认预约" })).toBeVisible();
  });
});

test("labels are printed one a sheet, A6, with nothing before the first", async ({
  page,
  signIn,
  market: { database },
}) => {
  const { facilityId } = await instrument(database);
  await signIn("provider");
  await page.goto(`/organization/labels?facility=${facilityId}`);
  await hydrated(page);
  const printed = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const sheets = [...printed.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  const millimetres = sheets.map(([, ...points]) =>
    points.map((length) => Math.round(Number(length) * 0.3528)),
  );
  expect(millimetres).toEqual([
    [105, 148],
    [105, 148],
  ]);
});

test.describe("on a user's phone, in English, without JavaScript", () => {
  test.use({ viewport: phone, locale: "en", javaScriptEnabled: false });

  test("a use begins and ends, and leaves the record that the state asks for", async ({
    page,
    context,
    signIn,
    market: { database, server },
  }) => {
    await context.addCookies([{ name: "kx_lang", value: "en", url: server.url }]);
    const { facilityId, unitId } = await instrument(database);
    const id = await booked(database, "sme", facilityId, 0, 60);
    await page.goto(`/at/${unitId}`);
    await expect(page.getByRole("main")).toContainText("Reserved");
    await expect(page.getByRole("main")).not.toContainText("沈砚秋");
    await page.getByRole("link", { name: "Sign in to check in" }).click();
    await signIn("sme");
    await page.goto(new URL(page.url()).searchParams.get("next") ?? "");
    await page.getByRole("button", { name: "Check in and begin" }).click();
    await expect(page.getByRole("status")).toContainText("Checked in");
    await page.getByText("Say more about the use").click();
    await page.getByRole("textbox", { name: /^What was done/ }).fill("Fracture surfaces, 2 samples");
    await page.getByRole("textbox", { name: /^Project/ }).fill("Sensor reliability");
    await page.getByRole("checkbox", { name: "Central government" }).check();
    await page.getByRole("radio", { name: "Very satisfied" }).check();
    await page.getByRole("button", { name: "Check out" }).click();
    await expect(page.getByRole("status")).toContainText("Checked out");
    expect(await stateOf(database, id)).toBe("completed");
    const [record] = await database.db.select().from(usageRecord).where(eq(usageRecord.bookingId, id));
    expect(record).toMatchObject({
      way: "self_use",
      external: true,
      content: "Fracture surfaces, 2 samples",
      project: "Sensor reliability",
      funding: ["central_government"],
      serviceType: "research",
      agreement: true,
      evaluation: "very_satisfied",
    });
    await page.goto(`/bookings/${id}`);
    await expect(page.getByRole("main")).toContainText("Fracture surfaces, 2 samples");
  });
});
