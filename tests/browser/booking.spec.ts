import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { facility } from "#db/schema/catalog.ts";
import { shortCode } from "#app/domain/short-code.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import { asWritten, freeTime, weekOf } from "../support/free-time.ts";
import { handOf, manners } from "../support/hand.ts";
import { readEvents } from "../support/icalendar.ts";
import { bookedBy, ownFacility } from "../support/own-facility.ts";

for (const manner of manners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("a facility is found, asked for, approved, handed on, moved and declined", async ({
      page,
      signIn,
      market,
    }) => {
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
      const { server } = market;
      const wanted = await freeTime(server.url, [facilityId], { days: 3, minutes: 120 });
      const week = weekOf(facilityId, wanted);
      await hand.open(week.page);
      await hand.press(main.locator(week.link).filter({ visible: true }).first());
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

      // Two requests wait: one is chosen in the list, this one is opened.
      const row = (of: string) =>
        main.getByRole("row").filter({ has: page.locator(`a[href="/bookings/${of}"]`) });
      const alsoAsked = async (days: number) => {
        const { start, end } = await freeTime(server.url, [facilityId], { days, minutes: 120 });
        const times = { start: start.toISOString(), end: end.toISOString() };
        return bookedBy(market.database, "sme", { facilityId, ...times });
      };
      const waiting = async (chosen: string) => {
        await signIn("provider");
        await hand.open("/bookings?tab=waiting");
        await hand.tick(row(chosen).getByRole("checkbox"));
      };
      const opened = async () => {
        await hand.press(row(id).getByRole("link").first());
        await page.waitForURL(`**/bookings/${id}`);
      };
      const done = page.getByRole("status").first();
      const unfolded = async (key: string) => {
        const act = await hand.unfold(new RegExp(`^${say(key)}$`));
        return { act, press: () => hand.press(act.getByRole("button", { name: say(key), exact: true })) };
      };
      const other = await alsoAsked(7);
      await waiting(other);
      await hand.press(main.getByRole("button", { name: say("list.approve"), exact: true }));
      await expect(done).toContainText(say("list.decided", { count: 1 }));
      await opened();
      const approving = await unfolded("act.approve");
      await approving.press();
      await expect(done).toContainText(say("done.approve"));
      await expect(page.locator(":focus")).toContainText(say("done.approve"));
      await expect(main).toContainText(say("state.confirmed"));

      // The staff are told that somebody else comes.
      const changing = await unfolded("act.changeUser");
      const address = changing.act.getByRole("textbox", { name: say("act.colleagueEmail") });
      await hand.write(address, "provider@demo.test");
      await changing.press();
      await expect(changing.act).toContainText(hand.say("problems:field.no_colleague"));
      await expectAccessible(page);
      await hand.write(address, "engineer@demo.test");
      await changing.press();
      await expect(done).toContainText(say("done.changeUser"));
      await expect(main).toContainText("温晓岚");

      // Its user moves it, which asks the provider anew; this time the answer is no.
      await signIn("engineer");
      await hand.open(`/bookings/${id}`);
      await expect(main).toContainText(say("state.confirmed"));
      const download = page.waitForEvent("download");
      await hand.press(main.getByRole("link", { name: hand.say("calendar:subscribe.download") }));
      const kept = readEvents(await readFile(await (await download).path(), "utf8"));
      expect([...kept.values()].map(({ start }) => start)).toEqual([wanted.start.toISOString()]);
      const later = await freeTime(server.url, [facilityId], { days: 5, minutes: 120 });
      const moving = await hand.unfold(say("act.reschedule"));
      await hand.write(moving.getByRole("textbox", { name: say("act.newStart") }), asWritten(later.start));
      await hand.write(moving.getByRole("textbox", { name: say("act.newEnd") }), asWritten(later.end));
      await hand.press(moving.getByRole("button", { name: say("act.reschedule"), exact: true }));
      await expect(done).toContainText(say("done.reschedule"));
      await expect(main).toContainText(say("state.pending"));
      await expectAccessible(page);

      const third = await alsoAsked(9);
      await waiting(third);
      const declining = await hand.unfold(say("list.reject"));
      await hand.press(declining.getByRole("button", { name: say("list.reject"), exact: true }));
      await expect(declining.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
      await expectAccessible(page);
      await hand.write(declining.getByRole("textbox"), "当日设备校准");
      await hand.press(declining.getByRole("button", { name: say("list.reject"), exact: true }));
      await expect(done).toContainText(say("list.decided", { count: 1 }));
      await expect(row(third)).toHaveCount(0);
      await opened();
      const rejecting = await unfolded("act.reject");
      await rejecting.press();
      const reason = rejecting.act.getByRole("textbox", { name: say("act.reason") });
      await expect(reason).toHaveAttribute("aria-invalid", "true");
      await hand.write(reason, "当日停电检修");
      await rejecting.press();
      await expect(done).toContainText(say("done.reject"));
      await hand.open("/bookings?tab=provider&view=past");
      for (const declined of [id, third]) await expect(row(declined)).toContainText(say("state.rejected"));
      // Somebody calls about the other one and says its number.
      const searching = main.getByRole("search");
      await hand.write(searching.getByRole("textbox"), shortCode(third).toLowerCase());
      await hand.press(searching.getByRole("button"));
      await expect(row(id)).toHaveCount(0);
      await expect(row(third)).toContainText(shortCode(third));
      await expectAccessible(page);

      await signIn("engineer");
      await hand.open(`/bookings/${id}`);
      await expect(main).toContainText(say("next.rejected", { reason: "当日停电检修" }));
    });
  });
}

const withTerms = { rules: { terms: "一、样品成分与危险性须如实填写。", termsVersion: 2 } };

test("a refused time names what is free instead, as a button", async ({ page, signIn, market }) => {
  const facilityId = await ownFacility(market.database);
  await signIn("sme");
  await page.goto(`/facilities/${facilityId}/book?start=2026-01-03T06:10:00Z&end=2026-01-03T08:10:00Z`);
  await expect(page.getByRole("alert")).toContainText("开始时间已过");
  await expect(page.getByRole("button", { name: "确认预约" })).toHaveCount(0);
  // The latest of them: the earliest may be too near by the time it is pressed.
  await page
    .getByRole("alert")
    .getByRole("link", { name: /20\d\d/ })
    .last()
    .click();
  await page.waitForURL((url) => !url.search.includes("2026-01-03"));
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "确认预约" })).toBeVisible();
});

test("a new time that the facility's clocks show twice asks which is meant", async ({
  page,
  signIn,
  market,
}) => {
  const { database, server } = market;
  const facilityId = await ownFacility(database);
  const { start, end } = await freeTime(server.url, [facilityId], { days: 3, minutes: 60 });
  const times = { start: start.toISOString(), end: end.toISOString() };
  const id = await bookedBy(database, "sme", { facilityId, ...times });
  const london = { timezone: "Europe/London" };
  await database.db.update(facility).set(london).where(eq(facility.listingId, facilityId));
  await signIn("sme");
  await page.goto(`/bookings/${id}`);
  await hydrated(page);
  await page.getByText("改期", { exact: true }).first().click();
  const form = page.locator("form").filter({ has: page.locator("input[value=reschedule]") });
  await form.getByRole("textbox", { name: "新的开始时间" }).fill("2027-10-31 01:30");
  await form.getByRole("textbox", { name: "新的结束时间" }).fill("2027-10-31 03:00");
  await form.getByRole("button", { name: "改期" }).click();
  await expect(form).toContainText("请选择是哪一个时间");
  await form.getByRole("radio", { name: /GMT$/ }).check();
  await form.getByRole("button", { name: "改期" }).click();
  await expect(form).not.toContainText("请选择是哪一个时间");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a facility is booked, refused without its terms, and cancelled", async ({ page, signIn, market }) => {
    const facilityId = await ownFacility(market.database, withTerms);
    const wanted = await freeTime(market.server.url, [facilityId], { days: 2, minutes: 60 });
    const week = weekOf(facilityId, wanted);
    await signIn("sme");
    await page.goto(`${week.page}&view=list`);
    await page.locator(week.link).last().click();
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
