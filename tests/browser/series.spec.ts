import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { booking } from "#db/schema/booking.ts";
import { voucherHold } from "#db/schema/vouchers.ts";
import { expect, expectAccessible, type Market, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { demoFacility } from "../support/free-time.ts";
import { chineseDesk, type Hand, handOf, manners } from "../support/hand.ts";

const freeSlots = z.object({ slots: z.array(z.object({ start: z.string(), end: z.string() })).min(1) });

const weekMs = 7 * 86_400_000;

/** Starts of the free times of 90 minutes within three weeks from some days ahead, in milliseconds. */
async function freeStarts(server: string, facilityId: string): Promise<Set<number>> {
  const now = Date.now();
  const [from, to] = [now + 3 * 86_400_000, now + 4 * weekMs].map((time) => new Date(time).toISOString());
  const free = await fetch(
    `${server}/api/v1/facilities/${facilityId}/availability?from=${from}&to=${to}&minutes=90`,
  );
  return new Set(freeSlots.parse(await free.json()).slots.map(({ start }) => Date.parse(start)));
}

/** The page that books an hour, free in three weeks and with half an hour behind it that is free too: it becomes longer. */
async function bookingOf(server: string, facilityId: string): Promise<string> {
  const starts = await freeStarts(server, facilityId);
  const start = [...starts].find((time) => starts.has(time + weekMs) && starts.has(time + 2 * weekMs));
  if (!start) throw new Error("no time is free three weeks in a row");
  const [begins, ends] = [start, start + 3_600_000].map((time) => new Date(time).toISOString());
  return `/facilities/${facilityId}/book?start=${begins}&end=${ends}`;
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

/** Looks at three weeks of a time and sends them. Returns the series. */
async function repeatThreeTimes(hand: Hand, titled: string, market: Market, voucher?: RegExp) {
  const { page, main } = hand;
  const say = (key: string, params = {}) => hand.say(`booking:${key}`, params);
  const facilityId = await demoFacility(market.database, titled);
  await hand.open(await bookingOf(market.server.url, facilityId));
  await hand.press(main.getByRole("link", { name: say("repeat.link") }));
  await page.waitForURL(/repeat/);
  await hand.write(main.getByRole("textbox", { name: say("repeat.count"), exact: true }), "3");
  await hand.press(main.getByRole("button", { name: say("repeat.look") }));
  await expect(main.getByRole("table", { name: say("repeat.times") }).getByRole("row")).toHaveCount(4);
  await hand.write(main.getByLabel(say("book.purpose")), "每周固定观察一批样品");
  if (voucher) await hand.tick(main.getByRole("radio", { name: voucher }).first());
  const terms = main.locator("input[name=accepted]");
  if (await terms.isVisible()) await hand.tick(terms);
  const send = ["repeat.send", "repeat.sendRequest"].map((key) =>
    main.getByRole("button", { name: say(key, { free: 3 }), exact: true }),
  );
  await hand.press(send.reduce((one, other) => one.or(other)));
  await page.waitForURL(/\/booking-series\//);
  await expect(main).toContainText(say("series.done.made"));
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Length and user of each, in order. */
async function timesOf({ db }: TestDatabase, seriesId: string) {
  const rows = await db
    .select()
    .from(booking)
    .where(eq(booking.seriesId, seriesId))
    .orderBy(asc(booking.startsAt));
  return rows.map(({ startsAt, endsAt, userId }) => ({
    minutes: (endsAt.getTime() - startsAt.getTime()) / 60_000,
    userId,
  }));
}

for (const manner of manners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("a time that repeats is looked at, booked, moved from one on, handed on and given up", async ({
      page,
      signIn,
      market,
    }) => {
      test.setTimeout(150_000);
      const hand = await handOf(page, manner);
      const { main } = hand;
      const say = (key: string, params = {}) => hand.say(`booking:${key}`, params);
      const { database } = market;
      await signIn("sme");
      const title = "热场发射扫描电镜 Sigma 500（带电子背散射衍射）";
      const id = await repeatThreeTimes(hand, title, market, /(：每次抵扣|: pays) ¥/);
      expect(await holdsOf(database, id)).toEqual(["reserved", "reserved", "reserved"]);
      await expectAccessible(page);
      const section = (key: string) =>
        main.locator("section").filter({ has: page.getByRole("heading", { name: say(key), exact: true }) });

      // The second and third become longer.
      await hand.press(main.locator("[data-row-link]").nth(1));
      await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
      await hand.press(main.getByRole("link", { name: say("series.link") }));
      await page.waitForURL(/from=/);
      const retime = section("series.retime");
      await expect(retime.getByLabel(say("series.which"))).not.toHaveValue("");
      await hand.write(retime.getByLabel(say("series.length")), "90");
      await hand.press(retime.getByRole("button", { name: say("series.look") }));
      await page.waitForURL(/act=retime/);
      await expectAccessible(page);
      await hand.press(main.getByRole("button", { name: say("series.doRetime", { free: 2 }) }));
      await expect(page.getByRole("status")).toContainText(say("series.done.retime"));
      const before = await timesOf(database, id);
      expect(before.map(({ minutes }) => minutes)).toEqual([60, 90, 90]);

      // The second and third are given up, and with them what the voucher had set aside.
      const cancel = section("series.cancel");
      const second = await cancel.locator("select option").nth(1).getAttribute("value");
      await hand.choose(cancel.getByLabel(say("series.which")), second ?? "");
      await hand.press(cancel.getByRole("button", { name: say("series.look") }));
      await page.waitForURL(/act=cancel/);
      await expect(main).toContainText(say("series.free"));
      await expectAccessible(page);
      await hand.press(main.getByRole("button", { name: say("series.doCancel", { free: 2 }) }));
      await expect(page.getByRole("status")).toContainText(say("series.done.cancel"));
      expect((await statesOf(database, id)).slice(1)).toEqual(["cancelled", "cancelled"]);
      expect(await holdsOf(database, id)).toEqual(["reserved", "released", "released"]);

      // A colleague takes the first.
      await hand.press(main.locator("[data-row-link]").nth(0));
      await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
      const transfer = await hand.unfold(say("act.transfer"));
      const colleague = await transfer.locator("select option").nth(1).getAttribute("value");
      await hand.choose(transfer.locator("select"), colleague ?? "");
      await hand.press(transfer.getByRole("button", { name: say("act.transfer"), exact: true }));
      await expect(page.getByRole("status").first()).toContainText(say("done.transfer"));
      await expectAccessible(page);
      const after = await timesOf(database, id);
      expect(after.map(({ userId }) => userId === before[0]?.userId)).toEqual([false, true, true]);
      expect((await statesOf(database, id))[0]).toMatch(/confirmed|pending/);
    });
  });
}

test.describe("without JavaScript, on a phone", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test("a time that repeats is booked and cancelled as a whole", async ({ page, signIn, market }) => {
    await signIn("sme");
    const hand = await handOf(page, chineseDesk, { scripts: false });
    const id = await repeatThreeTimes(hand, "旋转流变仪 MCR 302e", market);
    await page.getByRole("button", { name: "查看结果" }).last().click();
    await page.getByRole("button", { name: "取消 3 次预约" }).click();
    await expect(page.getByRole("main")).toContainText("所选各次已取消");
    expect(await statesOf(market.database, id)).toEqual(["cancelled", "cancelled", "cancelled"]);
  });
});
