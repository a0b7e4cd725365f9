import type { Page } from "@playwright/test";
import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { booking } from "#db/schema/booking.ts";
import { listing } from "#db/schema/catalog.ts";
import { voucherHold } from "#db/schema/vouchers.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";

const freeSlots = z.object({ slots: z.array(z.object({ start: z.string(), end: z.string() })).min(1) });

async function facilityOf({ db }: TestDatabase, titleZh: string): Promise<string> {
  const [row] = await db.select({ id: listing.id }).from(listing).where(eq(listing.titleZh, titleZh));
  if (!row) throw new Error("the demonstration market has no such facility");
  return row.id;
}

/** The page that books a free hour some days ahead. */
async function bookingOf(server: string, facilityId: string): Promise<string> {
  const range = [3, 24].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const free = await fetch(
    `${server}/api/v1/facilities/${facilityId}/availability?from=${range[0]}&to=${range[1]}&minutes=60`,
  );
  const { slots } = freeSlots.parse(await free.json());
  return `/facilities/${facilityId}/book?start=${slots[0]?.start}&end=${slots[0]?.end}`;
}

const statesOf = async ({ db }: TestDatabase, seriesId: string): Promise<string[]> =>
  (
    await db
      .select({ state: booking.state })
      .from(booking)
      .where(eq(booking.seriesId, seriesId))
      .orderBy(asc(booking.startsAt))
  ).map(({ state }) => state);

/** How what a voucher has set aside for each stands. */
const holdsOf = async ({ db }: TestDatabase, seriesId: string): Promise<string[]> =>
  (
    await db
      .select({ state: voucherHold.state })
      .from(voucherHold)
      .innerJoin(booking, eq(booking.id, voucherHold.causeId))
      .where(eq(booking.seriesId, seriesId))
      .orderBy(asc(booking.startsAt))
  ).map(({ state }) => state);

const words = {
  "zh-CN": {
    ...{ repeat: "重复预约此时段", times: "次数", look: "查看各次时间", every: "各次时间", purpose: "用途" },
    ...{ terms: /使用条款/, send: /预约.*3 次|提交 3 次/, done: "重复预约已提交" },
  },
  en: {
    ...{ repeat: "Repeat this time", times: "Times", look: "See every time", every: "Every time" },
    ...{ purpose: "Purpose", terms: /terms of use/, send: /all \(3\)/, done: "has been sent" },
  },
};

/** Looks at three weeks of a time and sends them. Returns the series. */
async function repeatThreeTimes(
  page: Page,
  titled: string,
  market: { database: TestDatabase; url: string },
  locale: keyof typeof words = "zh-CN",
  voucher?: RegExp,
) {
  const say = words[locale];
  const facilityId = await facilityOf(market.database, titled);
  await page.goto(`${await bookingOf(market.url, facilityId)}&lang=${locale}`);
  await page.getByRole("link", { name: say.repeat }).click();
  await page.getByRole("textbox", { name: say.times, exact: true }).fill("3");
  await page.getByRole("button", { name: say.look }).click();
  await expect(page.getByRole("table", { name: say.every }).getByRole("row")).toHaveCount(4);
  await page.getByLabel(say.purpose).fill("每周固定观察一批样品");
  if (voucher) await page.getByRole("radio", { name: voucher }).first().check();
  const terms = page.getByRole("checkbox", { name: say.terms });
  if (await terms.isVisible()) await terms.check();
  await page.getByRole("button", { name: say.send }).click();
  await page.waitForURL(/\/booking-series\//);
  await expect(page.getByRole("main")).toContainText(say.done);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

test.describe("a time that repeats", () => {
  test("is looked at, booked and given up from one on, by keyboard", async ({ page, signIn, market }) => {
    await signIn("sme");
    const at = { database: market.database, url: market.server.url };
    const title = "热场发射扫描电镜 Sigma 500（带电子背散射衍射）";
    const id = await repeatThreeTimes(page, title, at, "zh-CN", /：每次抵扣 ¥/);
    expect(await holdsOf(market.database, id)).toEqual(["reserved", "reserved", "reserved"]);
    await hydrated(page);
    await expectAccessible(page);
    const cancel = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: "取消", exact: true }) });
    await cancel.getByLabel("范围").focus();
    await page.keyboard.press("ArrowDown");
    await cancel.getByRole("button", { name: "查看结果" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/act=cancel/);
    await expect(page.getByRole("main")).toContainText("均可免费取消");
    await expectAccessible(page);
    await page.getByRole("button", { name: "取消 2 次预约" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toContainText("所选各次已取消");
    const [first, ...rest] = await statesOf(market.database, id);
    expect(["confirmed", "pending"]).toContain(first);
    expect(rest).toEqual(["cancelled", "cancelled"]);
    // What the voucher had set aside for them can be used again.
    expect(await holdsOf(market.database, id)).toEqual(["reserved", "released", "released"]);
  });
});

test.describe("without JavaScript, on a phone", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test("a time that repeats is booked and cancelled as a whole", async ({ page, signIn, market }) => {
    await signIn("sme");
    const id = await repeatThreeTimes(page, "旋转流变仪 MCR 302e", {
      database: market.database,
      url: market.server.url,
    });
    await page.getByRole("button", { name: "查看结果" }).last().click();
    await page.getByRole("button", { name: "取消 3 次预约" }).click();
    await expect(page.getByRole("main")).toContainText("所选各次已取消");
    expect(await statesOf(market.database, id)).toEqual(["cancelled", "cancelled", "cancelled"]);
  });
});

test.describe("in English, on a phone, by keyboard", () => {
  test.use({ locale: "en", viewport: { width: 390, height: 844 } });

  const press = async (page: Page, target: ReturnType<Page["getByRole"]>) => {
    await target.focus();
    await page.keyboard.press("Enter");
  };

  test("this time and those that follow are moved, and one is handed to a colleague", async ({
    page,
    signIn,
    market,
  }) => {
    await signIn("sme");
    const at = { database: market.database, url: market.server.url };
    const id = await repeatThreeTimes(page, "钨灯丝扫描电镜 SU3500", at, "en");
    const hours = async () =>
      (await market.database.db.select().from(booking).where(eq(booking.seriesId, id)))
        .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
        .map(({ startsAt, endsAt, userId }) => ({
          time: startsAt.toISOString().slice(11, 16),
          minutes: (endsAt.getTime() - startsAt.getTime()) / 60_000,
          userId,
        }));
    const before = await hours();
    await press(page, page.locator("[data-row-link]").nth(1));
    await press(page, page.getByRole("link", { name: "The repeated booking it belongs to" }));
    const retime = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: "Another time of day" }) });
    await expect(retime.getByLabel("Which")).not.toHaveValue("");
    await retime.getByLabel("Length").fill("90");
    await press(page, retime.getByRole("button", { name: "See what it comes to" }));
    await expectAccessible(page);
    await press(page, page.getByRole("button", { name: "Move these bookings (2)" }));
    await expect(page.getByRole("status")).toContainText("have been moved");
    expect((await hours()).map(({ minutes }) => minutes)).toEqual([60, 90, 90]);
    await press(page, page.locator("[data-row-link]").nth(0));
    await hydrated(page);
    await press(page, page.getByText("Hand to a colleague").first());
    await page.getByLabel("Colleague").focus();
    await page.keyboard.press("ArrowDown");
    await expectAccessible(page);
    await press(page, page.getByRole("button", { name: "Hand to a colleague" }));
    await expect(page.getByRole("status")).toBeVisible();
    const after = await hours();
    expect(after.map(({ userId }) => userId === before[0]?.userId)).toEqual([false, true, true]);
  });
});
