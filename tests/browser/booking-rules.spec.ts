import { and, eq } from "drizzle-orm";
import { booking } from "#db/schema/booking.ts";
import { accessory } from "#db/schema/booking-policy.ts";
import { facilityUnit, opening } from "#db/schema/catalog.ts";
import { researchGroup, researchGroupMember } from "#db/schema/identity.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { daysAhead } from "../support/booking-client.ts";
import { expect, expectAccessible, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { asWritten, demoFacility, freeTime } from "../support/free-time.ts";
import { demoActor } from "../support/demo-actor.ts";
import { handOf, otherManners } from "../support/hand.ts";
import { bookedBy, bookingPage, ownFacility } from "../support/own-facility.ts";

test.setTimeout(180_000);

const overriddenIn = async ({ db }: TestDatabase, id: string) =>
  db
    .select({ reason: auditEntry.reason, detail: auditEntry.detail })
    .from(auditEntry)
    .where(and(eq(auditEntry.entityId, id), eq(auditEntry.transition, "reserve")));

const stateOf = async ({ db }: TestDatabase, id: string) =>
  (await db.select({ state: booking.state }).from(booking).where(eq(booking.id, id)))[0]?.state;

/** The company's researcher works for one more research group, and the facility lends out two stages. */
async function grouped(database: TestDatabase, facilityId: string) {
  const { db } = database;
  const { user, organization } = await demoActor(database, "sme");
  const name = `标定课题组 ${Date.now()}`;
  const [group] = await db
    .insert(researchGroup)
    .values({ organizationId: organization?.id ?? "", name })
    .returning({ id: researchGroup.id });
  const groupId = group?.id ?? "";
  await db.insert(researchGroupMember).values({ groupId, userId: user?.id ?? "" });
  await db.insert(accessory).values({ facilityId, name: "倾斜样品台", stock: 2 });
  return { groupId, name };
}

/** What the manager has set up on the page of a facility's times. */
const setUp = async ({ db }: TestDatabase, facilityId: string) => {
  const [monday] = await db
    .select({ from: opening.fromMinute, to: opening.toMinute })
    .from(opening)
    .where(and(eq(opening.facilityId, facilityId), eq(opening.weekday, 1)));
  const units = await db
    .select({ label: facilityUnit.label })
    .from(facilityUnit)
    .where(eq(facilityUnit.facilityId, facilityId))
    .orderBy(facilityUnit.number);
  return { monday, units: units.map(({ label }) => label) };
};

const said = {
  "zh-CN": { max: "8 小时2 小时", quota: "不限3 小时", left: "当日已约 2 小时，每人每日上限为 3 小时" },
  en: { max: "8 h2 h", quota: "no limit3 h", left: "2 h are booked in your name that day; the limit is 3 h" },
} as const;

for (const manner of otherManners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("a manager sets when a facility is open, what it has, lends out and needs, and closes a time", async ({
      page,
      signIn,
      market: { database, server },
    }) => {
      const hand = await handOf(page, manner);
      const { main, say } = hand;
      const facilityId = await demoFacility(database, "环境扫描电镜 Quattro S");
      const [incomplete, needed] = [await ownFacility(database), await ownFacility(database)];
      const field = (key: string) => main.getByRole("textbox", { name: say(key), exact: true });
      const answered = (words: string) => expect(page.locator(":focus")).toContainText(words);
      const save = async (key: string, told: string, within = main) => {
        await hand.press(within.getByRole("button", { name: say(key) }).last());
        await answered(say(told));
      };
      const day = daysAhead(20, 9).slice(0, 10);
      const monday = field("editor:times.weekday.1");

      // What is refused far up the page is where the keys go on.
      await signIn("provider");
      await hand.open(`/organization/listings/${incomplete}/times`);
      await save("editor:times.saveHours", "problems:not_publishable.title");
      await hand.open(`/organization/listings/${facilityId}/times`);
      for (const wrong of ["8:30-11:30 13:00", "8:30-25:00"]) {
        await hand.write(monday, wrong);
        await save("editor:times.saveHours", "editor:times.weekday.1");
        await expect(monday).toHaveValue(wrong);
      }
      await hand.write(monday, "9:00-17:30");
      await save("editor:times.saveHours", "catalog:done.save");
      await hand.write(field("editor:times.units"), "1 东侧\n2 西侧");
      await save("editor:times.saveUnits", "catalog:done.save");
      expect(await setUp(database, facilityId)).toEqual({
        monday: { from: 540, to: 1050 },
        units: ["东侧", "西侧"],
      });

      // What it costs.
      await hand.open(`/organization/listings/${facilityId}/prices`);
      const amount = main.getByLabel(say("catalog:prices.amount")).first();
      const [yuan, fen] = manner.keys ? ["160", "160.00"] : ["170", "170.00"];
      await hand.write(amount, "1600");
      await hand.press(main.getByRole("button", { name: say("editor:edit.save"), exact: true }));
      await expect(page.getByRole("alert")).toContainText(say("problems:not_publishable.title"));
      await hand.write(amount, yuan);
      await save("editor:edit.save", "catalog:done.save");
      await expect(amount).toHaveValue(fen);
      await expectAccessible(page);
      await hand.open(`/organization/listings/${facilityId}/times`);

      // A date is shut; a unit is closed for maintenance; both are open again.
      await hand.write(field("rules:setup.day"), day);
      await save("rules:setup.saveException", "rules:setup.doneException");
      await expect(main).toContainText(say("rules:setup.shut"));
      await save("rules:setup.asUsual", "rules:setup.doneRemoved");
      await hand.write(field("editor:times.startsAt"), `${day} 10:00`);
      await hand.write(field("editor:times.endsAt"), `${day} 12:00`);
      await hand.tick(main.getByRole("checkbox", { name: /西侧/ }));
      await save("editor:times.add", "catalog:done.closure");
      await expectAccessible(page);
      await save("editor:times.lift", "catalog:done.lift");

      // Whose time is closed is called off, once that is said.
      const { start, end } = await freeTime(server.url, [facilityId], { days: 9, minutes: 120 });
      const times = { start: start.toISOString(), end: end.toISOString() };
      const called = await bookedBy(database, "sme", { facilityId, ...times, unit: 2 });
      await hand.write(field("editor:times.startsAt"), asWritten(start));
      await hand.write(field("editor:times.endsAt"), asWritten(end));
      await hand.tick(main.getByRole("checkbox", { name: /西侧/ }));
      await save("editor:times.add", "problems:closure_taken.title");
      await expect(main.locator(`a[href="/bookings/${called}"]`)).toBeVisible();
      await hand.write(main.locator("#reason"), "更换灯丝");
      await hand.tick(main.getByRole("checkbox", { name: say("editor:times.callOff") }));
      await save("editor:times.add", "catalog:done.closure");
      expect(await stateOf(database, called)).toBe("cancelled");
      await save("editor:times.lift", "catalog:done.lift");

      // What is lent out, and what every use takes up too.
      const [name, stock] = [field("rules:setup.name"), main.getByLabel(say("rules:setup.stock"))];
      await hand.write(name, "倾斜样品台");
      await hand.write(stock, "2");
      await save("rules:setup.addAccessory", "rules:setup.doneSetup", main.locator("#accessories"));
      await expect(name).toHaveValue("");
      await hand.write(main.getByLabel("倾斜样品台"), "3");
      await save("rules:setup.saveStock", "rules:setup.doneSetup");
      await expect(main.getByLabel("倾斜样品台")).toHaveValue("3");
      await hand.choose(main.getByLabel(say("rules:setup.requiredId")), needed);
      await save("rules:setup.require", "rules:setup.doneSetup");
      await expectAccessible(page);
      await save("rules:setup.unrequire", "rules:setup.doneSetup");
      await expect(main).toContainText(say("rules:setup.noRequirements"));
      await save("rules:setup.retire", "rules:setup.doneSetup");
      await expect(main).toContainText(say("rules:setup.noAccessories"));
    });

    test("a manager changes the rules, a booker reads what they refuse, staff allow it with a reason", async ({
      page,
      signIn,
      market: { database },
    }) => {
      const hand = await handOf(page, manner);
      const { main, say } = hand;
      const words = said[manner.look.locale];
      const text = (key: string, params = {}) =>
        main.getByRole("textbox", { name: say(key, params) }).first();
      const button = (key: string) => main.getByRole("button", { name: say(key), exact: true });
      const refused = page.getByRole("alert").first();
      const facilityId = await ownFacility(database);
      const rules = `/organization/facilities/${facilityId}/booking-rules`;

      const group = await grouped(database, facilityId);

      // The rules are changed; the version says what it changed.
      await signIn("provider");
      await hand.open(rules);
      await hand.write(text("rules:name.minMinutes"), "600");
      await hand.press(button("rules:submit"));
      await expect(refused).toContainText(say("problems:field.max_below_min"));
      await hand.write(text("rules:name.minMinutes"), "30");
      await hand.write(text("rules:name.maxMinutes"), "120");
      await hand.write(text("rules:name.quota_user_day"), "3");
      await hand.write(text("rules:question.textZh"), "样品是否含磁性成分");
      await hand.write(text("rules:question.textEn"), "Is the sample magnetic");
      await hand.write(text("rules:question.options"), "含 Yes\n不含 No");
      await hand.tick(main.getByRole("checkbox", { name: say("rules:question.required") }).first());
      const second = main.getByRole("group", { name: say("rules:question.number", { number: 2 }) });
      await hand.write(second.getByRole("textbox", { name: say("rules:question.textZh") }), "样品是否有毒？");
      await hand.choose(second.getByRole("combobox"), "yes_no");
      await hand.press(button("rules:submit"));
      await page.waitForURL(/\/facilities\/[^/]+\?done=rules/);
      await hand.open(rules);
      const changes = main.getByRole("table", { name: say("rules:history.version", { version: 2 }) });
      const change = (rule: string) => changes.getByRole("row", { name: say(`rules:name.${rule}`) });
      await expect(change("maxMinutes")).toContainText(words.max);
      await expect(change("quota_user_day")).toContainText(words.quota);
      await expect(changes.locator("tbody").getByRole("row")).toHaveCount(3);
      await expectAccessible(page);

      // A booker is told before anything is sent, and gets a time that is allowed.
      await signIn("sme");
      await hand.open(bookingPage(facilityId, 3, [10, 14]));
      await expect(refused).toContainText(say("booking:book.foreseen.title"));
      await expect(refused).toContainText(say("problems:rule.too_long", { minutes: 120 }));
      await expect(button("booking:book.submitInstant")).toHaveCount(0);
      await expectAccessible(page);
      await hand.press(main.getByRole("link", { name: /10:00–12:00/ }).first());
      await expect(refused).toHaveCount(0);
      await hand.choose(main.getByLabel(say("booking:book.group")), group.groupId);
      await hand.press(button("booking:book.check"));
      await page.waitForURL(/group=/);
      const stages = main.getByLabel("倾斜样品台");
      await hand.write(stages, "2");
      const question = manner.look.locale === "en" ? "Is the sample magnetic" : "样品是否含磁性成分";
      await hand.write(text("booking:book.purpose"), "断口形貌观察");
      await hand.press(button("booking:book.submitInstant"));
      await expect(refused).toContainText(question);
      await expect(refused).not.toContainText(say("booking:book.noAlternatives"));
      await expect(stages).toHaveValue("2");
      await hand.tick(main.getByRole("radio", { name: "不含 No" }));
      const toxic = main.getByRole("group", { name: "样品是否有毒？" });
      await hand.tick(toxic.getByRole("radio", { name: say("booking:question.no"), exact: true }));
      await hand.press(button("booking:book.submitInstant"));
      await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
      await expect(main).toContainText(`${question}不含 No`);
      await expect(main).toContainText("倾斜样品台 × 2");
      await expect(main).toContainText(group.name);
      await expect(main).toContainText(`样品是否有毒？${say("booking:question.no")}`);
      await hand.open(bookingPage(facilityId, 3, [14, 16]));
      await expect(refused).toContainText(words.left);

      // Staff see the same reason, and must give theirs.
      await signIn("provider");
      await hand.open(bookingPage(facilityId, 3, [13, 16]));
      await hand.write(text("booking:book.forEmail"), "sme@demo.test");
      await hand.press(button("booking:book.check"));
      await page.waitForURL(/for=sme/);
      await expect(refused).toContainText(say("problems:rule.too_long", { minutes: 120 }));
      await hand.write(text("booking:book.purpose"), "断口形貌观察");
      const answer = page.waitForResponse((response) => response.request().method() === "POST");
      await hand.press(button("booking:book.submitInstant"));
      expect((await answer).status()).toBe(422);
      await hand.write(text("booking:book.override"), "省重点项目急件");
      await expectAccessible(page);
      await hand.press(button("booking:book.submitInstant"));
      await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
      await expect(main).toContainText("省重点项目急件");

      // The same where they move it.
      const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      const day = daysAhead(4, 12).slice(0, 10);
      const moving = await hand.unfold(say("booking:act.reschedule"));
      const move = moving.getByRole("button", { name: say("booking:act.reschedule"), exact: true });
      await hand.write(moving.getByRole("textbox", { name: say("booking:act.newStart") }), `${day} 13:00`);
      await hand.write(moving.getByRole("textbox", { name: say("booking:act.newEnd") }), `${day} 16:00`);
      await hand.press(move);
      await expect(refused).toContainText(say("problems:rule.too_long", { minutes: 120 }));
      await hand.write(moving.getByRole("textbox", { name: say("booking:book.override") }), "设备调试顺延");
      await hand.press(move);
      await expect(page.locator(":focus")).toContainText(say("booking:done.reschedule"));
      await expect(main).toContainText("设备调试顺延");

      // And they call it off, with a reason again.
      const calling = await hand.unfold(say("booking:act.callOff"));
      await hand.write(calling.getByRole("textbox"), "电源检修");
      await hand.press(calling.getByRole("button", { name: say("booking:act.callOff"), exact: true }));
      await expect(page.getByRole("status").first()).toContainText(say("booking:done.cancel"));
      expect(await overriddenIn(database, id)).toMatchObject([
        { reason: "省重点项目急件", detail: { overridden: ["question", "too_long", "quota_user_day"] } },
      ]);
    });
  });
}
