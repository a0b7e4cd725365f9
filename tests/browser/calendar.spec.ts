import type { Locator, Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { listing } from "#db/schema/catalog.ts";
import { appUser } from "#db/schema/identity.ts";
import type { Actor } from "#app/domain/context.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { ownChoices } from "#app/domain/notices/choices.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember, wish } from "../support/booking.ts";
import { expect, expectAccessible, hydrated, looks, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { handOf } from "../support/hand.ts";
import { readEvents } from "../support/icalendar.ts";
import { valueOf } from "../support/results.ts";

const longTitle = "超高效液相色谱-离子淌度-高分辨质谱联用仪（含多级质谱解析工作站与自动进样器）";
const longTitleEn =
  "Ultra-high-performance liquid chromatography with ion mobility and high-resolution spectrometry";

/** In a week, `2026-12-03`, in Shanghai. */
const day = new Date(Date.now() + 7 * 86_400_000).toLocaleDateString("en-CA", { timeZone: "Asia/Shanghai" });
const at = (time: string) => new Date(`${day}T${time}:00+08:00`);

let made = 0;

/** Somebody who can be signed in, and reads in this language. */
async function known({ db }: TestDatabase, actor: Actor, locale: "zh-CN" | "en"): Promise<string> {
  const mailbox = `calendar${Date.now()}${++made}`;
  await db
    .update(appUser)
    .set({ email: `${mailbox}@demo.test`, locale })
    .where(eq(appUser.id, actor.user?.id ?? ""));
  return mailbox;
}

/** Staff with eight instruments, one of them with a very long name, and a booker with two bookings on the first day. */
async function scene(database: TestDatabase, locale: "zh-CN" | "en") {
  const { db } = database;
  const [staff, booker] = [
    await makeMember(db, ["facility_manager"], "university"),
    await makeMember(db, ["member"]),
  ];
  const facilities: string[] = [];
  for (let n = 0; n < 8; n += 1) {
    const id = await makeFacility(db, staff, { units: n === 1 ? 2 : 1 });
    const titles = n === 7 ? [longTitle, longTitleEn] : [`质谱仪 ${n + 1} 号`, `Mass spectrometer ${n + 1}`];
    await db.update(listing).set({ titleZh: titles[0], titleEn: titles[1] }).where(eq(listing.id, id));
    facilities.push(id);
  }
  const ctx = contextOf(db, booker, systemClock);
  const book = async (from: string, to: string) => {
    const times = { start: at(from).toISOString(), end: at(to).toISOString() };
    return valueOf(await reserve(ctx, wish(facilities[0] ?? "", from, to, times))).id;
  };
  const [morning, afternoon] = [await book("09:00", "11:00"), await book("14:00", "16:00")];
  const mailboxes = {
    staff: await known(database, staff, locale),
    booker: await known(database, booker, locale),
  };
  return { staff, booker, facilities, morning, afternoon, mailboxes };
}

async function timesOf({ db }: TestDatabase, id: string): Promise<(Date | undefined)[]> {
  const [row] = await db.select().from(booking).where(eq(booking.id, id));
  return [row?.startsAt, row?.endsAt];
}

const words = {
  "zh-CN": {
    views: { timeline: "时间轴", day: "日", week: "周", month: "月" },
    ...{
      confirm: "确认改期",
      keep: "保持原时间",
      taken: "该时段已被预约",
      moved: /已改到/,
      told: /会收到改期通知/,
    },
    ...{ first: "质谱仪 1 号", long: longTitle, none: "还没有仪器设施", agenda: "我的日程" },
    ...{ create: "创建订阅地址", ready: "订阅地址已创建", revoke: /^撤销/, revoked: "订阅地址已撤销" },
    ...{ digest: "每天汇总一封", topic: "预约与使用", save: "保存", saved: "通知方式已保存" },
    ...{ reminders: /^提醒/, week: "提前 1 周", remindMe: "开始前提醒我", three: "提前 3 天" },
    ...{ saveReminders: "保存提醒", reminded: "提醒已保存" },
  },
  en: {
    views: { timeline: "Timeline", day: "Day", week: "Week", month: "Month" },
    ...{
      confirm: "Move it",
      keep: "Leave it",
      taken: /has been booked|taken/i,
      moved: /is now/,
      told: /will be told/,
    },
    ...{ first: "Mass spectrometer 1", long: longTitleEn, none: "No facilities yet", agenda: "My agenda" },
    ...{
      create: "Create an address",
      ready: "Your address is ready",
      revoke: /^Revoke/,
      revoked: "is revoked",
    },
    ...{ digest: "One mail a day", topic: "Bookings and use", save: "Save", saved: "Your choices are saved" },
    ...{
      reminders: /^Reminders/,
      week: "1 week before",
      remindMe: "Remind me of this",
      three: "3 days before",
    },
    ...{ saveReminders: "Save reminders", reminded: "reminders for this booking have been saved" },
  },
} as const;

const bar = (page: Page, id: string): Locator => page.locator(`a.board-bar[href="/bookings/${id}"]`);

/** Drags a bar along the hours, in the middle of what is shown of it. */
async function drag(page: Page, what: Locator, by: number): Promise<void> {
  const box = await what.boundingBox();
  if (!box) throw new Error("not on the board");
  const [x, y] = [box.x + box.width / 3, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by / 2, y, { steps: 4 });
  await page.mouse.move(x + by, y, { steps: 4 });
  await page.mouse.up();
}

for (const look of looks) {
  const w = words[look.locale];

  test.describe(`calendars, ${look.locale}`, () => {
    test.use(look);

    test("staff see all instruments in every view, and move bookings by pointer and by keys", async ({
      page,
      signIn,
      market: { database },
    }) => {
      const { morning, afternoon, mailboxes } = await scene(database, look.locale);
      await signIn(mailboxes.staff);
      await page.goto(`/organization/calendar?view=day&date=${day}`);
      await hydrated(page);
      await expect(page.getByRole("rowheader")).toHaveCount(9);
      await expect(page.getByRole("rowheader", { name: w.long })).toBeVisible();
      await expectAccessible(page);

      // Onto the other one: refused, and nothing has changed.
      const [from, to] = [await bar(page, morning).boundingBox(), await bar(page, afternoon).boundingBox()];
      const hour = ((to?.x ?? 0) - (from?.x ?? 0)) / 5;
      await drag(page, bar(page, morning), 5 * hour);
      const dialog = page.getByRole("dialog");
      await expect(dialog).toContainText(w.told);
      await dialog.getByRole("button", { name: w.confirm }).click();
      await expect(dialog.getByRole("alert")).toContainText(w.taken);
      await expectAccessible(page);
      await dialog.getByRole("button", { name: w.keep }).click();
      await expect(dialog).toHaveCount(0);
      expect(await timesOf(database, morning)).toEqual([at("09:00"), at("11:00")]);

      // By an hour, by the pointer.
      await drag(page, bar(page, morning), hour);
      await dialog.getByRole("button", { name: w.confirm }).click();
      await expect(page.getByRole("status").filter({ hasText: w.moved })).toBeVisible();
      expect(await timesOf(database, morning)).toEqual([at("10:00"), at("12:00")]);

      // Its end alone, by its edge.
      await drag(page, bar(page, morning).locator("[data-edge]"), hour);
      await dialog.getByRole("button", { name: w.confirm }).click();
      await expect(page.getByRole("status").filter({ hasText: w.moved })).toContainText("10:00–13:00");
      expect(await timesOf(database, morning)).toEqual([at("10:00"), at("13:00")]);

      // By keys: lifted and put back.
      const lift = async (...keys: string[]) => {
        await bar(page, afternoon).focus();
        for (const key of ["Space", ...keys]) await page.keyboard.press(key);
      };
      await lift("ArrowRight");
      await expect(page.getByRole("status").filter({ hasText: "14:30" })).toHaveCount(1);
      await page.keyboard.press("Escape");
      await expect(bar(page, afternoon)).toBeFocused();

      // Onto the other one: refused, and left where it was.
      await lift(...Array<string>(6).fill("ArrowLeft"), "Enter");
      await expect(dialog).toContainText("11:00–13:00");
      await dialog.getByRole("button", { name: w.confirm }).press("Enter");
      await expect(dialog.getByRole("alert")).toContainText(w.taken);
      await dialog.getByRole("button", { name: w.keep }).press("Enter");
      await expect(bar(page, afternoon)).toBeFocused();

      // Half an hour later and half an hour longer; what was moved keeps the focus.
      await lift("ArrowRight", "Shift+ArrowRight", "Enter");
      await expect(dialog).toContainText("14:30–17:00");
      await dialog.getByRole("button", { name: w.confirm }).press("Enter");
      await expect(page.getByRole("status").filter({ hasText: w.moved })).toContainText("14:30–17:00");
      await expect(bar(page, afternoon)).toBeFocused();
      expect(await timesOf(database, afternoon)).toEqual([at("14:30"), at("17:00")]);

      for (const view of ["week", "month", "timeline"] as const) {
        await page.getByRole("link", { name: w.views[view], exact: true }).click();
        await page.waitForURL(`**view=${view}**`);
        await expect(page.getByRole("table").locator(`a[href="/bookings/${afternoon}"]`)).toBeVisible();
        await expectAccessible(page);
      }

      // To the next day, by either; on a Sunday, after which the week ends, to the day before.
      const ahead = new Date(at("12:00")).getUTCDay() === 0 ? -1 : 1;
      const cell = await page.getByRole("table").locator("td").first().boundingBox();
      await drag(page, bar(page, morning), ahead * (cell?.width ?? 0));
      await expect(dialog).toContainText("10:00–13:00");
      await dialog.getByRole("button", { name: w.keep }).click();
      await expect(dialog).toHaveCount(0);
      await lift(ahead > 0 ? "ArrowDown" : "ArrowUp", "Enter");
      await dialog.getByRole("button", { name: w.confirm }).press("Enter");
      await expect(page.getByRole("status").filter({ hasText: w.moved })).toContainText("14:30–17:00");
      await expect(bar(page, afternoon)).toBeFocused();
      const [start] = await timesOf(database, afternoon);
      expect(start).toEqual(new Date(at("14:30").getTime() + ahead * 86_400_000));
    });

    test("a person has their agenda, calendar address and notices on a phone, by keyboard", async ({
      page,
      signIn,
      market: { database },
    }) => {
      const viewport = { width: 390, height: 844 };
      const hand = await handOf(page, { name: "", keys: true, look: { ...look, viewport } });
      const { main, say } = hand;
      const { booker, facilities, morning, mailboxes } = await scene(database, look.locale);
      await page.setViewportSize(viewport);
      await signIn(mailboxes.booker);
      await hand.open("/account/agenda");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(w.agenda);
      await expect(main.getByRole("link", { name: w.first })).toHaveCount(2);
      await expectAccessible(page);

      await hand.open("/account/calendar");
      await hand.press(main.getByRole("button", { name: w.create }));
      const ready = page.getByRole("status").filter({ hasText: w.ready });
      await expect(ready).toBeVisible();
      const address = /http\S+\.ics/.exec((await ready.textContent()) ?? "")?.[0] ?? "";
      await expectAccessible(page);
      const read = async () => page.request.get(new URL(new URL(address).pathname, page.url()).href);
      const answer = await read();
      expect(answer.headers()["content-type"]).toContain("text/calendar");
      const events = [...readEvents(await answer.text()).values()];
      expect(events.map(({ start }) => start)).toContain(at("09:00").toISOString());
      await hand.press(main.getByRole("button", { name: w.revoke }));
      await expect(page.getByRole("status").filter({ hasText: w.revoked })).toBeVisible();
      expect((await read()).status()).toBe(404);

      await hand.open("/account/notices/choices");
      await hand.tick(main.getByRole("group", { name: w.topic }).getByLabel(w.digest));
      await hand.tick(main.getByRole("group", { name: w.reminders }).getByLabel(w.week));
      await expectAccessible(page);
      await hand.press(main.getByRole("button", { name: w.save, exact: true }));
      await expect(page.getByRole("status").filter({ hasText: w.saved })).toBeVisible();
      expect((await ownChoices(contextOf(database.db, booker))).booking).toBe("digest");

      // One booking is to be heard of otherwise than all.
      await hand.open(`/bookings/${morning}`);
      const boxes = main.getByRole("group", { name: w.remindMe });
      await expect(boxes.getByLabel(w.week)).toBeChecked();
      await hand.tick(boxes.getByLabel(w.three));
      await expectAccessible(page);
      await hand.press(main.getByRole("button", { name: w.saveReminders }));
      await expect(page.getByRole("status").filter({ hasText: w.reminded })).toBeVisible();
      await expect(boxes.getByLabel(w.three)).toBeChecked();
      const [own] = await database.db.select().from(booking).where(eq(booking.id, morning));
      expect(own?.reminders?.toSorted()).toEqual([10_080, 1440, 4320, 60].toSorted());

      // The staff's board, a day at a time, leads to a booking that they move; one without instruments says what will be there.
      await signIn(mailboxes.staff);
      await hand.open(`/organization/calendar?date=${day}`);
      const listed = page.locator(`li a[href="/bookings/${morning}"]`);
      await expect(listed).toBeVisible();
      await expectAccessible(page);
      await hand.press(listed);
      await page.waitForURL(`**/bookings/${morning}`);
      const moving = await hand.unfold(say("booking:act.reschedule"));
      await hand.write(moving.getByRole("textbox", { name: say("booking:act.newStart") }), `${day} 11:00`);
      await hand.write(moving.getByRole("textbox", { name: say("booking:act.newEnd") }), `${day} 13:00`);
      await hand.press(moving.getByRole("button", { name: say("booking:act.reschedule"), exact: true }));
      await expect(page.getByRole("status").first()).toContainText(say("booking:done.reschedule"));
      expect(await timesOf(database, morning)).toEqual([at("11:00"), at("13:00")]);
      await expectAccessible(page);

      // A facility has its address too, which may leave names out.
      await hand.open(`/organization/listings/${facilities[0]}/feeds`);
      await hand.tick(main.getByRole("radio", { name: say("calendar:subscribe.busyOnly") }));
      await hand.press(main.getByRole("button", { name: w.create }));
      await expect(ready).toBeVisible();
      const shared = /http\S+\.ics/.exec((await ready.textContent()) ?? "")?.[0] ?? "";
      const busy = await page.request.get(new URL(new URL(shared).pathname, page.url()).href);
      expect([...readEvents(await busy.text()).values()].map(({ start }) => start)).toContain(
        at("11:00").toISOString(),
      );
      await hand.press(main.getByRole("button", { name: w.revoke }));
      await expect(page.locator(":focus")).toContainText(w.revoked);
      expect((await page.request.get(new URL(new URL(shared).pathname, page.url()).href)).status()).toBe(404);
      const newcomer = await makeMember(database.db, ["facility_manager"], "university");
      await signIn(await known(database, newcomer, look.locale));
      await page.goto("/organization/calendar");
      await expect(page.getByText(w.none)).toBeVisible();
    });
  });
}
