import type { Page } from "@playwright/test";
import { and, desc, eq } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import { listing } from "#db/schema/catalog.ts";
import { appUser, membership } from "#db/schema/identity.ts";
import { expect, expectAccessible, hydrated, looks, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";

/** A published facility of the demonstration university, booked at once or after approval. */
async function facilityOf({ db }: TestDatabase, instant: boolean): Promise<string> {
  const [row] = await db
    .select({ id: listing.id })
    .from(listing)
    .innerJoin(bookingPolicy, eq(bookingPolicy.facilityId, listing.id))
    .innerJoin(membership, eq(membership.organizationId, listing.organizationId))
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(
      and(
        eq(appUser.email, "provider@demo.test"),
        eq(listing.state, "published"),
        eq(bookingPolicy.instant, instant),
      ),
    )
    .orderBy(listing.id)
    .limit(1);
  if (!row) throw new Error("the demonstration market has no such facility");
  return row.id;
}

async function latestBooking({ db }: TestDatabase, facilityId: string): Promise<string> {
  const [row] = await db
    .select({ id: booking.id })
    .from(booking)
    .where(eq(booking.facilityId, facilityId))
    .orderBy(desc(booking.createdAt))
    .limit(1);
  if (!row) throw new Error("nothing was booked");
  return row.id;
}

/** Presses Tab until the focus is on what `name` names, as somebody without a pointer does. */
async function tabTo(
  page: Page,
  role: "link" | "button" | "textbox" | "checkbox",
  name: RegExp,
): Promise<void> {
  const target = page.getByRole("main").getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let press = 0; press < 400; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${name}`);
}

test("a facility is found, booked, approved and cancelled with the keyboard alone", async ({
  page,
  signIn,
  market,
}) => {
  test.setTimeout(180_000);
  await signIn("sme");
  await page.goto("/");
  await hydrated(page);
  await page.keyboard.press("/");
  await page.keyboard.type("扫描电镜");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=/);
  await tabTo(page, "link", /^杭州/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/region=/);
  await tabTo(page, "link", /环境扫描电镜 Quattro S/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/facilities\//);
  const facilityId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await tabTo(page, "link", /^预约 /);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/book\?/);
  await tabTo(page, "textbox", /^用途/);
  await page.keyboard.type("断口形貌观察，样品 2 件");
  const terms = page.getByRole("checkbox", { name: /使用条款/ });
  if (await terms.isVisible()) {
    await tabTo(page, "checkbox", /使用条款/);
    await page.keyboard.press("Space");
  }
  await tabTo(page, "button", /提交预约申请/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
  await expect(page.getByRole("main")).toContainText("待审批");
  const id = await latestBooking(market.database, facilityId);

  await signIn("provider");
  await page.goto("/bookings?tab=waiting");
  await hydrated(page);
  const row = page.getByRole("row").filter({ has: page.locator(`a[href="/bookings/${id}"]`) });
  await row.getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await tabTo(page, "button", /^批准选中/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("已办理 1 个申请");

  await signIn("sme");
  await page.goto(`/bookings/${id}`);
  await hydrated(page);
  await expect(page.getByRole("main")).toContainText("已确认");
  await page.getByText("取消预约", { exact: true }).first().focus();
  await page.keyboard.press("Enter");
  await tabTo(page, "button", /^取消预约$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").first()).toContainText("预约已取消");
  await expect(page.getByRole("main")).toContainText("已取消");
});

test("a refused time names what is free instead, as a button", async ({ page, signIn, market }) => {
  const facilityId = await facilityOf(market.database, true);
  await signIn("sme");
  await page.goto(`/facilities/${facilityId}/book?start=2026-01-03T06:10:00Z&end=2026-01-03T08:10:00Z`);
  await expect(page.getByRole("alert")).toContainText("开始时间已过");
  await expect(page.getByRole("button", { name: "确认预约" })).toHaveCount(0);
  await page
    .getByRole("alert")
    .getByRole("link", { name: /2026|2027/ })
    .first()
    .click();
  await page.waitForURL(/start=/);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "确认预约" })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a facility is booked, refused without its terms, and cancelled", async ({ page, signIn, market }) => {
    const facilityId = await facilityOf(market.database, true);
    await signIn("sme");
    await page.goto(`/facilities/${facilityId}?view=list`);
    await page
      .getByRole("link", { name: /^预约 / })
      .nth(3)
      .click();
    await page.getByRole("textbox", { name: /用途/ }).fill("断口形貌观察");
    const terms = page.getByRole("checkbox", { name: /使用条款/ });
    await page.getByRole("button", { name: "确认预约" }).click();
    await expect(page.getByRole("alert")).toContainText("请阅读并接受现行使用条款");
    await expect(page.getByRole("textbox", { name: /用途/ })).toHaveValue("断口形貌观察");
    await terms.check();
    await page.getByRole("button", { name: "确认预约" }).click();
    await expect(page.getByRole("main")).toContainText("已确认");
    await page.getByText("取消预约", { exact: true }).first().click();
    await page.getByRole("button", { name: "取消预约" }).click();
    await expect(page.getByRole("main")).toContainText("已取消");
  });
});

for (const look of looks) {
  test.describe(`booking pages, ${look.locale}, ${look.colorScheme}`, () => {
    test.use(look);

    test("are accessible", async ({ page, signIn, market }) => {
      test.setTimeout(120_000);
      const facilityId = await facilityOf(market.database, true);
      const waiting = await facilityOf(market.database, false);
      await signIn("provider");
      const pages = [
        `/facilities/${waiting}?view=list`,
        `/facilities/${facilityId}/book?start=2026-01-03T06:10:00Z&end=2026-01-03T08:10:00Z`,
        "/bookings?tab=waiting",
        "/bookings?tab=provider&view=past",
      ];
      for (const address of pages) {
        const answer = await page.goto(address);
        expect(answer?.status(), address).toBe(200);
        await hydrated(page);
        await expectAccessible(page);
      }
    });
  });
}
