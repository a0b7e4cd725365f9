import { and, eq } from "drizzle-orm";
import { markNoShow } from "#app/domain/booking/check-in.server.ts";
import { bookSeat } from "#app/domain/qualification/book-seat.server.ts";
import { planSession } from "#app/domain/qualification/plan-session.server.ts";
import { fixedClock, systemClock } from "#app/runtime/clock.ts";
import { facilityBlock, violation } from "#db/schema/conduct.ts";
import { qualificationType, trainingSession } from "#db/schema/qualification.ts";
import { daysAhead } from "../support/booking-client.ts";
import { expect, expectAccessible, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { demoActor } from "../support/demo-actor.ts";
import { handOf, manners, otherManners } from "../support/hand.ts";
import { bookedBy, bookingPage, ownFacility } from "../support/own-facility.ts";
import { valueOf } from "../support/results.ts";

test.setTimeout(180_000);

const record = {
  name: "考核记录.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.7\n考核记录\n%%EOF"),
};

/** The training of a qualification has begun an hour ago; others took a seat in it too. Returns its id. */
async function begun(database: TestDatabase, nameZh: string, others: readonly string[]): Promise<string> {
  const { db } = database;
  const [type] = await db.select().from(qualificationType).where(eq(qualificationType.nameZh, nameZh));
  const ofType = eq(trainingSession.typeId, type?.id ?? "");
  const [session] = await db.select({ id: trainingSession.id }).from(trainingSession).where(ofType);
  if (!session) throw new Error("no training was planned");
  for (const mailbox of others) {
    const ctx = { db, clock: systemClock, actor: await demoActor(database, mailbox) };
    valueOf(await bookSeat(ctx, session.id));
  }
  await db
    .update(trainingSession)
    .set({ startsAt: new Date(Date.now() - 3_600_000) })
    .where(ofType);
  return session.id;
}

/** The day, a week ahead or later, on which Britain's clocks go back: the last Sunday of October. */
function nightOfTwoHours(now = Date.now() + 7 * 86_400_000): string {
  const year = new Date(now).getUTCFullYear();
  const sundays = [year, year + 1].map((one) => {
    const last = new Date(Date.UTC(one, 9, 31));
    return last.getTime() - last.getUTCDay() * 86_400_000;
  });
  return new Date(sundays.find((sunday) => sunday > now) ?? now).toISOString().slice(0, 10);
}

/** Another training of the qualification on that page, in a week. Returns its page. */
async function planned(database: TestDatabase, typePage: string): Promise<string> {
  const ctx = { db: database.db, clock: systemClock, actor: await demoActor(database, "provider") };
  const [startsAt, endsAt] = [new Date(daysAhead(7, 9)), new Date(daysAhead(7, 11))];
  const session = { startsAt, endsAt, timezone: "Asia/Shanghai", place: "201", seats: 5, note: "" };
  return `/organization/trainings/${valueOf(await planSession(ctx, typePage.split("/").at(-1) ?? "", session))}`;
}

const dayMs = 86_400_000;

/** Somebody booked an hour of the day before yesterday and did not come. */
async function missed(database: TestDatabase, mailbox: string, facilityId: string, hour: number) {
  const [start, end] = [daysAhead(-2, hour), daysAhead(-2, hour + 1)];
  const id = await bookedBy(database, mailbox, { facilityId, start, end }, new Date(Date.now() - 5 * dayMs));
  const clock = fixedClock(new Date(Date.parse(start) + 600_000));
  valueOf(await markNoShow({ db: database.db, clock, actor: await demoActor(database, "provider") }, id));
  const [row] = await database.db.select().from(violation).where(eq(violation.bookingId, id));
  if (!row) throw new Error("nothing was recorded");
  return row;
}

const stateOf = async ({ db }: TestDatabase, id: string) =>
  (await db.select().from(violation).where(eq(violation.id, id)))[0]?.state;

/** What follows at a facility from what somebody has done, once the staff agree. */
async function proposed({ db }: TestDatabase, { facilityId, userId }: typeof violation.$inferSelect) {
  const [row] = await db
    .select({ id: facilityBlock.id })
    .from(facilityBlock)
    .where(and(eq(facilityBlock.facilityId, facilityId), eq(facilityBlock.userId, userId)));
  if (!row) throw new Error("nothing is proposed");
  return row.id;
}

for (const manner of otherManners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("a qualification is defined, asked for, trained for, proved by its record and judged at a booking", async ({
      page,
      signIn,
      market: { database },
    }) => {
      const hand = await handOf(page, manner);
      const { main, say } = hand;
      const { locale } = manner.look;
      const names = { zh: `离子研磨上机（${locale}）`, en: `Ion mill (${locale})` };
      const name = locale === "en" ? names.en : names.zh;
      const button = (key: string, params = {}) =>
        main.getByRole("button", { name: say(key, params), exact: true });
      const done = page.getByRole("status");
      const facilityId = await ownFacility(database, {
        ...{ ways: ["self_use", "assisted"], zone: "Europe/London", hours: [0, 1440] },
      });

      // The manager says what it takes, plans a training and asks for it.
      await signIn("provider");
      await hand.open("/organization/qualifications");
      await hand.unfold(say("qualification:org.add"));
      await hand.write(main.getByLabel(say("qualification:org.nameZh")), names.zh);
      await hand.write(main.getByLabel(say("qualification:org.nameEn")), names.en);
      await hand.press(button("qualification:org.addSubmit"));
      await expect(done).toContainText(say("qualification:org.done.defined"));
      const typePage = new URL(page.url()).pathname;
      await hand.write(main.getByLabel(say("qualification:org.validDays")), "730");
      await hand.press(button("qualification:settings.save"));
      await expect(done).toContainText(say("qualification:org.done.changed"));

      // Another organisation's counts as much.
      const trusting = main.getByRole("search").filter({ hasText: say("qualification:trust.search") });
      await hand.write(trusting.getByRole("searchbox"), "电子显微镜操作员");
      await hand.press(trusting.getByRole("button"));
      await page.waitForURL(/trust=/);
      const other = locale === "en" ? "Electron microscope operator" : "电子显微镜操作员";
      await hand.press(button("qualification:trust.addNamed", { name: other }));
      await expect(done).toContainText(say("qualification:org.done.trusted"));
      await hand.open(`/organization/facilities/${facilityId}/qualifications`);
      await hand.tick(main.getByRole("checkbox", { name }));
      await hand.press(button("qualification:facility.save"));
      await expect(done).toContainText(say("qualification:facility.done"));

      // In the night in which its clocks go back, half past one comes twice.
      await hand.open(typePage);
      const planning = await hand.unfold(say("qualification:sessions.plan"));
      const night = nightOfTwoHours();
      const time = (key: string) =>
        planning.getByRole("textbox", { name: say(`qualification:sessions.${key}`) });
      await hand.write(time("starts"), `${night} 01:30`);
      await hand.write(time("ends"), `${night} 03:00`);
      await hand.write(planning.getByLabel(say("qualification:sessions.place")), "分析测试中心 201");
      await hand.press(button("qualification:sessions.submit"));
      await expect(page.getByRole("alert")).toContainText(say("problems:field.shown_twice"));
      await expectAccessible(page);
      await hand.tick(planning.getByRole("radio", { name: /GMT$/ }));
      await hand.press(button("qualification:sessions.submit"));
      await expect(done).toContainText(say("qualification:org.done.planned"));
      await expect(main).toContainText("01:30 GMT–03:00 GMT");

      // Who lacks it is told, books a seat in the training, and may book with help meanwhile.
      const booking = bookingPage(facilityId, 5, [10, 12]);
      await signIn("dachen");
      await hand.open(booking);
      await expect(page.getByRole("alert")).toContainText(name);
      await expectAccessible(page);
      await hand.press(main.getByRole("link", { name }).first());
      await page.waitForURL(/\/qualifications\//);
      await hand.press(main.locator("button[name=session]"));
      await expect(done).toContainText(say("qualification:type.done.booked"));
      // A seat that is given up is free again.
      const leaving = await hand.unfold(say("qualification:type.giveUp"));
      await hand.press(leaving.getByRole("button", { name: say("qualification:type.giveUp") }));
      await expect(done).toContainText(say("qualification:type.done.given"));
      await hand.press(main.locator("button[name=session]"));
      await expect(done).toContainText(say("qualification:type.done.booked"));
      await hand.open(booking);
      const way = say("catalog:option.serviceWays.assisted");
      await hand.press(main.getByRole("link", { name: say("qualification:required.instead", { way }) }));
      await page.waitForURL(/way=assisted/);
      await expect(page.getByRole("alert")).toHaveCount(0);

      // Those who came hold it, and nobody else; the record of the training is kept as a file.
      const session = await begun(database, names.zh, ["bianshan"]);
      await signIn("provider");
      await hand.open(`/organization/trainings/${session}`);
      await hand.press(button("qualification:attendance.absentNamed", { name: "费储云" }));
      await expect(done).toContainText(say("qualification:org.done.marked"));
      const seat = main.getByRole("listitem").filter({ hasText: "费储云" });
      await expect(seat).toContainText(say("qualification:seat.absent"));
      await expect(seat).toBeFocused();
      const told = await done.elementHandle();
      await hand.press(button("qualification:attendance.attendedNamed", { name: "应海平" }));
      // Said again, as something new: what has stayed on the page is not read out.
      await told?.waitForElementState("hidden");
      await expect(done).toContainText(say("qualification:org.done.marked"));
      const closing = await hand.unfold(say("qualification:attendance.close"));
      await hand.press(closing.getByRole("button", { name: say("qualification:attendance.close") }));
      await expect(done).toContainText(say("qualification:org.done.closed"));
      await hand.open(typePage);
      const files = await hand.unfold(say("qualification:evidence.manageNamed", { name: "应海平" }));
      await hand.upload(files.locator("input[type=file]"), {
        ...record,
        buffer: Buffer.from("MZ no record"),
      });
      await hand.press(files.getByRole("button", { name: say("qualification:evidence.add") }));
      await expect(files).toContainText(say("problems:field.file_type"));
      const added = async (file: typeof record) => {
        await hand.upload(files.locator("input[type=file]"), file);
        await hand.press(files.getByRole("button", { name: say("qualification:evidence.add") }));
        await expect(done).toContainText(say("qualification:org.done.file_added"));
      };
      await added({ ...record, name: "误传.pdf" });
      await hand.unfold(say("qualification:evidence.manageNamed", { name: "应海平" }));
      await hand.press(
        files.getByRole("button", { name: say("qualification:evidence.remove", { name: "误传.pdf" }) }),
      );
      await expect(done).toContainText(say("qualification:org.done.file_removed"));
      await expect(main).not.toContainText("误传.pdf");
      await hand.unfold(say("qualification:evidence.manageNamed", { name: "应海平" }));
      await added(record);
      await expectAccessible(page);

      // Who needs no training is granted it at once; what another organisation says no longer counts.
      const granting = await hand.unfold(say("qualification:holders.grant"));
      await hand.write(granting.getByLabel(say("qualification:holders.email")), "bianshan@demo.test");
      await hand.press(granting.getByRole("button", { name: say("qualification:holders.grantSubmit") }));
      await expect(granting).toContainText(say("problems:field.required"));
      // More than the server takes is not sent; the words are here, and what was written too.
      const certificate = granting.getByLabel(say("qualification:evidence.file"));
      await hand.write(
        granting.getByLabel(say("qualification:holders.evidenceLabel")),
        "厂家培训证书 2026-118",
      );
      await hand.upload(certificate, { ...record, buffer: Buffer.alloc(21 * 1024 * 1024) });
      await hand.press(granting.getByRole("button", { name: say("qualification:holders.grantSubmit") }));
      await expect(page.locator(":focus")).toContainText(say("problems:payload_too_large.detail"));
      await expectAccessible(page);
      await hand.upload(certificate, record);
      await hand.press(granting.getByRole("button", { name: say("qualification:holders.grantSubmit") }));
      await expect(done).toContainText(say("qualification:org.done.granted"));
      await expect(main.getByRole("row", { name: /费储云/ })).toContainText("2026-118");
      await hand.press(button("qualification:trust.removeNamed", { name: other }));
      await expect(done).toContainText(say("qualification:org.done.distrusted"));

      // The holder reads it, and books alone now.
      await signIn("dachen");
      await hand.open("/account/qualifications");
      await hand.press(main.getByRole("link", { name }).first());
      await expect(main.getByRole("heading", { name: say("qualification:certificate.title") })).toBeVisible();
      const file = await main.getByRole("link", { name: record.name }).getAttribute("href");
      expect(await (await page.request.get(file ?? "")).body()).toEqual(record.buffer);
      await expectAccessible(page);
      await hand.open(booking);
      await hand.write(
        main.getByRole("textbox", { name: say("booking:book.purpose") }),
        "截面抛光，样品 2 件",
      );
      await hand.press(button("booking:book.submitInstant"));
      await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
      const booked = new URL(page.url()).pathname;

      // So does the facility that lets its holder in, and nobody else.
      await signIn("provider");
      await hand.open(booked);
      await expect(main.getByRole("heading", { name: say("qualification:ofUser.title") })).toBeVisible();
      await expect(main.getByRole("link", { name: record.name })).toHaveAttribute("href", file ?? "");
      await expectAccessible(page);

      // It is taken away again; then no time can be had without help, and none is offered.
      await hand.open(typePage);
      const revoking = await hand.unfold(say("qualification:holders.revokeNamed", { name: "应海平" }));
      await hand.write(revoking.getByRole("textbox"), "未按规程操作，须重新培训");
      await hand.press(revoking.getByRole("button", { name: say("qualification:holders.revoke") }));
      await expect(done).toContainText(say("qualification:org.done.revoked"));
      await signIn("dachen");
      await hand.open(bookingPage(facilityId, 6, [10, 12]));
      await expect(page.getByRole("alert")).toContainText(name);
      await expect(main).not.toContainText(say("booking:book.alternatives"));
      await signIn("sme");
      expect((await page.request.get(file ?? "")).status()).toBe(404);

      // A training that cannot be held is called off; in the end nobody is asked for it any more.
      await signIn("provider");
      await hand.open(await planned(database, typePage));
      const callingOff = await hand.unfold(say("qualification:attendance.cancel"));
      await hand.write(callingOff.getByRole("textbox"), "讲师请假");
      await hand.press(callingOff.getByRole("button", { name: say("qualification:attendance.cancel") }));
      await expect(done).toContainText(say("qualification:org.done.cancelled"));
      await hand.open(typePage);
      const retiring = await hand.unfold(say("qualification:settings.retire"));
      await hand.press(retiring.getByRole("button", { name: say("qualification:settings.retire") }));
      await expect(done).toContainText(say("qualification:org.done.retired"));
    });
  });
}

for (const manner of manners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("violations are contested by their subject and answered by the staff, who decide what follows", async ({
      page,
      signIn,
      market: { database },
    }) => {
      const hand = await handOf(page, manner);
      const { main, say } = hand;
      const facilityId = await ownFacility(database);
      const [unjust, just] = [
        await missed(database, "sme", facilityId, 9),
        await missed(database, "sme", facilityId, 14),
      ];
      const [enforced, dismissed] = [
        await proposed(database, await missed(database, "bianshan", facilityId, 11)),
        await proposed(database, await missed(database, "dachen", facilityId, 16)),
      ];
      const done = page.getByRole("status");
      await signIn("sme");
      await hand.open("/account/conduct");
      const contest = async (id: string, statement: string) => {
        const own = main.locator("details").filter({ has: page.locator(`#statement-${id}`) });
        await hand.press(own.locator("summary"));
        await hand.write(own.getByRole("textbox"), statement);
        await hand.press(own.getByRole("button", { name: say("conduct:own.submit") }));
        await expect(done).toContainText(say("conduct:own.done"));
        await expect(own).toHaveCount(0);
      };
      await contest(unjust.id, "当天提前到场，门禁刷卡无反应");
      await contest(just.id, "记错了日期");
      await expectAccessible(page);

      /** Decides on one thing: for all but putting something in force a reason is written. */
      const decide = async (intent: string, id: string, reason?: string) => {
        const act = main
          .locator("details")
          .filter({ has: page.locator(`input[name=intent][value=${intent}]`) })
          .filter({ has: page.locator(`input[name=id][value="${id}"]`) });
        await hand.press(act.locator("summary"));
        if (reason) await hand.write(act.getByRole("textbox"), reason);
        await hand.press(act.locator("button[type=submit]"));
        await expect(done).toContainText(say(`conduct:staff.done.${intent}`));
      };
      const view = async (name: string) => {
        await hand.press(main.getByRole("link", { name: say(`conduct:staff.view.${name}`) }));
        await page.waitForURL(new RegExp(`view=${name}`));
      };
      await signIn("provider");
      await hand.open("/organization/conduct");
      await expect(main).toContainText("门禁刷卡无反应");
      await decide("waive", unjust.id, "门禁日志显示确已到场");
      await decide("uphold", just.id, "日期在确认通知中写明");
      await expectAccessible(page);
      expect(await stateOf(database, unjust.id)).toBe("waived");
      expect(await stateOf(database, just.id)).toBe("upheld");

      // What follows from others is put in force, and lifted early; or nothing follows.
      await view("proposals");
      await decide("enforce", enforced);
      await decide("dismiss", dismissed, "首次且已说明情况");
      await view("blocks");
      await decide("lift", enforced, "已重新培训");
      await signIn("sme");
      await hand.open("/account/conduct");
      await expect(main).toContainText("日期在确认通知中写明");
    });
  });
}
