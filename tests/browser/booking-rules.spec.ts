import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { auditEntry } from "#db/schema/shared.ts";
import { makeFacility } from "../support/booking.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { demoActor } from "../support/demo-actor.ts";

test.setTimeout(90_000);

const day = 86_400_000;

/** An address that asks for the facility from ten o'clock on, so many days from now, for so many hours. */
function asking(facilityId: string, days: number, hours: number, more = ""): string {
  const date = new Date(Date.now() + days * day).toISOString().slice(0, 10);
  const times = [`${date}T10:00:00+08:00`, `${date}T${10 + hours}:00:00+08:00`].map(encodeURIComponent);
  return `/facilities/${facilityId}/book?start=${times[0]}&end=${times[1]}${more}`;
}

/** Presses Tab until the focus is on what is called `name`. */
async function tabTo(
  page: Page,
  role: "link" | "button" | "textbox" | "checkbox",
  name: RegExp,
): Promise<void> {
  const target = page.getByRole("main").getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let press = 0; press < 200; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${name}`);
}

/** Writes into a field in place of what it holds. */
async function write(page: Page, name: RegExp, text: string): Promise<void> {
  await tabTo(page, "textbox", name);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

async function press(page: Page, role: "button" | "link", name: RegExp): Promise<void> {
  await tabTo(page, role, name);
  await page.keyboard.press("Enter");
}

const overriddenIn = async ({ db }: TestDatabase, id: string) =>
  db
    .select({ reason: auditEntry.reason, detail: auditEntry.detail })
    .from(auditEntry)
    .where(and(eq(auditEntry.entityId, id), eq(auditEntry.transition, "reserve")));

test("a manager changes the rules, a booker reads what they refuse, staff allow it with a reason", async ({
  page,
  signIn,
  market,
}) => {
  const facilityId = await makeFacility(market.database.db, await demoActor(market.database, "provider"));
  await test.step("the rules are changed with the keyboard; the version says what it changed", async () => {
    await signIn("provider");
    await page.goto(`/organization/facilities/${facilityId}/booking-rules`);
    await hydrated(page);
    await write(page, /^每次最短/, "600");
    await press(page, "button", /^发布新规则/);
    await expect(page.getByRole("alert")).toContainText("每次最长：最长时长不能短于最短时长");
    await write(page, /^每次最短/, "30");
    await write(page, /^每次最长/, "120");
    await write(page, /^每人每日/, "3");
    await page.getByLabel("问题（中文）").first().fill("样品是否含磁性成分");
    await page.getByLabel("问题（英文）").first().fill("Is the sample magnetic");
    await page.getByLabel("选项").first().fill("含 Yes\n不含 No");
    await page.getByLabel("必须回答").first().focus();
    await page.keyboard.press("Space");
    await press(page, "button", /^发布新规则/);
    await page.waitForURL(/\/facilities\/[^/]+\?done=rules/);
    await page.goto(`/organization/facilities/${facilityId}/booking-rules`);
    await hydrated(page);
    const changes = page.getByRole("table", { name: "第 2 版" });
    await expect(changes.getByRole("row", { name: /每次最长/ })).toContainText("8 小时2 小时");
    await expect(changes.getByRole("row", { name: /每人每日/ })).toContainText("不限3 小时");
    await expect(changes.getByRole("row")).toHaveCount(4);
    await expectAccessible(page);
  });

  await test.step("a booker with a phone is told before anything is sent, and gets a time that is allowed", async () => {
    await signIn("sme");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(asking(facilityId, 3, 4, "&lang=en"));
    await hydrated(page);
    const told = page.getByRole("alert");
    await expect(told).toContainText("This time cannot be booked");
    await expect(told).toContainText("At most 2 h at a time");
    await expect(told).toContainText("the limit is 3 h");
    await expect(page.getByRole("button", { name: "Book", exact: true })).toHaveCount(0);
    await expectAccessible(page);
    await press(page, "link", /10:00–12:00/);
    await page.waitForURL((url) => url.search !== "" && !url.search.includes("lang=en"));
    await write(page, /^Purpose/, "Fracture surfaces");
    await press(page, "button", /^Book$/);
    await expect(told.first()).toContainText("Please answer what the facility asks: Is the sample magnetic");
    await page.getByRole("radio", { name: "不含 No" }).focus();
    await page.keyboard.press("Space");
    await press(page, "button", /^Book$/);
    await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
    await expect(page.getByRole("main")).toContainText("Is the sample magnetic不含 No");
    await page.goto(asking(facilityId, 3, 2).replaceAll("T10", "T14").replaceAll("T12", "T16"));
    await expect(told).toContainText("2 h are booked in your name that day; the limit is 3 h");
  });

  await test.step("staff see the same reason, and must give theirs", async () => {
    await signIn("provider");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(
      asking(facilityId, 3, 4, "&lang=zh-CN").replaceAll("T10", "T13").replaceAll("T14", "T16"),
    );
    await hydrated(page);
    await write(page, /^为谁预约/, "sme@demo.test");
    await press(page, "button", /^按此核对规则和费用/);
    await page.waitForURL(/for=sme/);
    await expect(page.getByRole("alert")).toContainText("每次最多 2 小时");
    await write(page, /^用途/, "断口形貌观察");
    await press(page, "button", /^确认预约/);
    await expect(page.getByRole("alert").first()).toContainText("每次最多 2 小时");
    await write(page, /^放行理由/, "省重点项目急件");
    await expectAccessible(page);
    await press(page, "button", /^确认预约/);
    await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
    await expect(page.getByRole("main")).toContainText("省重点项目急件");
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    expect(await overriddenIn(market.database, id)).toMatchObject([
      { reason: "省重点项目急件", detail: { overridden: ["question", "too_long", "quota_user_day"] } },
    ]);
  });
});
