import { eq } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { voucherHold } from "#db/schema/vouchers.ts";
import { expect, expectAccessible, test } from "../support/browser.ts";
import { asWritten, demoFacility, freeTime } from "../support/free-time.ts";
import { handOf, otherManners } from "../support/hand.ts";
import { bookedBy } from "../support/own-facility.ts";

const sem = "热场发射扫描电镜 Sigma 500（带电子背散射衍射）";
const rheometer = "旋转流变仪 MCR 302e";

for (const manner of otherManners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("two facilities are found, booked together and cancelled together", async ({
      page,
      signIn,
      market,
    }) => {
      const hand = await handOf(page, manner);
      const { main } = hand;
      const say = (key: string, params = {}) => hand.say(`together:${key}`, params);
      const button = (name: string | RegExp) => main.getByRole("button", { name }).first();
      await signIn("sme");
      const { database, server } = market;
      const [id, other] = [await demoFacility(database, sem), await demoFacility(database, rheometer)];
      // A time at which somebody else has the second of them.
      const { start, end } = await freeTime(server.url, [id, other], { days: 3, minutes: 60 });
      const taken = { start: start.toISOString(), end: end.toISOString() };
      await bookedBy(database, "dachen", { facilityId: other, ...taken });
      await hand.open(`/facilities/${id}`);
      await hand.press(main.getByRole("link", { name: say("link") }));
      await page.waitForURL(/together/);
      await hand.write(main.getByRole("textbox", { name: say("from") }).first(), asWritten(start));
      await hand.write(main.getByRole("textbox", { name: say("to") }).first(), asWritten(end));
      await hand.press(main.getByRole("button", { name: say("look"), exact: true }));
      await page.waitForURL(/start=/);
      await hand.write(main.getByLabel(say("find")), "旋转流变仪");
      await hand.press(main.getByRole("button", { name: say("search"), exact: true }));
      await hand.press(button(/^(加入：|Add: ).*MCR 302e/));
      const free = main.getByText(hand.say("booking:repeat.possible"), { exact: true });
      await expect(free).toHaveCount(1);
      await hand.press(main.getByText(say("common")).locator("..").getByRole("link").first());
      await expect(free).toHaveCount(2);
      await expectAccessible(page);
      const purpose = main.locator("textarea[name=purpose]");
      await hand.write(purpose, "断口形貌及其流变");
      // A voucher pays for the first of them.
      await hand.tick(main.getByRole("radio", { name: /(: pays|：抵扣) ¥/ }).first());
      const send = button(/(Send|Book) all 2|(提交|预约)全部 2 项/);
      await hand.press(send);
      // Terms that were not accepted are a reason of each facility.
      await expect(page.getByRole("alert").first()).toContainText(
        hand.say("problems:bundle_refused.title", { count: 2 }),
      );
      await expect(purpose).toHaveValue("断口形貌及其流变");
      for (const terms of await main.locator("input[type=checkbox][name*=accepted]").all())
        await hand.tick(terms);
      await hand.press(send);
      await expect(page.getByRole("status")).toContainText(say("done.made"));
      const bundle = new URL(page.url()).pathname;
      await expectAccessible(page);
      await hand.press(main.getByRole("link", { name: /Sigma 500/ }).first());
      await expect(main.getByRole("heading", { name: say("bundle.with") })).toBeVisible();
      await expectAccessible(page);
      await hand.press(main.getByRole("link", { name: say("bundle.link") }));
      await hand.press(main.getByRole("link", { name: say("bundle.cancel") }));
      await expect(main).toContainText(hand.say("booking:series.free"));
      await hand.press(button(hand.say("booking:series.doCancel", { free: 2 })));
      await expect(page.getByRole("status")).toContainText(say("done.cancel"));
      const rows = await market.database.db
        .select({ state: booking.state, voucher: voucherHold.state })
        .from(booking)
        .leftJoin(voucherHold, eq(voucherHold.causeId, booking.id))
        .where(eq(booking.bundleId, bundle.split("/").at(-1) ?? ""));
      expect(rows.map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
      expect(rows.map(({ voucher: hold }) => hold).filter((hold) => hold !== null)).toEqual(["released"]);
    });
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("what is in the way is said part by part, and a time that suits all is one press away", async ({
    page,
    signIn,
    market,
  }) => {
    await signIn("sme");
    const ids = [sem, rheometer].map((title) => demoFacility(market.database, title));
    const query = (await Promise.all(ids)).map((id) => `id=${id}`).join("&");
    await page.goto(`/compare?${query}`);
    await page.getByRole("link", { name: "一并预约这些设施" }).click();
    await page.getByLabel("开始时间").first().fill("2020-01-01 09:00");
    await page.getByLabel("结束时间").first().fill("2020-01-01 10:00");
    await page.getByRole("button", { name: "核对各项" }).click();
    await expect(page.getByRole("main")).toContainText("各项均可预约后");
    await expect(page.getByRole("listitem").filter({ hasText: "不符合规则" })).toHaveCount(2);
    await page.getByText("各项设施同时空闲的时段").locator("..").getByRole("link").last().click();
    await expect(page.getByRole("button", { name: /全部 2 项/ })).toBeVisible();
  });
});
