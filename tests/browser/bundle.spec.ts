import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { listing } from "#db/schema/catalog.ts";
import { voucherHold } from "#db/schema/vouchers.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";

async function facilityOf({ db }: TestDatabase, titleZh: string): Promise<string> {
  const [row] = await db.select({ id: listing.id }).from(listing).where(eq(listing.titleZh, titleZh));
  if (!row) throw new Error("the demonstration market has no such facility");
  return row.id;
}

/** Presses Enter on a button or link that the keyboard has reached, once it may be pressed. */
async function press(page: Page, role: "button" | "link", name: string | RegExp): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  await expect(target).not.toHaveAttribute("aria-disabled");
  await target.focus();
  await page.keyboard.press("Enter");
}

const sem = "热场发射扫描电镜 Sigma 500（带电子背散射衍射）";

test.describe("in English, on a phone, by keyboard", () => {
  test.use({ locale: "en", viewport: { width: 390, height: 844 } });

  test("two facilities are found, booked together and cancelled together", async ({
    page,
    signIn,
    market,
  }) => {
    await signIn("sme");
    const id = await facilityOf(market.database, sem);
    await page.goto(`/facilities/${id}?lang=en`);
    await hydrated(page);
    await press(page, "link", "Book together with other facilities");
    await page.getByLabel("Name, model or use of a facility").fill("旋转流变仪");
    await press(page, "button", "Find");
    await press(page, "button", /^Add: .*MCR 302e/);
    const free = page.getByRole("main").getByText("Free", { exact: true });
    await expect(free).toHaveCount(1);
    await press(page, "link", /09:00–10:00/);
    await expect(free).toHaveCount(2);
    await expectAccessible(page);
    await page.getByLabel("Purpose").fill("Fracture surfaces and their rheology");
    // A voucher pays for the first of them.
    const voucher = page.getByRole("radio", { name: /: pays ¥/ }).first();
    await voucher.focus();
    await page.keyboard.press("Space");
    await expect(voucher).toBeChecked();
    await press(page, "button", /Send all 2|Book all 2/);
    // Terms that were not accepted are a reason of each facility.
    await expect(page.getByRole("alert").first()).toContainText("nothing was booked");
    await expect(page.getByRole("main")).toContainText("accept the terms in force");
    await expect(page.getByLabel("Purpose")).toHaveValue("Fracture surfaces and their rheology");
    for (const terms of await page.getByRole("checkbox", { name: /terms of use/ }).all()) {
      await terms.focus();
      await page.keyboard.press("Space");
    }
    await press(page, "button", /Send all 2|Book all 2/);
    await expect(page.getByRole("status")).toContainText("All bookings have been sent");
    const bundle = new URL(page.url()).pathname;
    await expectAccessible(page);
    await press(page, "link", /Sigma 500/);
    await expect(page.getByRole("heading", { name: "Booked together with" })).toBeVisible();
    await expectAccessible(page);
    await press(page, "link", "See all of them");
    await press(page, "link", "Cancel all");
    await expect(page.getByRole("main")).toContainText("without charge");
    await press(page, "button", "Cancel these bookings (2)");
    await expect(page.getByRole("status")).toContainText("has been cancelled");
    const rows = await market.database.db
      .select({ state: booking.state, voucher: voucherHold.state })
      .from(booking)
      .leftJoin(voucherHold, eq(voucherHold.causeId, booking.id))
      .where(eq(booking.bundleId, bundle.split("/").at(-1) ?? ""));
    expect(rows.map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
    expect(rows.map(({ voucher: hold }) => hold).filter((hold) => hold !== null)).toEqual(["released"]);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("what is in the way is said part by part, and a time that suits all is one press away", async ({
    page,
    signIn,
    market,
  }) => {
    await signIn("sme");
    const ids = [sem, "旋转流变仪 MCR 302e"].map((title) => facilityOf(market.database, title));
    const query = (await Promise.all(ids)).map((id) => `id=${id}`).join("&");
    await page.goto(`/compare?${query}`);
    await page.getByRole("link", { name: "一并预约这些设施" }).click();
    await page.getByLabel("开始时间").first().fill("2020-01-01 09:00");
    await page.getByLabel("结束时间").first().fill("2020-01-01 10:00");
    await page.getByRole("button", { name: "核对各项" }).click();
    await expect(page.getByRole("main")).toContainText("各项均可预约后");
    await expect(page.getByRole("listitem").filter({ hasText: "不符合规则" })).toHaveCount(2);
    await page.getByText("各项设施同时空闲的时段").locator("..").getByRole("link").first().click();
    await expect(page.getByRole("button", { name: /全部 2 项/ })).toBeVisible();
  });
});
