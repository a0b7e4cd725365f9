import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { listing } from "#db/schema/catalog.ts";
import { violation } from "#db/schema/conduct.ts";
import { appUser } from "#db/schema/identity.ts";
import { trainingSession } from "#db/schema/qualification.ts";
import type { TestDatabase } from "../support/database.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";

/** Presses Tab until the element with this role and name has the focus. */
async function tabTo(page: Page, role: "link" | "button" | "textbox", name: string | RegExp): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  await target.waitFor();
  for (let press = 0; press < 200; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${name}`);
}

/** The page that books two free hours some days ahead. */
async function bookingOf(server: string, facilityId: string): Promise<string> {
  const range = [3, 24].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const free = await fetch(
    `${server}/api/v1/facilities/${facilityId}/availability?from=${range[0]}&to=${range[1]}&minutes=120`,
  );
  const { slots } = z.object({ slots: z.array(freeSlot).min(1) }).parse(await free.json());
  const [slot] = slots;
  return `/facilities/${facilityId}/book?start=${slot?.start}&end=${slot?.end}`;
}

const freeSlot = z.object({ start: z.string(), end: z.string() });

async function gatedFacility({ db }: TestDatabase): Promise<string> {
  const [row] = await db
    .select({ id: listing.id })
    .from(listing)
    .where(eq(listing.titleZh, "场发射扫描电子显微镜 GeminiSEM 360"));
  if (!row) throw new Error("the demonstration market has no such facility");
  return row.id;
}

test.describe("on a phone, by keyboard", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });

  test("somebody who lacks a qualification books a seat in its training and a booking with help meanwhile", async ({
    page,
    signIn,
    market,
  }) => {
    const facilityId = await gatedFacility(market.database);
    await signIn("dachen");
    const booking = await bookingOf(market.server.url, facilityId);
    await page.goto(booking);
    await hydrated(page);
    await expect(page.getByRole("alert")).toContainText("须持有有效的“扫描电镜独立上机”资质");
    await expectAccessible(page);
    await tabTo(page, "link", "扫描电镜独立上机");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/qualifications\//);
    await hydrated(page);
    await tabTo(page, "button", /^报名/);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toContainText("报名成功");

    await page.goto(booking);
    await hydrated(page);
    await tabTo(page, "link", /^改为/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/way=assisted/);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(page.getByRole("radio", { name: /^协助使用/ })).toBeChecked();
  });

  test("a violation is contested by its subject and answered by the staff", async ({
    page,
    signIn,
    market,
  }) => {
    const { db } = market.database;
    const [row] = await db
      .select({ id: violation.id, email: appUser.email, providerId: violation.providerId })
      .from(violation)
      .innerJoin(appUser, eq(appUser.id, violation.userId))
      .innerJoin(listing, eq(listing.id, violation.facilityId))
      .where(
        and(eq(violation.state, "recorded"), eq(violation.providerId, await universityOf(market.database))),
      )
      .orderBy(violation.at)
      .limit(1);
    if (!row) throw new Error("nothing is recorded in the demonstration market");
    await db
      .update(violation)
      .set({ until: new Date(Date.now() + 86_400_000) })
      .where(eq(violation.id, row.id));
    await signIn(row.email.replace("@demo.test", ""));
    await page.goto("/account/conduct");
    await hydrated(page);
    await page
      .locator(`#statement-${row.id}`)
      .evaluate((field) => field.closest("details")?.querySelector("summary")?.focus());
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("当天提前到场，门禁刷卡无反应");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toContainText("申诉已提交");

    await signIn("provider");
    await page.goto("/organization/conduct");
    await hydrated(page);
    const item = page.getByRole("listitem").filter({ has: page.locator(`#reason-waive-${row.id}`) });
    await expect(item).toContainText("门禁刷卡无反应");
    await item.locator("summary", { hasText: "免除" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("门禁日志显示确已到场");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toContainText("已免除");
    const [after] = await db.select().from(violation).where(eq(violation.id, row.id));
    expect(after?.state).toBe("waived");
  });
});

async function universityOf({ db }: TestDatabase): Promise<string> {
  const [row] = await db
    .select({ id: listing.organizationId })
    .from(listing)
    .where(eq(listing.titleZh, "场发射扫描电子显微镜 GeminiSEM 360"));
  return row?.id ?? "";
}

test.describe("at a desk, in English", () => {
  test.use({ locale: "en" });

  test("staff mark who came, and those hold a certificate", async ({ page, signIn, market, context }) => {
    const { db } = market.database;
    await context.addCookies([{ name: "kx_lang", value: "en", url: market.server.url }]);
    const [session] = await db
      .select()
      .from(trainingSession)
      .where(and(eq(trainingSession.state, "planned"), eq(trainingSession.seats, 3)));
    if (!session) throw new Error("the demonstration market plans no such training");
    const started = new Date(Date.now() - 3_600_000);
    await db.update(trainingSession).set({ startsAt: started }).where(eq(trainingSession.id, session.id));
    await signIn("provider");
    await page.goto(`/organization/trainings/${session.id}`);
    await hydrated(page);
    await page.getByRole("button", { name: "蓝青山 attended" }).click();
    await expect(page.getByRole("status")).toContainText("Recorded");
    await page.getByText("Close training", { exact: true }).first().click();
    await page.getByRole("button", { name: "Close training" }).click();
    await expect(page.getByRole("status")).toContainText("closed");
    await expect(page.getByRole("main")).toContainText("1 of 3 attended");

    await signIn("baiyun");
    await page.goto("/account/qualifications");
    await hydrated(page);
    await page.getByRole("link", { name: "Self-service NMR" }).first().click();
    await expect(page.getByRole("heading", { name: "Certificate of qualification" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText("蓝青山");
    await expect(page.getByRole("main")).toContainText("In force");
    await expectAccessible(page);
  });
});
