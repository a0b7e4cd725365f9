import { expect, type Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { appUser, membership } from "#db/schema/identity.ts";
import { parameter } from "#db/schema/shared.ts";
import { expectAccessible, hydrated } from "./browser.ts";
import type { TestDatabase } from "./database.ts";

/** The university's owner: in the demonstration its facility manager alone signs in. */
export async function makeOwner({ db }: TestDatabase, organizationId: string): Promise<void> {
  const [person] = await db
    .select({ id: appUser.id })
    .from(appUser)
    .where(eq(appUser.email, "provider@demo.test"));
  await db
    .update(membership)
    .set({ roles: ["owner", "facility_manager"] })
    .where(and(eq(membership.organizationId, organizationId), eq(membership.userId, person?.id ?? "")));
}

/** What was paid by card may be paid out on the same day. */
export async function payOutAtOnce({ db }: TestDatabase): Promise<void> {
  const rule = { name: "payout_wait_days", validFrom: "2020-01-01", value: 0 };
  await db.insert(parameter).values(rule).onConflictDoNothing();
}

/** The provider's account at the payment service is ready; opens it where it is not yet. */
export async function openAccount(page: Page): Promise<void> {
  const opening = page.getByRole("button", { name: "开通收款账户" });
  const ready = page.getByText("收款账户可用");
  await expect(opening.or(ready)).toBeVisible();
  if (await ready.isVisible()) return;
  await opening.click();
  await page.getByRole("button", { name: "提交 Submit" }).click();
  await expect(async () => {
    await page.goto("/organization/payouts");
    await expect(ready).toBeVisible({ timeout: 1000 });
  }).toPass();
}

const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Whole on a phone and readable by everybody. */
export async function judge(page: Page): Promise<void> {
  await hydrated(page);
  await expectAccessible(page);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overhang(page), "wider than a phone").toBeLessThanOrEqual(0);
  if (size) await page.setViewportSize(size);
}
