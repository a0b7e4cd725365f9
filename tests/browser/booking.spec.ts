import { and, eq } from "drizzle-orm";
import { bookingPolicy } from "#db/schema/booking-policy.ts";
import { z } from "zod";
import { listing } from "#db/schema/catalog.ts";
import { appUser, membership } from "#db/schema/identity.ts";
import { expect, expectAccessible, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { handOf, manners } from "../support/hand.ts";

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

const freeSlots = z.object({ slots: z.array(z.object({ start: z.string() })).min(1) });

/** A free two hours beginning some days ahead, as the forms of the facility write moments. */
async function freeAfter(server: string, facilityId: string, days: number): Promise<[string, string]> {
  const range = [days, days + 20].map((ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString());
  const address = `${server}/api/v1/facilities/${facilityId}/availability?from=${range[0]}&to=${range[1]}&minutes=120`;
  const { slots } = freeSlots.parse(await (await fetch(address)).json());
  const start = new Date(slots[0]?.start ?? "");
  const written = (at: Date) =>
    at.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
  return [written(start), written(new Date(start.getTime() + 7_200_000))];
}

for (const manner of manners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("a facility is found, asked for, approved, moved and declined", async ({ page, signIn, market }) => {
      test.setTimeout(180_000);
      const hand = await handOf(page, manner);
      const { main } = hand;
      const say = (key: string, params = {}) => hand.say(`booking:${key}`, params);
      const english = manner.look.locale === "en";
      await signIn("sme");
      await hand.open("/");
      await page.keyboard.press("/");
      await page.keyboard.insertText("扫描电镜");
      await page.keyboard.press("Enter");
      await page.waitForURL(/q=/);
      // The first page has such links too, which know nothing of the search, and is seen a moment longer than its address.
      const inHangzhou = main.getByRole("link", { name: english ? /^Hangzhou/ : /^杭州/ });
      await hand.press(inHangzhou.and(page.locator("[href*='q=']")).first());
      await page.waitForURL(/region=/);
      const found = english ? /Environmental SEM Quattro S/ : /环境扫描电镜 Quattro S/;
      await hand.press(main.getByRole("link", { name: found }).first());
      await page.waitForURL(/\/facilities\//);
      const facilityId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      await hand.press(main.locator("#times a[href*='/book?']").filter({ visible: true }).first());
      await page.waitForURL(/\/book\?/);
      await hand.write(
        main.getByRole("textbox", { name: say("book.purpose") }).first(),
        "断口形貌观察，样品 2 件",
      );
      const terms = main.locator("input[name=accepted]");
      if (await terms.isVisible()) await hand.tick(terms);
      await expectAccessible(page);
      await hand.press(main.getByRole("button", { name: say("book.submitRequest"), exact: true }));
      await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
      await expect(main).toContainText(say("state.pending"));
      const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";

      const row = main.getByRole("row").filter({ has: page.locator(`a[href="/bookings/${id}"]`) });
      const waiting = async () => {
        await signIn("provider");
        await hand.open("/bookings?tab=waiting");
        await hand.tick(row.getByRole("checkbox"));
      };
      await waiting();
      await hand.press(main.getByRole("button", { name: say("list.approve"), exact: true }));
      await expect(page.getByRole("status")).toContainText(say("list.decided", { count: 1 }));

      // Its booker moves it, which asks the provider anew; this time the answer is no.
      await signIn("sme");
      await hand.open(`/bookings/${id}`);
      await expect(main).toContainText(say("state.confirmed"));
      const [start, end] = await freeAfter(market.server.url, facilityId, 5);
      const moving = await hand.unfold(say("act.reschedule"));
      await hand.write(moving.getByRole("textbox", { name: say("act.newStart") }), start);
      await hand.write(moving.getByRole("textbox", { name: say("act.newEnd") }), end);
      await hand.press(moving.getByRole("button", { name: say("act.reschedule"), exact: true }));
      await expect(page.getByRole("status").first()).toContainText(say("done.reschedule"));
      await expect(main).toContainText(say("state.pending"));
      await expectAccessible(page);

      await waiting();
      const declining = await hand.unfold(say("list.reject"));
      await hand.press(declining.getByRole("button", { name: say("list.reject"), exact: true }));
      await expect(declining.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
      await expectAccessible(page);
      await hand.write(declining.getByRole("textbox"), "当日设备校准");
      await hand.press(declining.getByRole("button", { name: say("list.reject"), exact: true }));
      await expect(page.getByRole("status")).toContainText(say("list.decided", { count: 1 }));
      await hand.open("/bookings?tab=provider&view=past");
      await expect(row).toContainText(say("state.rejected"));

      await signIn("sme");
      await hand.open(`/bookings/${id}`);
      await expect(main).toContainText(say("next.rejected", { reason: "当日设备校准" }));
    });
  });
}

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
